import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FieldErrors, type FormResult, formValues, submitForm } from '../../../kernel/http/forms.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, findParty, listBodies, listInstitutions, type PartyRef, readPage } from '../../register/index.ts';
import { findMeeting, type PreparedMeeting } from '../meetings/queries.ts';
import { eventsPaths } from '../paths.ts';
import { mayPrepare, maySignList } from '../policy.ts';
import { loadNamed } from './candidates.ts';
import { computeList, findRule } from './compute.ts';
import { conditionInput, exceptionInput, removalInput } from './input.ts';
import { proposeList } from './list-commands.ts';
import { exportLines, filterLines, readLineFilters } from './lists.ts';
import { compareLists, findSignedList, listLists } from './queries.ts';
import { conditionInWords } from './reasons.ts';
import { addCondition, decideException, removeCondition } from './rule-commands.ts';
import { InvitationsPage } from './views/invitations-page.tsx';
import { ExceptionPage } from './views/party-pages.tsx';
import { RulePage, type ShownBlock } from './views/rule-page.tsx';

export const invitationRoutes = new Hono<Env>();

const pageSize = 100;

invitationRoutes.get(eventsPaths.invitations(':slug'), async (c) => showInvitations(c));

invitationRoutes.post(eventsPaths.lists(':slug'), async (c) => {
  if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const result = await submitForm(c, z.object({}), () => proposeList(c.var.act, slug));
  return result.ok ? seeOther(c, `${eventsPaths.list(slug, result.value)}?fait=proposed`) : showInvitations(c, result.errors);
});

invitationRoutes.get(eventsPaths.rule(':slug'), async (c) => showRule(c));

invitationRoutes.post(eventsPaths.rule(':slug'), async (c) => {
  const { act } = c.var;
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const isRemoval = (await formValues(c))['change'] === 'remove';
  const result: FormResult<void> = isRemoval
    ? await submitForm(c, removalInput, (input) => removeCondition(act, slug, input))
    : await submitForm(c, conditionInput, (input) => addCondition(act, slug, input));
  return result.ok ? seeOther(c, eventsPaths.rule(slug)) : showRule(c, result);
});

invitationRoutes.get(eventsPaths.exception(':slug', ':party'), async (c) => showException(c));

invitationRoutes.post(eventsPaths.exception(':slug', ':party'), async (c) => {
  if (!maySignList(c.var.act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const result = await submitForm(c, exceptionInput, (input) => decideException(c.var.act, slug, pathParam(c, 'party'), input));
  return result.ok ? seeOther(c, eventsPaths.invitations(slug)) : showException(c, result);
});

type Refusal = Extract<FormResult<unknown>, { ok: false }>;

async function showInvitations(c: RouteContext, errors?: FieldErrors): Promise<Response> {
  const { act, lang } = c.var;
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const list = await computeList(act, held.id, await asKnownNow(act), lang);
  const signed = await findSignedList(act, held.id);
  const filters = readLineFilters(c);
  const all = (list?.lines ?? []).map(({ party, verdict, reason }) => ({ party, verdict, reason: reason(lang) }));
  const kept = filterLines(all, filters, lang);
  const format = wantsExport(c);
  if (format) return exportTable(c, { ...exportLines(kept, lang), filename: `invitations-${held.slug}`, format });
  const pages = Math.ceil(kept.length / pageSize);
  const page = Math.min(readPage(c), Math.max(pages, 1));
  return respond(
    c,
    <InvitationsPage
      held={held}
      list={list}
      rule={await showBlocks(c, held)}
      lines={kept.slice((page - 1) * pageSize, page * pageSize)}
      total={kept.length}
      page={page}
      pages={pages}
      filters={filters}
      lists={await listLists(act, held.id)}
      signed={signed}
      differences={signed && list ? compareLists(signed, list) : []}
      mayPrepare={mayPrepare(act.actor)}
      maySign={maySignList(act.actor)}
      errors={errors}
    />,
    errors ? 422 : 200,
  );
}

async function showRule(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act, lang } = c.var;
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const at = await asKnownNow(act);
  const bodies = await listBodies(act.db, at);
  const institutions = await listInstitutions(act.db, at);
  return respond(
    c,
    <RulePage
      held={held}
      blocks={await showBlocks(c, held)}
      bodies={bodies.map(({ slug, nameFr, nameEn }) => ({ slug, name: inLang({ fr: nameFr, en: nameEn }, lang) }))}
      institutions={institutions.map(({ slug, name }) => ({ slug, name: inLang(name, lang) }))}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function showException(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act, lang } = c.var;
  if (!maySignList(act.actor)) throw new Forbidden();
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const party = await readParty(c);
  const list = await computeList(act, held.id, await asKnownNow(act), lang);
  const line = list?.lines.find((one) => one.party.id === party.id) ?? null;
  return respond(
    c,
    <ExceptionPage held={held} party={party} line={line} values={refused?.values} errors={refused?.errors} />,
    refused ? 422 : 200,
  );
}

/** The rule of an event, its conditions in words. */
async function showBlocks(c: RouteContext, held: PreparedMeeting): Promise<ShownBlock[]> {
  const { act, lang } = c.var;
  const blocks = (await findRule(act, held.id))?.blocks ?? [];
  const named = await loadNamed(act.db, await asKnownNow(act), blocks);
  return blocks.map(({ conditions }) => ({ conditions: conditions.map((one) => conditionInWords(one, named, lang)) }));
}

/** The party of the address. @throws Missing */
export async function readParty(c: RouteContext): Promise<PartyRef> {
  const { act } = c.var;
  const found = await findParty(act.db, pathParam(c, 'party'), await asKnownNow(act));
  if (!found) throw new Missing('party');
  return found;
}
