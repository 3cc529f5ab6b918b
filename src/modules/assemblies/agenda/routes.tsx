import { and, desc, eq, lt } from 'drizzle-orm';
import { Hono } from 'hono';
import type { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { serveFile } from '../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, indexParties } from '../../register/index.ts';
import { adoptWithoutVote, consensusInput } from '../decisions/commands.ts';
import { assemblyPaths } from '../paths.ts';
import { mayHold } from '../policy.ts';
import { sitting } from '../schema.ts';
import { getDossier, listAllBodies } from '../sittings/queries.ts';
import {
  confirmationInput,
  confirmRecusal,
  declareInterest,
  interestInput,
  liftingInput,
  liftRecusal,
  recusalInput,
  recuseVoter,
  waiveRecusal,
} from '../recusals/commands.ts';
import { isOver } from '../sittings/rules.ts';
import { submitFile } from '../uploads.ts';
import { openVote } from '../votes/commands.ts';
import { votingInput } from '../votes/form.ts';
import { addItem, addPaper, expectPaper, itemInput, owedPaperInput, supplyPaper } from './commands.ts';
import { moveInput, moveItem, withdrawalInput, withdrawItem } from './order.ts';
import { type ItemForm, ItemPage, type Refused } from './views/item-page.tsx';
import { NewItemPage } from './views/new-item-page.tsx';

const paperKinds = ['pdf', 'word', 'spreadsheet'] as const;

export const agendaRoutes = new Hono<Env>();

agendaRoutes.get(assemblyPaths.items(':slug'), async (c) => showNewItem(c));

agendaRoutes.post(assemblyPaths.items(':slug'), async (c) => {
  const slug = pathParam(c, 'slug');
  const result = await submitForm(c, itemInput, (input) => addItem(c.var.act, slug, input));
  return result.ok ? seeOther(c, assemblyPaths.item(slug, result.value)) : showNewItem(c, result);
});

agendaRoutes.get(assemblyPaths.item(':slug', ':item'), async (c) => showItem(c, { done: c.req.query('fait') !== undefined }));

agendaRoutes.post(assemblyPaths.papers(':slug', ':item'), async (c) => {
  if (!mayHold(c.var.act.actor)) throw new Forbidden();
  const [slug, item] = [pathParam(c, 'slug'), pathParam(c, 'item')];
  const result = await submitFile(c, paperKinds, (act, file, fields) => addPaper(act, slug, item, fields['title'] ?? '', file));
  return answer(c, 'paper', result);
});

agendaRoutes.get(assemblyPaths.paper(':slug', ':paper'), async (c) => {
  const { items } = await getDossier(c.var.act, pathParam(c, 'slug'));
  const paper = items.flatMap((one) => one.papers).find(({ id }) => id === pathParam(c, 'paper'));
  if (!paper?.fileId) throw new Missing('paper');
  return serveFile(c, paper.fileId);
});

agendaRoutes.post(assemblyPaths.paper(':slug', ':paper'), async (c) => {
  const { act } = c.var;
  if (!mayHold(act.actor)) throw new Forbidden();
  const [slug, paper] = [pathParam(c, 'slug'), pathParam(c, 'paper')];
  const { items } = await getDossier(act, slug);
  const item = items.find(({ papers }) => papers.some(({ id }) => id === paper));
  if (!item) throw new Missing('paper');
  const result = await submitFile(c, paperKinds, (act, file) => supplyPaper(act, slug, paper, file));
  if (result.ok) return seeOther(c, `${assemblyPaths.item(slug, item.id)}?fait`);
  return showItem(c, { refused: { form: 'paper', values: result.values, errors: result.errors } }, item.id);
});

ask('owed', assemblyPaths.owedPapers(':slug', ':item'), owedPaperInput, expectPaper);
ask('interest', assemblyPaths.interests(':slug', ':item'), interestInput, declareInterest);
ask('recusal', assemblyPaths.recusals(':slug', ':item'), recusalInput, recuseVoter);
ask('confirmation', assemblyPaths.confirmedRecusals(':slug', ':item'), confirmationInput, confirmRecusal);
ask('waiver', assemblyPaths.waivedRecusals(':slug', ':item'), liftingInput, waiveRecusal);
ask('lifting', assemblyPaths.liftedRecusals(':slug', ':item'), liftingInput, liftRecusal);
ask('place', assemblyPaths.itemPlace(':slug', ':item'), moveInput, moveItem);
ask('withdrawal', assemblyPaths.itemWithdrawal(':slug', ':item'), withdrawalInput, withdrawItem);
ask('decision', assemblyPaths.itemDecisions(':slug', ':item'), consensusInput, adoptWithoutVote);

agendaRoutes.post(assemblyPaths.votes(':slug', ':item'), async (c) => {
  const [slug, item] = [pathParam(c, 'slug'), pathParam(c, 'item')];
  const result = await submitForm(c, votingInput, (input) => openVote(c.var.act, slug, item, input));
  return result.ok ? seeOther(c, assemblyPaths.vote(slug, result.value)) : answer(c, 'vote', result);
});

/** One form of an item's page: it comes back to the page, done or refused. */
function ask<S extends z.ZodType>(
  form: ItemForm,
  path: string,
  input: S,
  run: (act: Act, slug: string, item: string, input: z.output<S>) => Promise<unknown>,
): void {
  agendaRoutes.post(path, async (c) => {
    const [slug, item] = [pathParam(c, 'slug'), pathParam(c, 'item')];
    return answer(c, form, await submitForm(c, input, (value) => run(c.var.act, slug, item, value)));
  });
}

async function answer(c: RouteContext, form: ItemForm, result: FormResult<unknown>): Promise<Response> {
  if (result.ok) return seeOther(c, `${assemblyPaths.item(pathParam(c, 'slug'), pathParam(c, 'item'))}?fait`);
  return showItem(c, { refused: { form, values: result.values, errors: result.errors } });
}

async function showItem(c: RouteContext, more: { done?: boolean; refused?: Refused }, itemId = pathParam(c, 'item')): Promise<Response> {
  const { act } = c.var;
  // What was refused is shown again to who may write only.
  if (more.refused && !mayHold(act.actor)) throw new Forbidden();
  const dossier = await getDossier(act, pathParam(c, 'slug'));
  const item = dossier.items.find(({ id }) => id === itemId);
  if (!item) throw new Missing('item');
  const isHeld = mayHold(act.actor) && !isOver(dossier.state.step);
  const { suggestions } = isHeld ? await indexParties(act.db, await asKnownNow(act, dayOf(dossier.sitting.startsAt))) : { suggestions: [] };
  const bodies = item.kind === 'election' ? await listAllBodies(act) : [];
  return respond(
    c,
    <ItemPage {...{ dossier, item, suggestions, bodies }} mayHold={mayHold(act.actor)} {...more} />,
    more.refused ? 422 : 200,
  );
}

async function showNewItem(c: RouteContext, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act } = c.var;
  if (!mayHold(act.actor)) throw new Forbidden();
  const dossier = await getDossier(act, pathParam(c, 'slug'));
  const earlier = await act.db
    .select()
    .from(sitting)
    .where(and(eq(sitting.bodyId, dossier.sitting.bodyId), lt(sitting.startsAt, dossier.sitting.startsAt)))
    .orderBy(desc(sitting.startsAt))
    .limit(20);
  return respond(
    c,
    <NewItemPage sitting={dossier.sitting} earlier={earlier} values={refused?.values} errors={refused?.errors} />,
    refused ? 422 : 200,
  );
}
