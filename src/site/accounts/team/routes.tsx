import { Hono } from 'hono';
import { mayManageTeam } from '../../../kernel/auth/policy.ts';
import {
  changeRole,
  deactivateMember,
  type Invitation,
  invitationInput,
  inviteMember,
  reactivateMember,
  renewInvitation,
  resetSecondFactor,
  roleInput,
} from '../../../kernel/auth/users/commands.ts';
import { getMember, listMembers } from '../../../kernel/auth/users/queries.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, localPath, type RouteContext, seeOther, pathParam } from '../../../kernel/http/env.ts';
import { type FieldErrors, submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { accountPaths } from '../paths.ts';
import { InvitationMadePage, MemberPage, NewInvitationPage, TeamPage } from './team-pages.tsx';

/** The team: for administrators. */
export const teamRoutes = new Hono<Env>()
  .get(accountPaths.team(), async (c) => respond(c, <TeamPage members={await listMembers(c.var.act)} />))
  .get(accountPaths.newInvitation(), (c) => {
    refuseOthers(c);
    return respond(c, <NewInvitationPage />);
  })
  .post(accountPaths.newInvitation(), async (c) => {
    refuseOthers(c);
    const invited = await submitForm(c, invitationInput, (input) => inviteMember(c.var.act, input));
    return invited.ok
      ? showInvitation(c, invited.value)
      : respond(c, <NewInvitationPage values={invited.values} errors={invited.errors} />, 422);
  })
  .get(accountPaths.member(':id'), (c) => showMember(c, pathParam(c, 'id')))
  .post(accountPaths.role(':id'), async (c) => {
    refuseOthers(c);
    const id = pathParam(c, 'id');
    const changed = await submitForm(c, roleInput, (input) => changeRole(c.var.act, id, input));
    return changed.ok ? seeOther(c, accountPaths.team()) : showMember(c, id, changed.errors);
  })
  .post(accountPaths.newLink(':id'), async (c) => showInvitation(c, await renewInvitation(c.var.act, pathParam(c, 'id'))))
  .post(accountPaths.secondFactorReset(':id'), async (c) => {
    await resetSecondFactor(c.var.act, pathParam(c, 'id'));
    return seeOther(c, accountPaths.member(pathParam(c, 'id')));
  })
  .post(accountPaths.deactivation(':id'), async (c) => {
    await deactivateMember(c.var.act, pathParam(c, 'id'));
    return seeOther(c, accountPaths.team());
  })
  .post(accountPaths.reactivation(':id'), async (c) => {
    await reactivateMember(c.var.act, pathParam(c, 'id'));
    return seeOther(c, accountPaths.member(pathParam(c, 'id')));
  });

/** Before the form is read: whoever may not send it is not told what is wrong in it. */
function refuseOthers(c: RouteContext): void {
  if (!mayManageTeam(c.var.act.actor)) throw new Forbidden();
}

async function showMember(c: RouteContext, id: string, errors?: FieldErrors): Promise<Response> {
  const { act } = c.var;
  const member = await getMember(act, id);
  return respond(
    c,
    <MemberPage member={member} isOneself={act.actor.kind === 'user' && act.actor.id === id} errors={errors} />,
    errors ? 422 : 200,
  );
}

/** Answers the form itself, once: the link cannot be asked for again by reloading another page. */
async function showInvitation(c: RouteContext, { userId, token }: Invitation): Promise<Response> {
  const { act } = c.var;
  const member = await getMember(act, userId);
  const link = act.site.sendsMail ? null : act.site.url + localPath(member.lang, accountPaths.invitation(token));
  return respond(c, <InvitationMadePage member={member} link={link} />);
}
