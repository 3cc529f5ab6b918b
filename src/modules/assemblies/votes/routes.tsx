import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, formValues, submitForm } from '../../../kernel/http/forms.ts';
import { requiredText } from '../../../kernel/http/fields.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { seatElected, seatingInput } from '../elections/commands.ts';
import { say } from '../messages.ts';
import { assemblyPaths } from '../paths.ts';
import { mayCount, mayHold, mayReadSittings } from '../policy.ts';
import { getDossier } from '../sittings/queries.ts';
import { readCounts, readSays } from './ballot-fields.ts';
import { closeVote, closingInput } from './closing.ts';
import { cancelVote, findVote, keyPaper, recordCall, recordCount } from './commands.ts';
import { listBallots } from './queries.ts';
import { choiceLabel } from './views/choice-words.ts';
import { type VoteForm, VotePage, type VotePageProps } from './views/vote-page.tsx';

export const voteRoutes = new Hono<Env>();

voteRoutes.get(assemblyPaths.vote(':slug', ':number'), async (c) => {
  const format = wantsExport(c);
  return format ? exportBallots(c, format) : show(c, { done: c.req.query('fait') !== undefined });
});

voteRoutes.post(assemblyPaths.voteStep(':slug', ':number', 'comptage'), async (c) => {
  const { slug, number } = readPath(c);
  if (!mayReadSittings(c.var.act.actor)) throw new Forbidden();
  const { form } = await findVote(c.var.act, slug, number);
  const counts = readCounts(form, await formValues(c));
  return answer(c, 'count', await submitForm(c, z.object({}), () => recordCount(c.var.act, slug, number, counts)));
});

voteRoutes.post(assemblyPaths.voteStep(':slug', ':number', 'lecture'), async (c) => {
  const { slug, number } = readPath(c);
  const { party, says } = await readBallot(c, slug, number);
  return answer(c, 'paper', await submitForm(c, partyInput, () => keyPaper(c.var.act, slug, number, party, says)));
});

voteRoutes.post(assemblyPaths.voteStep(':slug', ':number', 'bulletins'), async (c) => {
  const { slug, number } = readPath(c);
  const { party, says } = await readBallot(c, slug, number);
  return answer(c, 'call', await submitForm(c, partyInput, () => recordCall(c.var.act, slug, number, party, says)));
});

voteRoutes.post(assemblyPaths.voteStep(':slug', ':number', 'cloture'), async (c) => {
  const { slug, number } = readPath(c);
  if (!mayHold(c.var.act.actor)) throw new Forbidden();
  return answer(c, 'close', await submitForm(c, closingInput, (input) => closeVote(c.var.act, slug, number, input)));
});

voteRoutes.post(assemblyPaths.voteStep(':slug', ':number', 'annulation'), async (c) => {
  const { slug, number } = readPath(c);
  if (!mayHold(c.var.act.actor)) throw new Forbidden();
  const input = z.object({ reason: requiredText(1000) });
  return answer(c, 'cancel', await submitForm(c, input, ({ reason }) => cancelVote(c.var.act, slug, number, reason)));
});

voteRoutes.post(assemblyPaths.voteStep(':slug', ':number', 'sieges'), async (c) => {
  const { slug, number } = readPath(c);
  if (!mayHold(c.var.act.actor)) throw new Forbidden();
  return answer(c, 'seats', await submitForm(c, seatingInput, (input) => seatElected(c.var.act, slug, number, input)));
});

const partyInput = z.object({ party: z.uuid() });

async function readBallot(c: RouteContext, slug: string, number: number): Promise<{ party: string; says: Record<string, number> }> {
  const { act } = c.var;
  const { tellers, state } = await getDossier(act, slug);
  const found = await findVote(act, slug, number);
  if (!mayCount(act.actor, tellers)) throw new Forbidden();
  const values = await formValues(c);
  const party = String(values['party'] ?? '');
  return { party, says: readSays(found.form, state.voters.get(party)?.voices ?? 1, values) };
}

function readPath(c: RouteContext): { slug: string; number: number } {
  const number = Number(pathParam(c, 'number'));
  if (!Number.isSafeInteger(number) || number < 1 || number > 100_000) throw new Missing('vote');
  return { slug: pathParam(c, 'slug'), number };
}

async function answer(c: RouteContext, form: VoteForm, result: FormResult<unknown>): Promise<Response> {
  const { slug, number } = readPath(c);
  if (result.ok) return seeOther(c, `${assemblyPaths.vote(slug, number)}?fait`);
  return show(c, { refused: { form, values: result.values, errors: result.errors } });
}

async function show(c: RouteContext, more: Pick<VotePageProps, 'done' | 'refused'>): Promise<Response> {
  const { act } = c.var;
  const { slug, number } = readPath(c);
  const dossier = await getDossier(act, slug);
  const found = dossier.items.flatMap((item) => item.votes).find((one) => one.number === number);
  const item = dossier.items.find(({ id }) => id === found?.itemId);
  if (!found || !item) throw new Missing('vote');
  return respond(
    c,
    <VotePage
      dossier={dossier}
      item={item}
      vote={found}
      ballots={await listBallots(act, found.id)}
      mayHold={mayHold(act.actor)}
      mayCount={mayCount(act.actor, dossier.tellers)}
      {...more}
    />,
    more.refused ? 422 : 200,
  );
}

async function exportBallots(c: RouteContext, format: NonNullable<ReturnType<typeof wantsExport>>): Promise<Response> {
  const { act, lang } = c.var;
  const { slug, number } = readPath(c);
  const { parties } = await getDossier(act, slug);
  const found = await findVote(act, slug, number);
  const ballots = await listBallots(act, found.id);
  const nameOf = (id: string | null) => (id ? inLang(parties.get(id)?.name ?? { fr: '' }, lang) : '');
  return exportTable(c, {
    filename: `bulletins-${slug}-${number}`,
    columns: [
      { key: 'party', label: say.later('voters.party'), type: 'text' },
      { key: 'choice', label: say.later('vote.choice'), type: 'text' },
      { key: 'voices', label: say.later('vote.voices'), type: 'number' },
    ],
    rows: ballots.map((one) => ({ party: nameOf(one.partyId), choice: choiceLabel(found.form, one.choice, lang), voices: one.voices })),
    format,
  });
}
