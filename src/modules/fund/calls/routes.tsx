import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, formValues, refusalErrors, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, findParties, findPartiesById, listBodies, listStates, readChoice, readPage, readSort } from '../../register/index.ts';
import { mayManageFund, maySignFundExceptions } from '../policy.ts';
import { requireManager } from '../require-manager.ts';
import { settingOn } from '../settings/queries.ts';
import { purses } from '../vocabulary.ts';
import {
  callInput,
  cancelCall,
  changeCall,
  changeEligibility,
  changeGrid,
  closeCall,
  createCall,
  duplicateCall,
  endInput,
  extendCall,
  extensionInput,
  publishCall,
} from './commands.ts';
import { conditionsInput } from './conditions.ts';
import { waiveAccounts, waiverInput } from './eligibility/commands.ts';
import { listWaivers } from './eligibility/queries.ts';
import { callColumns, callRows } from './export.ts';
import { findCallFaults } from './faults.ts';
import { eligibilityRules } from './forms/definition.ts';
import { findFormVersion, listForms } from './forms/queries.ts';
import { readGrid } from './grid.ts';
import { callPaths } from './paths.ts';
import { type CallFilter, callSorts, getCall, type KnownCall, listCalls } from './queries.ts';
import { callStandings } from './rules.ts';
import { CallFormPage } from './views/call-form-page.tsx';
import { CallPage } from './views/call-page.tsx';
import { CallsPage } from './views/calls-page.tsx';
import { ConditionsPage } from './views/conditions-page.tsx';
import { GridPage } from './views/grid-page.tsx';
import { type CallAct, StepPage } from './views/step-page.tsx';
import { WaiverPage } from './views/waiver-page.tsx';

type Refusal = Extract<FormResult<unknown>, { ok: false }>;
const pageSize = 50;

/** The calls of the fund, for the secretariat. */
export const callRoutes = new Hono<Env>()
  .get(callPaths.calls(), async (c) => {
    const { act, lang } = c.var;
    const filter: CallFilter = {
      words: c.req.query('mots')?.trim().slice(0, 200) || undefined,
      standing: readChoice(c, 'etat', callStandings),
      purse: readChoice(c, 'caisse', purses),
    };
    const sort = readSort(c, callSorts, { key: 'closes', direction: 'descending' });
    const found = await listCalls(act, filter, sort, lang);
    const format = wantsExport(c);
    if (format) return exportTable(c, { filename: 'appels-du-fonds', format, columns: callColumns, rows: callRows(found, lang) });
    const pages = Math.ceil(found.length / pageSize);
    const page = Math.min(readPage(c), Math.max(pages, 1));
    return respond(
      c,
      <CallsPage
        calls={found.slice((page - 1) * pageSize, page * pageSize)}
        total={found.length}
        page={page}
        pages={pages}
        filter={filter}
        sort={sort}
        mayManage={mayManageFund(act.actor)}
      />,
    );
  })
  .get(callPaths.newCall(), (c) => showForm(c, null))
  .post(callPaths.newCall(), async (c) => {
    requireManager(c);
    const result = await submitForm(c, callInput, (input) => createCall(c.var.act, input));
    return result.ok ? seeOther(c, callPaths.call(result.value)) : showForm(c, null, result);
  })
  .get(callPaths.call(':slug'), async (c) => showCall(c))
  .get(callPaths.edition(':slug'), async (c) => showForm(c, await managedCall(c)))
  .post(callPaths.edition(':slug'), async (c) => {
    const call = await managedCall(c);
    const result = await submitForm(c, callInput, (input) => changeCall(c.var.act, call.slug, input));
    return result.ok ? seeOther(c, `${callPaths.call(call.slug)}?fait`) : showForm(c, call, result);
  })
  .get(callPaths.eligibility(':slug'), async (c) => showConditions(c, await managedCall(c)))
  .post(callPaths.eligibility(':slug'), async (c) => {
    const call = await managedCall(c);
    const result = await submitForm(c, conditionsInput, (rules) => changeEligibility(c.var.act, call.slug, rules));
    return result.ok ? seeOther(c, `${callPaths.call(call.slug)}?fait`) : showConditions(c, call, result);
  })
  .get(callPaths.grid(':slug'), async (c) => respond(c, <GridPage call={await managedCall(c)} />))
  .post(callPaths.grid(':slug'), async (c) => {
    const call = await managedCall(c);
    const values = await formValues(c);
    try {
      await changeGrid(c.var.act, call.slug, readGrid(values));
      return seeOther(c, `${callPaths.call(call.slug)}?fait`);
    } catch (error) {
      const errors = refusalErrors(error, c.var.lang);
      if (!errors) throw error;
      return respond(c, <GridPage call={call} values={values} errors={errors} />, 422);
    }
  })
  .get(callPaths.publication(':slug'), async (c) => {
    const call = await managedCall(c);
    const faults = call.state === 'draft' ? await findCallFaults(c.var.act, call) : [];
    return respond(c, <StepPage call={call} what="publication" faults={faults.map((say) => say(c.var.lang))} />);
  })
  .post(callPaths.publication(':slug'), async (c) => {
    const call = await managedCall(c);
    try {
      await publishCall(c.var.act, call.slug);
      return seeOther(c, `${callPaths.call(call.slug)}?fait`);
    } catch (error) {
      const errors = refusalErrors(error, c.var.lang);
      if (!errors) throw error;
      return respond(c, <StepPage call={call} what="publication" errors={errors} />, 422);
    }
  })
  .get(callPaths.extension(':slug'), async (c) => showStep(c, 'extension'))
  .post(callPaths.extension(':slug'), async (c) => {
    const call = await managedCall(c);
    const result = await submitForm(c, extensionInput, (input) => extendCall(c.var.act, call.slug, input));
    return result.ok ? seeOther(c, `${callPaths.call(call.slug)}?fait`) : showStep(c, 'extension', result);
  })
  .get(callPaths.closure(':slug'), async (c) => showStep(c, 'closure'))
  .post(callPaths.closure(':slug'), async (c) => {
    const call = await managedCall(c);
    const result = await submitForm(c, endInput, (input) => closeCall(c.var.act, call.slug, input));
    return result.ok ? seeOther(c, `${callPaths.call(call.slug)}?fait`) : showStep(c, 'closure', result);
  })
  .get(callPaths.cancellation(':slug'), async (c) => showStep(c, 'cancellation'))
  .post(callPaths.cancellation(':slug'), async (c) => {
    const call = await managedCall(c);
    const result = await submitForm(c, endInput, (input) => cancelCall(c.var.act, call.slug, input));
    return result.ok ? seeOther(c, `${callPaths.call(call.slug)}?fait`) : showStep(c, 'cancellation', result);
  })
  .post(callPaths.copy(':slug'), async (c) => seeOther(c, callPaths.edition(await duplicateCall(c.var.act, pathParam(c, 'slug')))))
  .get(callPaths.waivers(':slug'), async (c) => respond(c, <WaiverPage call={await signedCall(c)} />))
  .post(callPaths.waivers(':slug'), async (c) => {
    const call = await signedCall(c);
    const result = await submitForm(c, waiverInput, (input) => waiveAccounts(c.var.act, call.slug, input));
    if (result.ok) return seeOther(c, `${callPaths.call(call.slug)}?fait`);
    return respond(c, <WaiverPage call={call} values={result.values} errors={result.errors} />, 422);
  });

