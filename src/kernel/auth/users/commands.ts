import { randomUUID } from 'node:crypto';
import { and, count, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../act.ts';
import { type OutsideRole, outsideRoles, type Role, staffRoles } from '../../actor.ts';
import { audit } from '../../audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../errors.ts';
import { requiredText } from '../../http/fields.ts';
import { langs, type Lang } from '../../i18n/lang.ts';
import { dateOf } from '../dates.ts';
import { createLink } from '../links/commands.ts';
import { mailInvitation } from '../links/mails.ts';
import { say } from '../messages.ts';
import { mayManageCityAccounts, mayManageTeam } from '../policy.ts';
import { accountSecondFactor, accountSession, accountUser } from '../schema.ts';

/** Addresses are compared in lower case, as people type them. */
export const emailField = z.string().trim().toLowerCase().pipe(z.email().max(254));

export const invitationInput = z.object({
  name: requiredText(120),
  email: emailField,
  role: z.enum(staffRoles),
  lang: z.enum(langs).default('fr'),
});
/** What opens an account for someone of a city. */
export const cityUserInput = invitationInput.omit({ role: true });
export const roleInput = z.object({ role: z.enum(staffRoles) });
export const languageInput = z.object({ lang: z.enum(langs) });

/** What came of an invitation: its one-time token, for whoever passes it on where no mail leaves. */
export interface Invitation {
  userId: string;
  token: string;
}

/** Opens an account for someone, who chooses a password by the link they are sent. @throws Invalid when the address has one */
export async function inviteMember(act: Act, input: z.output<typeof invitationInput>): Promise<Invitation> {
  return inTransaction(act, async (act) => {
    if (!mayManageTeam(act.actor)) throw new Forbidden();
    return openAccount(act, input);
  });
}

/** Opens an account for someone who acts on behalf of a party, and sees its space only. @throws Invalid when the address has one */
export async function inviteCityUser(act: Act, partyId: string, input: z.output<typeof cityUserInput>): Promise<Invitation> {
  return inviteOutsider(act, { role: 'city', partyId }, input);
}

/** Opens an account for someone outside the secretariat. @throws Invalid when the address has one */
export async function inviteOutsider(
  act: Act,
  { role, partyId }: { role: OutsideRole; partyId: string | null },
  input: z.output<typeof cityUserInput>,
): Promise<Invitation> {
  return inTransaction(act, async (act) => {
    if (!mayManageCityAccounts(act.actor)) throw new Forbidden();
    return openAccount(act, { ...input, role, ...(partyId ? { partyId } : {}) });
  });
}

/** Sends a new link to choose a password, whether or not there was one; the earlier link stops working. */
export async function renewInvitation(act: Act, id: string): Promise<Invitation> {
  return inTransaction(act, async (act) => {
    const user = await lockUser(act, id);
    if (user.deactivatedAt) throw new Refused(say.later('team.deactivated'));
    await audit(act, { command: 'team.renewInvitation', subject: user.email });
    return sendInvitation(act, user);
  });
}

/** Gives someone another role. Nobody changes their own, so an administrator always remains. */
export async function changeRole(act: Act, id: string, { role }: z.output<typeof roleInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const user = await lockUser(act, id);
    refuseOneself(act, id);
    if (isOutside(user.role)) throw new Refused(say.later('team.cityAccount'));
    if (user.role === role) return;
    if (user.role === 'admin') await refuseLastAdmin(act);
    await act.db
      .update(accountUser)
      .set({ role, updatedAt: dateOf(act.now) })
      .where(eq(accountUser.id, id));
    await audit(act, { command: 'team.changeRole', subject: user.email, detail: { from: user.role, to: role } });
  });
}

/** Closes an account: its sessions end at once, what it did stays. */
export async function deactivateMember(act: Act, id: string): Promise<void> {
  await inTransaction(act, async (act) => {
    const user = await lockUser(act, id);
    refuseOneself(act, id);
    if (user.deactivatedAt) return;
    if (user.role === 'admin') await refuseLastAdmin(act);
    await act.db
      .update(accountUser)
      .set({ deactivatedAt: dateOf(act.now), updatedAt: dateOf(act.now) })
      .where(eq(accountUser.id, id));
    await act.db.delete(accountSession).where(eq(accountSession.userId, id));
    await audit(act, { command: 'team.deactivate', subject: user.email });
  });
}

