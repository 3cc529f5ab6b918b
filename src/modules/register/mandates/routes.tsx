import { Hono } from 'hono';
import { listCityUsers } from '../../../kernel/auth/users/queries.ts';
import type { At } from '../../../kernel/collections.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { withQuery } from '../asked-day.ts';
import { readDone } from '../facts/done.ts';
import { findHeldFact, isUuid } from '../facts/read.ts';
import { loadRefs } from '../facts/refs.ts';
import { asKnownNow } from '../facts/revision.ts';
import type { Refusal } from '../facts/views/fact-forms.tsx';
import { usualTitleOf } from '../offices/queries.ts';
import { findPartiesById, findParty, type PartyRef } from '../parties/directory.ts';
import { registerPaths } from '../paths.ts';
import { listNamesakes } from '../persons/list.ts';
import { mayReadPersons, mayRecord } from '../policy.ts';
import { findSource, listRecentSources } from '../sources.ts';
import { beginMandateByForm, endMandateByForm } from './commands.ts';
import { listEnding } from './ending.ts';
import { endMandateInput, newMandateInput } from './inputs.ts';
import { findHeads, listMandates, type Mandate } from './queries.ts';
import { listQuestions } from './questions/queries.ts';
import { EndMandatePage } from './views/end-mandate-page.tsx';
import { MandatePage } from './views/mandate-page.tsx';
import { NewMandatePage } from './views/new-mandate-page.tsx';

/** Putting someone at the head of a party, and what follows the end of their mandate. */
export const mandateRoutes = new Hono<Env>()
  .get(registerPaths.newMandate(':slug'), (c) => showNewMandate(c, empty))
  .post(registerPaths.newMandate(':slug'), async (c) => {
    refuseOthers(c);
    const slug = pathParam(c, 'slug');
    const result = await submitForm(c, newMandateInput, (input) => beginMandateByForm(c.var.act, slug, input));
    return result.ok
      ? seeOther(c, withQuery(registerPaths.party(slug), { revision: result.value.revision }))
      : showNewMandate(c, result, 422);
  })
  .get(registerPaths.mandate(':factId'), async (c) => {
    const { act, lang, shell } = c.var;
    if (!mayReadPersons(act.actor)) throw new Forbidden();
    const { mandate, party, at } = await findMandate(c);
    const heads = await findHeads(act.db, at, [party.id]);
    const about = { partyId: party.id, personId: mandate.person.id };
    return respond(
      c,
      <MandatePage
        mandate={mandate}
        party={party}
        source={(await findSource(act.db, mandate.sourceId)) ?? undefined}
        ending={await listEnding(act, about, lang, shell.endsWithMandate)}
        accounts={mayRecord(act.actor) ? await listCityUsers(act, party.id) : null}
        questions={await listQuestions(act.db, [mandate.factId])}
        hasSuccessor={heads.has(party.id)}
        mayChange={mayRecord(act.actor)}
        done={await readDone(c)}
      />,
    );
  })
  .get(registerPaths.endMandate(':factId'), (c) => showEnd(c, empty))
  .post(registerPaths.endMandate(':factId'), async (c) => {
    refuseOthers(c);
    const factId = pathParam(c, 'factId');
    const result = await submitForm(c, endMandateInput, (input) => endMandateByForm(c.var.act, factId, input));
    return result.ok ? seeOther(c, withQuery(registerPaths.mandate(factId), { revision: result.value })) : showEnd(c, result, 422);
  });

const empty: Refusal = { values: {}, errors: {} };

function refuseOthers(c: RouteContext): void {
  if (!mayRecord(c.var.act.actor)) throw new Forbidden();
}

async function showNewMandate(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { act } = c.var;
  refuseOthers(c);
  const at = await asKnownNow(c.var.act);
  const party = await findParty(act.db, pathParam(c, 'slug'), at);
  if (!party) throw new Missing();
  const mandates = await listMandates(act.db, at, { partyIds: [party.id] });
  const current = (await findHeads(act.db, at, [party.id])).get(party.id) ?? null;
  const former = [...new Map(mandates.map((mandate) => [mandate.person.id, { person: mandate.person, mandate }])).values()];
  const typed = typeof refusal.values['name'] === 'string' ? refusal.values['name'] : '';
  const namesakes = typed ? await listNamesakes(act.db, typed, at) : [];
  const known = [...new Map([...namesakes, ...former].map((one) => [one.person.id, one])).values()];
  const parties = await findPartiesById(
    act.db,
    known.flatMap(({ mandate }) => mandate?.partyId ?? []),
    at,
  );
  return respond(
    c,
    <NewMandatePage
      party={party}
      title={await usualTitleOf(act.db, party, at)}
      current={current}
      known={known.map((one) => ({ ...one, party: (one.mandate && parties.get(one.mandate.partyId)) ?? null }))}
      refusal={refusal}
      sources={await listRecentSources(act.db)}
    />,
    status,
  );
}

async function showEnd(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { act, lang, shell } = c.var;
  refuseOthers(c);
  const { mandate, party, at } = await findMandate(c);
  const fact = await findHeldFact(act.db, 'mandate', mandate.factId);
  if (!fact || mandate.to) throw new Missing();
  const refs = await loadRefs(act.db, [fact.row], at);
  return respond(
    c,
    <EndMandatePage
      mandate={mandate}
      party={party}
      fact={fact}
      source={refs.sources.get(fact.sourceId)}
      ending={await listEnding(act, { partyId: party.id, personId: mandate.person.id }, lang, shell.endsWithMandate)}
      refusal={refusal}
      sources={await listRecentSources(act.db)}
    />,
    status,
  );
}

/** The mandate that the address names, as it is known now. @throws Missing */
async function findMandate(c: RouteContext): Promise<{ mandate: Mandate; party: PartyRef; at: At }> {
  const { db } = c.var.act;
  const at = await asKnownNow(c.var.act);
  const factId = pathParam(c, 'factId');
  const [mandate] = isUuid(factId) ? await listMandates(db, at, { factId }) : [];
  if (!mandate) throw new Missing(factId);
  return { mandate, party: (await findPartiesById(db, [mandate.partyId], at)).get(mandate.partyId)!, at };
}