/** The call of the address, for whoever manages calls. */
async function managedCall(c: RouteContext): Promise<KnownCall> {
  requireManager(c);
  return (await getCall(c.var.act, pathParam(c, 'slug'))).call;
}

/** The call of the address, for whoever signs exceptions; a draft has none. */
async function signedCall(c: RouteContext): Promise<KnownCall> {
  if (!maySignFundExceptions(c.var.act.actor)) throw new Forbidden();
  const { call } = await getCall(c.var.act, pathParam(c, 'slug'));
  if (call.state === 'draft') throw new Missing(call.slug);
  return call;
}

async function showCall(c: RouteContext): Promise<Response> {
  const { act, lang } = c.var;
  const file = await getCall(act, pathParam(c, 'slug'));
  const { call } = file;
  const waivers = await listWaivers(act.db, call.id);
  const parties = await findPartiesById(
    act.db,
    waivers.map(({ partyId }) => partyId),
    await asKnownNow(act),
  );
  return respond(
    c,
    <CallPage
      file={file}
      form={await findFormVersion(act.db, call.formId, call.formVersion)}
      states={await namesOfStates(c, call)}
      waivers={waivers.map(({ partyId, by, at, reason }) => ({
        party: inLang(parties.get(partyId)?.name ?? { fr: partyId }, lang),
        by,
        day: dayOf(at),
        reason,
      }))}
      mayManage={mayManageFund(act.actor)}
      maySign={maySignFundExceptions(act.actor)}
      done={c.req.query('fait') !== undefined}
    />,
  );
}

/** The names of the States that the rules of a call name. */
export async function namesOfStates(c: RouteContext, call: KnownCall): Promise<Map<string, string>> {
  const { act, lang } = c.var;
  const slugs = eligibilityRules.parse(call.eligibility).flatMap((rule) => (rule.kind === 'region' ? rule.states : []));
  const found = await findParties(act.db, slugs, await asKnownNow(act));
  return new Map([...found].map(([slug, { name }]) => [slug, inLang(name, lang)]));
}

async function showForm(c: RouteContext, call: KnownCall | null, refused?: Refusal): Promise<Response> {
  requireManager(c);
  const { act } = c.var;
  const form = call && (await findFormVersion(act.db, call.formId, call.formVersion));
  return respond(
    c,
    <CallFormPage
      call={call}
      asked={form && `${form.slug}/${form.number}`}
      ceilingRate={await settingOn(act.db, 'ceiling_rate', dayOf(act.now))}
      forms={await listForms(act)}
      bodies={await listBodies(act.db, await asKnownNow(act))}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function showConditions(c: RouteContext, call: KnownCall, refused?: Refusal): Promise<Response> {
  const states = await listStates(c.var.act.db, await asKnownNow(c.var.act));
  return respond(c, <ConditionsPage call={call} states={states} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}

async function showStep(c: RouteContext, what: CallAct, refused?: Refusal): Promise<Response> {
  const call = await managedCall(c);
  return respond(c, <StepPage call={call} what={what} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}
