import { Hono } from 'hono';
import type { VNode } from 'preact';
import type { z } from 'zod';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { isStaff } from '../../../kernel/actor.ts';
import { typePartialDate } from '../../../kernel/dates.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm, type FormResult } from '../../../kernel/http/forms.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { withQuery } from '../asked-day.ts';
import { listPartiesOfKinds } from '../institutions/queries.ts';
import { findParty } from '../parties/directory.ts';
import { registerPaths } from '../paths.ts';
import { mayReadFacts, mayRecord } from '../policy.ts';
import { listRecentSources } from '../sources.ts';
import { correctByForm, endByForm, recordByForm, retainByForm, retractByForm, type CorrectInput, type RecordInput } from './commands.ts';
import { correctInput, factForms, partyFactKinds, recordInput } from './forms.ts';
import { getFactHistory } from './history.ts';
import { endInput, reasonInput } from './inputs.ts';
import { findHeldFact, type HeldFact } from './read.ts';
import { listRivals } from './rivals.ts';
import { loadRefs, type Refs } from './refs.ts';
import { asKnownNow } from './revision.ts';
import { subjectPage } from './subject.ts';
import {
  type ChangeFactPageProps,
  CorrectFactPage,
  EndFactPage,
  RecordFactPage,
  type Refusal,
  RetainFactPage,
  RetractFactPage,
} from './views/fact-forms.tsx';
import { HistoryPage } from './views/history-page.tsx';

export const factRoutes = new Hono<Env>();

factRoutes.get('/registre/faits/:kind/:factId', async (c) => {
  const { act } = c.var;
  if (!mayReadFacts(act.actor, c.req.param('kind'))) throw new Missing();
  const history = await getFactHistory(act.db, c.req.param('kind'), c.req.param('factId'), await asKnownNow(c.var.act));
  return respond(c, <HistoryPage history={history} isStaff={isStaff(act.actor)} mayChange={mayRecord(act.actor)} />);
});

factRoutes.get('/registre/:slug/faits/:kind/nouveau', async (c) => showRecord(c, c.req.param('slug'), c.req.param('kind'), empty));
factRoutes.post('/registre/:slug/faits/:kind/nouveau', async (c) => {
  const { slug, kind } = c.req.param();
  const form = partyFormOf(kind);
  const result = await submitForm(c, recordInput(form), (input) => recordByForm(c.var.act, kind, { party: slug }, input as RecordInput));
  return result.ok ? seeOther(c, withQuery(registerPaths.party(slug), { revision: result.value })) : showRecord(c, slug, kind, result, 422);
});

const endings = '/registre/faits/:kind/:factId/fin';
factRoutes.get(endings, async (c) => {
  refuseMandate(c);
  return showChange(c, empty, EndFactPage);
});
factRoutes.post(endings, async (c) => {
  refuseMandate(c);
  return submitChange(c, endInput, endByForm, EndFactPage);
});

const corrections = '/registre/faits/:kind/:factId/correction';
factRoutes.get(corrections, async (c) => {
  const { fact, refs } = await readFact(c);
  return showChange(c, { values: typedValues(fact, refs), errors: {} }, CorrectFactPage);
});
factRoutes.post(corrections, async (c) => {
  const { fact } = await readFact(c);
  return submitChange(
    c,
    correctInput(formOf(fact.kind)),
    (act, kind, factId, input) => correctByForm(act, kind, factId, input as CorrectInput),
    CorrectFactPage,
  );
});

const retractions = '/registre/faits/:kind/:factId/retrait';
factRoutes.get(retractions, async (c) => showChange(c, empty, RetractFactPage));
factRoutes.post(retractions, async (c) => submitChange(c, reasonInput, retractByForm, RetractFactPage));

const choices = '/registre/faits/:kind/:factId/choix';
factRoutes.get(choices, async (c) => showChange(c, empty, RetainFactPage));
factRoutes.post(choices, async (c) => submitChange(c, reasonInput, retainByForm, RetainFactPage));

