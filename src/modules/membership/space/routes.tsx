import { Hono } from 'hono';
import { type Invitation, inviteCityUser, cityUserInput } from '../../../kernel/auth/users/commands.ts';
import { listCityUsers } from '../../../kernel/auth/users/queries.ts';
import { linkPaths } from '../../../kernel/auth/links/mails.ts';
import { mayManageCityAccounts } from '../../../kernel/auth/policy.ts';
import { typeDay } from '../../../kernel/dates.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, localPath, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../register/index.ts';
import { certificateInput, issueCertificate } from '../certificates/commands.ts';
import { membershipPaths } from '../paths.ts';
import { mayManageMembership } from '../policy.ts';
import { closeAccount, renewAccount } from './accounts.ts';
import {
  correctionInput,
  getCorrection,
  listOpenCorrections,
  proposeCorrection,
  settleCorrection,
  settlementInput,
} from './corrections.ts';
import { findSpaceParty, getOwnSpace, getSpaceOf, type Space } from './queries.ts';
import { AccountsPage } from './views/accounts-page.tsx';
import { CorrectionPage, CorrectionsPage } from './views/corrections-pages.tsx';
import { SpacePage, type SpacePageProps } from './views/space-page.tsx';

interface Refusal {
  values: FormValues;
  errors: FieldErrors;
}

/** The space of a city, for its accounts and as the secretariat sees it. */
export const spaceRoutes = new Hono<Env>()
  .get(membershipPaths.space(), async (c) => showOwn(c, await getOwnSpace(c.var.act)))
  .post(membershipPaths.ownCorrection(), async (c) => {
    const space = await getOwnSpace(c.var.act);
    const result = await submitForm(c, correctionInput, (input) => proposeCorrection(c.var.act, input));
    return result.ok ? seeOther(c, `${membershipPaths.space()}?fait=correction`) : showOwn(c, space, { form: 'correction', ...result });
  })
  .post(membershipPaths.ownCertificate(), async (c) => {
    const space = await getOwnSpace(c.var.act);
    const result = await submitForm(c, certificateInput, (input) => issueCertificate(c.var.act, space.party.id, input));
    return result.ok ? seeOther(c, membershipPaths.certificate(result.value.code)) : showOwn(c, space, { form: 'certificate', ...result });
  })
  .get(membershipPaths.spaceOf(':slug'), async (c) => showOf(c, await getSpaceOf(c.var.act, pathParam(c, 'slug'))))
  .post(membershipPaths.certificateOf(':slug'), async (c) => {
    if (!mayManageMembership(c.var.act.actor)) throw new Forbidden();
    const space = await getSpaceOf(c.var.act, pathParam(c, 'slug'));
    const result = await submitForm(c, certificateInput, (input) => issueCertificate(c.var.act, space.party.id, input));
    return result.ok ? seeOther(c, membershipPaths.certificate(result.value.code)) : showOf(c, space, { form: 'certificate', ...result });
  })
  .get(membershipPaths.accounts(':slug'), async (c) => showAccounts(c, await findParty(c)))
  .post(membershipPaths.accounts(':slug'), async (c) => {
    const party = await findParty(c);
    const result = await submitForm(c, cityUserInput, (input) => inviteCityUser(c.var.act, party.id, input));
    return result.ok ? showAccounts(c, party, { invitation: result.value }) : showAccounts(c, party, { refused: result });
  })
  .post(membershipPaths.account(':slug', ':id', 'invitation'), async (c) => {
    const party = await findParty(c);
    return showAccounts(c, party, { invitation: await renewAccount(c.var.act, party, pathParam(c, 'id')) });
  })
  .post(membershipPaths.account(':slug', ':id', 'cloture'), async (c) => {
    const party = await findParty(c);
    await closeAccount(c.var.act, party, pathParam(c, 'id'));
    return seeOther(c, membershipPaths.accounts(party.slug));
  })
  .get(membershipPaths.corrections(), async (c) => {
    const { act } = c.var;
    const corrections = await listOpenCorrections(act);
    const parties = await findPartiesById(
      act.db,
      corrections.map(({ partyId }) => partyId),
      await asKnownNow(act),
    );
    return respond(c, <CorrectionsPage corrections={corrections} parties={parties} />);
  })
  .get(membershipPaths.correction(':id'), (c) => showCorrection(c))
  .post(membershipPaths.correction(':id'), async (c) => {
    if (!mayManageMembership(c.var.act.actor)) throw new Forbidden();
    const id = pathParam(c, 'id');
    await getCorrection(c.var.act, id);
    const result = await submitForm(c, settlementInput, (input) => settleCorrection(c.var.act, id, input));
    return result.ok ? seeOther(c, membershipPaths.corrections()) : showCorrection(c, result);
  });

function showOwn(c: RouteContext, space: Space, refused?: SpacePageProps['refused']): Response {
  return showSpace(c, { space, asStaff: false, mayManage: false, refused });
}

function showOf(c: RouteContext, space: Space, refused?: SpacePageProps['refused']): Response {
  return showSpace(c, { space, asStaff: true, mayManage: mayManageMembership(c.var.act.actor), refused });
}

function showSpace(c: RouteContext, props: Omit<SpacePageProps, 'today' | 'done'>): Response {
  const done = (['correction', 'change'] as const).find((one) => one === c.req.query('fait'));
  return respond(c, <SpacePage {...props} today={typeDay(dayOf(c.var.act.now))} done={done} />, props.refused ? 422 : 200);
}

/** The city whose accounts are asked for, by whoever may open and close them. */
async function findParty(c: RouteContext): Promise<PartyRef> {
  if (!mayManageCityAccounts(c.var.act.actor)) throw new Forbidden();
  return findSpaceParty(c.var.act, pathParam(c, 'slug'));
}

/** Where no mail leaves, the link is shown once, to be passed on. */
async function showAccounts(
  c: RouteContext,
  party: PartyRef,
  { invitation, refused }: { invitation?: Invitation; refused?: Refusal } = {},
): Promise<Response> {
  const { act, lang } = c.var;
  const link = invitation && !act.site.sendsMail ? `${act.site.url}${localPath(lang, linkPaths.invitation(invitation.token))}` : null;
  return respond(
    c,
    <AccountsPage
      party={party}
      users={await listCityUsers(act, party.id)}
      link={link}
      invited={invitation !== undefined}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function showCorrection(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  const correction = await getCorrection(act, pathParam(c, 'id'));
  const party = (await findPartiesById(act.db, [correction.partyId], await asKnownNow(act))).get(correction.partyId)!;
  return respond(
    c,
    <CorrectionPage
      correction={correction}
      party={party}
      mayManage={mayManageMembership(act.actor)}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}
