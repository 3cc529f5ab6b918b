import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { eq } from 'drizzle-orm';
import type { Act } from '../act.ts';
import type { Role } from '../actor.ts';
import type { Auth } from './auth.ts';
import { dateOf } from './dates.ts';
import { accountCredential, accountUser } from './schema.ts';

export interface NewUser {
  name?: string;
  email?: string;
  role?: Role;
  /** Of whom someone of a city acts on behalf. */
  partyId?: string;
  /** Without one the person signs in by link only. */
  password?: string;
}

/** A stored account, without a second factor. */
export async function createUser(
  act: Act,
  { role = 'reader', name = `Compte ${role}`, email = `${role}-${randomUUID()}@exemple.org`, password, partyId }: NewUser = {},
): Promise<typeof accountUser.$inferSelect> {
  const stamps = { createdAt: dateOf(act.now), updatedAt: dateOf(act.now) };
  const [user] = await act.db
    .insert(accountUser)
    .values({ id: randomUUID(), name, email, role, emailVerified: true, ...(partyId ? { partyId } : {}), ...stamps })
    .returning();
  if (password) {
    const own = { userId: user!.id, accountId: user!.id, providerId: 'credential', password: await hashPassword(password) };
    await act.db.insert(accountCredential).values({ id: randomUUID(), ...own, ...stamps });
  }
  return user!;
}

/** An open session of this person, as the cookie that a browser sends; writers have given their second factor. */
export async function createSession(act: Act, auth: Auth, userId: string): Promise<string> {
  const signIn = await auth.openSessionOf(new Headers(), userId);
  if (!('cookies' in signIn)) throw new Error('This account cannot sign in');
  await act.db.update(accountUser).set({ twoFactorEnabled: true }).where(eq(accountUser.id, userId));
  return signIn.cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}