const empty: Refusal = { values: {}, errors: {} };

async function showRecord(c: RouteContext, slug: string, kind: string, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { act, lang } = c.var;
  if (!mayRecord(act.actor)) throw new Forbidden();
  partyFormOf(kind);
  const at = await asKnownNow(c.var.act);
  const party = await findParty(act.db, slug, at);
  if (!party) throw new Missing(slug);
  const holders =
    kind === 'status'
      ? await listPartiesOfKinds(act.db, ['institution', 'network', 'association'], at)
      : kind === 'endorsement'
        ? await listPartiesOfKinds(act.db, ['coalition'], at)
        : [];
  const subject = { text: inLang(party.name, lang), href: registerPaths.party(slug) };
  return respond(
    c,
    <RecordFactPage
      kind={kind}
      subject={subject}
      refusal={refusal}
      sources={await listRecentSources(act.db)}
      holders={holders.filter((one) => one.id !== party.id)}
    />,
    status,
  );
}

type ChangePage = (props: ChangeFactPageProps) => VNode;

async function showChange(c: RouteContext, refusal: Refusal, View: ChangePage, status: 200 | 422 = 200): Promise<Response> {
  const { act, lang } = c.var;
  const { fact } = await readFact(c);
  const others = await listRivals(act.db, fact);
  const refs = await loadRefs(
    act.db,
    [fact, ...others].map((one) => one.row),
    await asKnownNow(c.var.act),
  );
  return respond(
    c,
    <View
      kind={fact.kind}
      subject={subjectPage(fact.row, refs, lang)}
      fact={fact}
      refs={refs}
      refusal={refusal}
      sources={await listRecentSources(act.db)}
      others={others}
    />,
    status,
  );
}

async function submitChange<S extends z.ZodType>(
  c: RouteContext,
  schema: S,
  run: (act: RouteContext['var']['act'], kind: string, factId: string, input: z.output<S>) => Promise<number>,
  View: ChangePage,
): Promise<Response> {
  const { fact, refs } = await readFact(c);
  const result: FormResult<number> = await submitForm(c, schema, (input) => run(c.var.act, fact.kind, fact.factId, input));
  return result.ok
    ? seeOther(c, withQuery(subjectPage(fact.row, refs, c.var.lang).href, { revision: result.value }))
    : showChange(c, result, View, 422);
}

/** The fact that the address names, as it is held now; only those who may record get this far. */
async function readFact(c: RouteContext): Promise<{ fact: HeldFact; refs: Refs }> {
  const { act } = c.var;
  if (!mayRecord(act.actor)) throw new Forbidden();
  const fact = await findHeldFact(act.db, c.req.param('kind') ?? '', c.req.param('factId') ?? '');
  if (!fact) throw new Missing();
  return { fact, refs: await loadRefs(act.db, [fact.row], await asKnownNow(c.var.act)) };
}

/** A mandate ends with its cause, on a page of its own. */
function refuseMandate(c: RouteContext): void {
  if (!mayRecord(c.var.act.actor)) throw new Forbidden();
  if (c.req.param('kind') === 'mandate') throw new Missing();
}

function typedValues(fact: HeldFact, refs: Refs): Record<string, string> {
  const { from, to, attestedFrom } = fact.span;
  return {
    ...formOf(fact.kind).typed(fact.row, refs),
    from: from ? typePartialDate(from) : '',
    to: to ? typePartialDate(to) : '',
    attested: attestedFrom ? typePartialDate(attestedFrom) : '',
    certainty: fact.certainty,
    note: fact.note ?? '',
  };
}

function formOf(kind: string) {
  const form = factForms[kind];
  if (!form) throw new Missing(kind);
  return form;
}

/** The form of a kind that is recorded from the page of a party. */
function partyFormOf(kind: string) {
  if (!partyFactKinds.has(kind)) throw new Missing(kind);
  return formOf(kind);
}
