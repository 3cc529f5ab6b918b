import { Hono } from 'hono';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm } from '../../../../kernel/http/forms.ts';
import { Missing } from '../../../../kernel/errors.ts';
import { respond } from '../../../../ui/index.ts';
import { isUuid } from '../authors.ts';
import { dossierPaths } from '../paths.ts';
import { getOwnDossier } from '../writing/queries.ts';
import {
  acceptByLink,
  acceptInvitation,
  bindParty,
  getInvitation,
  getInvitationByLink,
  linkAcceptanceInput,
  partnerInput,
  unbindParty,
} from './commands.ts';
import { AcceptancePage, AcceptedPage, PartnersPage } from './views/partner-pages.tsx';

interface Refusal {
  values: FormValues;
  errors: FieldErrors;
}

/** Who takes part in a dossier: asked by the city that leads it, accepted from its space or by the link of a mail. */
export const partnerRoutes = new Hono<Env>()
  .get(dossierPaths.partners(':id'), (c) => showPartners(c))
  .post(dossierPaths.partners(':id'), async (c) => {
    const { dossier } = await getOwnDossier(c.var.act, pathParam(c, 'id'));
    const result = await submitForm(c, partnerInput, (input) => bindParty(c.var.act, dossier.id, input));
    return result.ok ? seeOther(c, dossierPaths.partners(dossier.id)) : showPartners(c, result);
  })
  .post(dossierPaths.partnerEnd(':id', ':party'), async (c) => {
    const { dossier } = await getOwnDossier(c.var.act, pathParam(c, 'id'));
    if (!isUuid(pathParam(c, 'party'))) throw new Missing('party');
    await unbindParty(c.var.act, dossier.id, pathParam(c, 'party'));
    return seeOther(c, dossierPaths.partners(dossier.id));
  })
  .get(dossierPaths.acceptance(':id'), async (c) =>
    respond(c, <AcceptancePage invitation={await getInvitation(c.var.act, pathParam(c, 'id'))} byLink={false} />),
  )
  .post(dossierPaths.acceptance(':id'), async (c) => {
    await acceptInvitation(c.var.act, pathParam(c, 'id'));
    return seeOther(c, `${dossierPaths.dossier(pathParam(c, 'id'))}?fait=accepted`);
  })
  .get(dossierPaths.acceptanceByLink(':token'), (c) => showAcceptance(c))
  .post(dossierPaths.acceptanceByLink(':token'), async (c) => {
    await getInvitationByLink(c.var.act, pathParam(c, 'token'));
    const result = await submitForm(c, linkAcceptanceInput, (input) => acceptByLink(c.var.act, pathParam(c, 'token'), input));
    return result.ok ? respond(c, <AcceptedPage />) : showAcceptance(c, result);
  });

async function showPartners(c: RouteContext, refused?: Refusal): Promise<Response> {
  const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
  return respond(c, <PartnersPage own={own} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}

async function showAcceptance(c: RouteContext, refused?: Refusal): Promise<Response> {
  const invitation = await getInvitationByLink(c.var.act, pathParam(c, 'token'));
  return respond(
    c,
    <AcceptancePage invitation={invitation} byLink values={refused?.values} errors={refused?.errors} />,
    refused ? 422 : 200,
  );
}