/** Opens a closed account again. */
export async function reactivateMember(act: Act, id: string): Promise<void> {
  await inTransaction(act, async (act) => {
    const user = await lockUser(act, id);
    if (!user.deactivatedAt) return;
    await act.db
      .update(accountUser)
      .set({ deactivatedAt: null, updatedAt: dateOf(act.now) })
      .where(eq(accountUser.id, id));
    await audit(act, { command: 'team.reactivate', subject: user.email });
  });
}

/** Forgets the second factor of someone who lost their telephone and their backup codes; they must set up another to write again. */
export async function resetSecondFactor(act: Act, id: string): Promise<void> {
  await inTransaction(act, async (act) => {
    const user = await lockUser(act, id);
    refuseOneself(act, id);
    await act.db.delete(accountSecondFactor).where(eq(accountSecondFactor.userId, id));
    await act.db
      .update(accountUser)
      .set({ twoFactorEnabled: false, updatedAt: dateOf(act.now) })
      .where(eq(accountUser.id, id));
    await act.db.delete(accountSession).where(eq(accountSession.userId, id));
    await audit(act, { command: 'team.resetSecondFactor', subject: user.email });
  });
}

/** Closes one of one's own sessions, on another device. @throws Missing when it is someone else's */
export async function closeOwnSession(act: Act, sessionId: string): Promise<void> {
  if (act.actor.kind !== 'user') throw new Forbidden();
  const closed = await act.db
    .delete(accountSession)
    .where(and(eq(accountSession.id, sessionId), eq(accountSession.userId, act.actor.id)))
    .returning({ id: accountSession.id });
  if (closed.length === 0) throw new Missing();
}

/** The language of one's mails, and of the site after signing in. */
export async function changeLanguage(act: Act, { lang }: { lang: Lang }): Promise<void> {
  if (act.actor.kind !== 'user') throw new Forbidden();
  await act.db
    .update(accountUser)
    .set({ lang, updatedAt: dateOf(act.now) })
    .where(eq(accountUser.id, act.actor.id));
}

async function openAccount(act: Act, account: z.output<typeof cityUserInput> & { role: Role; partyId?: string }): Promise<Invitation> {
  const [added] = await act.db
    .insert(accountUser)
    .values({ id: randomUUID(), ...account, createdAt: dateOf(act.now), updatedAt: dateOf(act.now) })
    .onConflictDoNothing({ target: accountUser.email })
    .returning();
  if (!added) throw new Invalid({ email: say.later('team.emailTaken') });
  await audit(act, { command: 'team.invite', subject: account.email, detail: { role: account.role, party: account.partyId ?? null } });
  return sendInvitation(act, added);
}

async function sendInvitation(act: Act, user: typeof accountUser.$inferSelect): Promise<Invitation> {
  const { token } = await createLink(act, { purpose: 'invitation', userId: user.id });
  // Without a mail server whoever invites passes the link on: a copy kept in the outbox would only be one more place to steal it from.
  if (act.site.sendsMail) await mailInvitation(act, user, token);
  return { userId: user.id, token };
}

/** The account that someone means to change. @throws Forbidden to who may not, whether or not there is one */
async function lockUser(act: Act, id: string): Promise<typeof accountUser.$inferSelect> {
  const ofTeam = mayManageTeam(act.actor);
  if (!ofTeam && !mayManageCityAccounts(act.actor)) throw new Forbidden();
  const [user] = await act.db.select().from(accountUser).where(eq(accountUser.id, id)).for('update');
  if (!ofTeam && !(user && isOutside(user.role))) throw new Forbidden();
  if (!user) throw new Missing();
  return user;
}

function isOutside(role: Role): boolean {
  return (outsideRoles as readonly Role[]).includes(role);
}

function refuseOneself(act: Act, id: string): void {
  if (act.actor.kind === 'user' && act.actor.id === id) throw new Refused(say.later('team.notOneself'));
}

/** Two administrators who close each other's account at the same moment take turns on these rows. */
async function refuseLastAdmin(act: Act): Promise<void> {
  const active = act.db
    .select({ id: accountUser.id })
    .from(accountUser)
    .where(and(eq(accountUser.role, 'admin'), isNull(accountUser.deactivatedAt)))
    .for('update')
    .as('active');
  const [counted] = await act.db.select({ admins: count() }).from(active);
  if (counted!.admins < 2) throw new Refused(say.later('team.lastAdmin'));
}
