import { Hono } from 'hono';
import { isStaff } from '../../../kernel/actor.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import type { PartyPanel } from '../../../kernel/module.ts';
import { respond } from '../../../ui/index.ts';
import { readAskedDay, withQuery } from '../asked-day.ts';
import { showSupport } from '../coalitions/routes.tsx';
import { fileName } from '../facts/export.ts';
import { readDone } from '../facts/done.ts';
import type { Refusal } from '../facts/views/fact-forms.tsx';
import { institutionsOn } from '../institutions/queries.ts';
import { showComposition } from '../institutions/routes.tsx';
import { readChoice, readPage, readSort } from '../list-params.ts';
import { listQuestions, type Question } from '../mandates/questions/queries.ts';
import { registerPaths } from '../paths.ts';
import { remembered } from '../remembered.ts';
import { mayRecord } from '../policy.ts';
import { listRecentSources } from '../sources.ts';
import { certainties, partyKinds, statuses } from '../vocabulary.ts';
import { findParty, type PartyRef } from './directory.ts';
import { getPartyDossier, type PartyDossier } from './dossier.ts';
import { exportParties } from './export.ts';
import { listParties, type PartyFilters, partySorts } from './list.ts';
import { createPartyByForm, newPartyInput } from './new-party.ts';
import { PartyListPage } from './views/list-page.tsx';
import { NewPartyPage } from './views/new-party-page.tsx';
import { PartyPage } from './views/party-page.tsx';

/** Mounted after the register's other routes: a party's address may be any word. */
export const partyRoutes = new Hono<Env>();

partyRoutes.get('/registre', async (c) => {
  const { act, lang } = c.var;
  const day = await readAskedDay(c);
  const filters = readFilters(c);
  const sort = readSort(c, partySorts, { key: 'name', direction: 'ascending' });
  const format = wantsExport(c);
  if (format) {
    const all = await listParties(act.db, filters, day.at, lang, { sort, limit: null });
    return exportTable(c, { ...exportParties(all, filters, lang), filename: fileName('registre', day), format });
  }
  const asked = readPage(c);
  const list = await remembered(act.db, day, ['parties', filters, lang, sort, asked], () =>
    listParties(act.db, filters, day.at, lang, { sort, offset: (asked - 1) * pageSize, limit: pageSize }),
  );
  const institutions = await institutionsOn(act.db, day);
  return respond(
    c,
    <PartyListPage
      day={day}
      mayRecord={mayRecord(act.actor)}
      list={list}
      filters={filters}
      sort={sort}
      page={asked}
      pages={Math.ceil(list.total / pageSize)}
      institutions={institutions}
    />,
  );
});

partyRoutes.get('/registre/nouvelle-partie', (c) => showNewParty(c, { values: {}, errors: {} }));
partyRoutes.post('/registre/nouvelle-partie', async (c) => {
  const result = await submitForm(c, newPartyInput, (input) => createPartyByForm(c.var.act, input));
  return result.ok
    ? seeOther(c, withQuery(registerPaths.party(result.value.slug), { revision: result.value.revision }))
    : showNewParty(c, result, 422);
});

partyRoutes.get('/registre/:slug', async (c) => {
  const { act } = c.var;
  const day = await readAskedDay(c);
  const slug = c.req.param('slug');
  const dossier = await remembered(act.db, day, ['party', slug], () => getPartyDossier(act.db, slug, day.at));
  return respond(
    c,
    <PartyPage
      dossier={dossier}
      day={day}
      mayRecord={mayRecord(act.actor)}
      isStaff={isStaff(act.actor)}
      panels={await listPanels(c, dossier.party)}
      questions={await listPartyQuestions(c, dossier)}
      done={await readDone(c)}
    />,
  );
});

partyRoutes.get('/registre/:slug/composition', async (c) => {
  const { at } = await readAskedDay(c);
  const party = await findParty(c.var.act.db, c.req.param('slug'), at);
  if (!party) throw new Missing();
  return party.kind === 'coalition' ? showSupport(c, party) : showComposition(c, party);
});

const pageSize = 50;

function readFilters(c: RouteContext): PartyFilters {
  return {
    text: c.req.query('text')?.trim().slice(0, 200) || undefined,
    kind: readChoice(c, 'kind', partyKinds),
    institution: c.req.query('institution') || undefined,
    status: c.req.query('institution') ? readChoice(c, 'status', statuses) : undefined,
    certainty: readChoice(c, 'certainty', certainties),
  };
}

/** What each module holds of the party; for the secretariat alone. */
async function listPanels(c: RouteContext, party: PartyRef): Promise<PartyPanel[]> {
  const { act, lang, shell } = c.var;
  if (!isStaff(act.actor)) return [];
  const panels = [];
  for (const ask of shell.partyPanels) panels.push(...(await ask(act, party, lang)));
  return panels;
}

/** What was asked about its mandates; not of the register, hence not remembered with the rest of the page. For the secretariat alone. */
async function listPartyQuestions(c: RouteContext, { mandates }: PartyDossier): Promise<Question[]> {
  const { act } = c.var;
  if (!isStaff(act.actor)) return [];
  return listQuestions(
    act.db,
    mandates.map(({ factId }) => factId),
  );
}

async function showNewParty(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { act } = c.var;
  if (!mayRecord(act.actor)) throw new Forbidden();
  return respond(c, <NewPartyPage refusal={refusal} sources={await listRecentSources(act.db)} />, status);
}
