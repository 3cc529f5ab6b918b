import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../act.ts';
import type { Actor } from '../../actor.ts';
import { audit } from '../../audit/audit.ts';
import { Missing } from '../../errors.ts';
import { requiredText } from '../../http/fields.ts';
import { dateOf } from '../dates.ts';
import { createLink, findLink, useLink } from '../links/commands.ts';
import { newPassword } from '../password-rules.ts';
import { accountCredential, accountSession, accountUser } from '../schema.ts';
import { emailField } from './commands.ts';
import { hasAdmin } from './queries.ts';

export const joiningInput = z.object({ password: newPassword });
export const firstAdminInput = z.object({ name: requiredText(120), email: emailField, password: newPassword });

/** The address that an invitation's link was made for; null when the link is used, expired or unknown. */
export async function findInvitation(act: Act, token: string): Promise<{ name: string; email: string } | null> {
  const link = await findLink(act, 'invitation', token);
  if (!link?.userId) return null;
  const [user] = await act.db
    .select({ name: accountUser.name, email: accountUser.email })
    .from(accountUser)
    .where(eq(accountUser.id, link.userId));
  return user ?? null;
}

/** Chooses a password by an invitation's link: the person can sign in, and every earlier session of theirs is closed. @returns who */
export async function acceptInvitation(act: Act, token: string, { password }: z.output<typeof joiningInput>): Promise<string> {
  const hash = await hashPassword(password);
  return inTransaction(act, async (act) => {
    const link = await findLink(act, 'invitation', token);
    if (!link?.userId || !(await useLink(act, link))) throw new Missing();
    const [user] = await act.db
      .update(accountUser)
      .set({ emailVerified: true, updatedAt: dateOf(act.now) })
      .where(eq(accountUser.id, link.userId))
      .returning();
    await act.db.delete(accountSession).where(eq(accountSession.userId, link.userId));
    await setPassword(act, link.userId, hash);
    await audit({ ...act, actor: asUser(user!) }, { command: 'account.choosePassword', subject: user!.email });
    return link.userId;
  });
}

/** The token that creates the first administrator, printed where Beffroi is started; null once there is one. */
export async function offerFirstAdmin(act: Act): Promise<string | null> {
  return inTransaction(act, async (act) =>
    (await hasAdmin(act)) ? null : (await createLink(act, { purpose: 'first_admin', userId: null })).token,
  );
}

/** Creates the first administrator by the link printed at the first start. @returns who */
export async function createFirstAdmin(
  act: Act,
  token: string,
  { name, email, password }: z.output<typeof firstAdminInput>,
): Promise<string> {
  const hash = await hashPassword(password);
  return inTransaction(act, async (act) => {
    const link = await findLink(act, 'first_admin', token);
    if (!link || (await hasAdmin(act)) || !(await useLink(act, link))) throw new Missing();
    const stamps = { createdAt: dateOf(act.now), updatedAt: dateOf(act.now) };
    // Whoever was invited by the command line before becomes the administrator.
    const [user] = await act.db
      .insert(accountUser)
      .values({ id: randomUUID(), name, email, role: 'admin', emailVerified: false, ...stamps })
      .onConflictDoUpdate({ target: accountUser.email, set: { name, role: 'admin', deactivatedAt: null, updatedAt: stamps.updatedAt } })
      .returning();
    await setPassword(act, user!.id, hash);
    await audit({ ...act, actor: asUser(user!) }, { command: 'account.createFirstAdmin', subject: email });
    return user!.id;
  });
}

async function setPassword(act: Act, userId: string, password: string): Promise<void> {
  const own = and(eq(accountCredential.userId, userId), eq(accountCredential.providerId, 'credential'));
  const stamps = { updatedAt: dateOf(act.now) };
  const changed = await act.db
    .update(accountCredential)
    .set({ password, ...stamps })
    .where(own)
    .returning({ id: accountCredential.id });
  if (changed.length > 0) return;
  await act.db
    .insert(accountCredential)
    .values({ id: randomUUID(), userId, accountId: userId, providerId: 'credential', password, createdAt: dateOf(act.now), ...stamps });
}

function asUser({ id, name, role, partyId }: typeof accountUser.$inferSelect): Actor {
  return { kind: 'user', id, name, role, ...(partyId ? { partyId } : {}) };
}
