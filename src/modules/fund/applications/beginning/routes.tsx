import { Hono } from 'hono';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm } from '../../../../kernel/http/forms.ts';
import { requireCity } from '../../../../kernel/actor.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { respond } from '../../../../ui/index.ts';
import { dossierPaths } from '../paths.ts';
import { getOwnDossier } from '../writing/queries.ts';
import { beginDossier, beginningInput, getOpenCall } from './commands.ts';
import { mailDossierLink, withdrawalInput, withdrawDossier } from './leaving.ts';
import { findBeginnings, listOwnDossiers } from './queries.ts';
import { BeginningPage, OwnListPage, WithdrawalPage } from './views/own-pages.tsx';

interface Refusal {
  values: FormValues;
  errors: FieldErrors;
}

/** The dossiers of a city: those that it has, one that it begins, one that it withdraws. */
export const beginningRoutes = new Hono<Env>()
  .get(dossierPaths.own(), async (c) => respond(c, <OwnListPage dossiers={await listOwnDossiers(c.var.act)} />))
  .get(dossierPaths.begin(':call'), (c) => showBeginning(c))
  .post(dossierPaths.begin(':call'), async (c) => {
    requireCity(c.var.act.actor);
    await getOpenCall(c.var.act, pathParam(c, 'call'));
    const result = await submitForm(c, beginningInput, (input) => beginDossier(c.var.act, pathParam(c, 'call'), input));
    return result.ok ? seeOther(c, dossierPaths.dossier(result.value)) : showBeginning(c, result);
  })
  .get(dossierPaths.withdrawal(':id'), (c) => showWithdrawal(c))
  .post(dossierPaths.withdrawal(':id'), async (c) => {
    const { dossier } = await getOwnDossier(c.var.act, pathParam(c, 'id'));
    const result = await submitForm(c, withdrawalInput, (input) => withdrawDossier(c.var.act, dossier.id, input));
    return result.ok ? seeOther(c, dossierPaths.dossier(dossier.id)) : showWithdrawal(c, result);
  })
  .post(dossierPaths.resumption(':id'), async (c) => {
    await mailDossierLink(c.var.act, pathParam(c, 'id'));
    return seeOther(c, `${dossierPaths.dossier(pathParam(c, 'id'))}?fait=resumption`);
  });

async function showBeginning(c: RouteContext, refused?: Refusal): Promise<Response> {
  requireCity(c.var.act.actor);
  const call = await getOpenCall(c.var.act, pathParam(c, 'call'));
  const found = await findBeginnings(c.var.act, call.id);
  return respond(c, <BeginningPage call={call} found={found} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}

async function showWithdrawal(c: RouteContext, refused?: Refusal): Promise<Response> {
  const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
  if (!own.isLead) throw new Forbidden();
  return respond(c, <WithdrawalPage own={own} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}
