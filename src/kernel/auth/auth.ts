import type { BetterAuthOptions } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { isAPIError } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import { betterAuth } from 'better-auth/minimal';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { type Actor, type Role, visitor } from '../actor.ts';
import type { Db } from '../db/db.ts';
import { isLang, type Lang } from '../i18n/lang.ts';
import { withHashedSessions } from './hashed-sessions.ts';
import { openSession } from './open-session.ts';
import { longestPassword, shortestPassword } from './password-rules.ts';
import { accountCredential, accountSecondFactor, accountSession, accountUser, accountVerification } from './schema.ts';
import { claimCode, isCodeUsed } from './second-factor.ts';

export interface AuthParts {
  db: Db;
  /** The public address; cookies are `Secure` when it is https. */
  url: string;
  /** Signs cookies and encrypts second factors: at least 32 characters. */
  secret: string;
  clock: () => Temporal.Instant;
}

/** Who sends a request; `cookies` are to be added to the answer (a session that was renewed, or is over). */
export interface Found {
  actor: Actor;
  sessionId: string | null;
  mustEnrol: boolean;
  lang: Lang | null;
  cookies: string[];
}

/** What signing in came to. `wait`: too many wrong codes, the second factor is locked for a while. */
export type SignIn =
  | { outcome: 'signed-in'; email: string; cookies: string[]; mustEnrol: boolean }
  | { outcome: 'second-factor'; cookies: string[] }
  | { outcome: 'refused' | 'expired' | 'wait' };

/** Who is signed in, and by which of their sessions. */
export interface OwnSession {
  userId: string;
  sessionId: string;
}

/** Roles of the secretariat that write, and therefore need a second factor; mayors' offices may have one, and need none. */
const writers: readonly Role[] = ['admin', 'direction', 'officer', 'finance', 'editor'];

export type Auth = ReturnType<typeof createAuth>;

/**
 * Sessions, passwords and second factors. better-auth does the work behind this one door: none of its routes is mounted,
 * nobody can sign up, and its own rate limits are off, ours being in front (limits.ts).
 */
export function createAuth({ db, url, secret, clock }: AuthParts) {
  const better = buildBetterAuth(db, url, secret);

  /** Who sends a request with these headers. Whoever must still set up a second factor only reads. */
  async function actorOf(headers: Headers): Promise<Found> {
    if (!headers.get('cookie')?.includes(`${cookiePrefix}.session_token=`)) return { ...nobody, cookies: [] };
    const { response, headers: answered } = await better.api.getSession({ headers, returnHeaders: true });
    const cookies = answered.getSetCookie();
    if (!response || response.user.deactivatedAt) return { ...nobody, cookies };
    const { session, user } = response;
    const role = user.role as Role;
    const mustEnrol = mustSetUpSecondFactor(role, user.twoFactorEnabled === true);
    const actor: Actor = {
      kind: 'user',
      id: user.id,
      name: user.name,
      role: mustEnrol ? 'reader' : role,
      ...(user.partyId ? { partyId: user.partyId } : {}),
    };
    return { actor, sessionId: session.id, mustEnrol, lang: isLang(user.lang) ? user.lang : null, cookies };
  }

  /** Signs in with a password; a wrong address takes as long as a wrong password. */
  async function signIn(headers: Headers, credentials: { email: string; password: string }): Promise<SignIn> {
    return attempt(async () => {
      const { response, headers: answered } = await better.api.signInEmail({ body: credentials, headers, returnHeaders: true });
      const cookies = answered.getSetCookie();
      return 'token' in response ? letIn(response, cookies) : { outcome: 'second-factor', cookies };
    });
  }

  /** Opens the session of someone who followed a one-time link, unless a second factor must come first. */
  async function openSessionOf(headers: Headers, userId: string): Promise<SignIn> {
    return attempt(async () => {
      const { response, headers: answered } = await better.api.openSession({ body: { userId }, headers, returnHeaders: true });
      const cookies = answered.getSetCookie();
      return response.token ? letIn({ token: response.token, user: { id: userId } }, cookies) : { outcome: 'second-factor', cookies };
    });
  }

  /** Answers the challenge of the second factor with the code of the moment; each code is good once. */
  async function answerWithCode(headers: Headers, code: string): Promise<SignIn> {
    return attempt(async () => {
      const { userId } = await better.api.challengedUser({ headers });
      // A code used already is refused without spending the challenge: the next code may follow.
      if (userId && (await isCodeUsed(db, userId, code, clock()))) return { outcome: 'refused' };
      const { response, headers: answered } = await better.api.verifyTOTP({ body: { code }, headers, returnHeaders: true });
      return letIn(response, answered.getSetCookie(), await claimCode(db, response.user.id, code, clock()));
    });
  }

  /** Answers the challenge with one of the codes kept for the day the telephone is lost. */
  async function answerWithBackupCode(headers: Headers, code: string): Promise<SignIn> {
    return attempt(async () => {
      const { response, headers: answered } = await better.api.verifyBackupCode({ body: { code }, headers, returnHeaders: true });
      return letIn(response, answered.getSetCookie());
    });
  }

  /** The last word once better-auth has opened a session: someone deactivated, or a code already used, loses it at once. */
  async function letIn(
    { token, user: { id } }: { token?: string | undefined; user: { id: string } },
    cookies: string[],
    fresh = true,
  ): Promise<SignIn> {
    const [user] = await db.select().from(accountUser).where(eq(accountUser.id, id));
    if (user && !user.deactivatedAt && fresh)
      return { outcome: 'signed-in', email: user.email, cookies, mustEnrol: mustSetUpSecondFactor(user.role, user.twoFactorEnabled) };
    const context = await better.$context;
    if (token) await context.internalAdapter.deleteSession(token);
    return { outcome: 'refused' };
  }

  /**
   * Begins to set up a second factor: a fresh secret, for this session only.
   * @returns false when the password is wrong
   */
  async function startEnrolment(headers: Headers, { userId, sessionId }: OwnSession, password: string): Promise<boolean> {
    return db.transaction(async (tx) => {
      const { api } = buildBetterAuth(tx, url, secret);
      const started = await answerTo(() => api.enableTwoFactor({ body: { password, method: 'totp' }, headers }));
      if (!started) return false;
      await tx.update(accountSecondFactor).set({ pendingSessionId: sessionId }).where(eq(accountSecondFactor.userId, userId));
      return true;
    });
  }

  /** The secret that this session is setting up, until its first code is given; null for any other session. */
  async function pendingSecret(session: OwnSession): Promise<string | null> {
    const [factor] = await db.select().from(accountSecondFactor).where(pendingFor(session));
    return factor ? symmetricDecrypt({ key: secret, data: factor.secret }) : null;
  }

  /**
   * Ends setting up with a first code: the session changes its token, every other session of the person ends (nobody gave
   * the second factor there), and the backup codes are shown once.
   */
  async function finishEnrolment(
    headers: Headers,
    session: OwnSession,
    code: string,
  ): Promise<{ backupCodes: string[]; cookies: string[] } | null> {
    return db.transaction(async (tx) => {
      const { api } = buildBetterAuth(tx, url, secret);
      const { userId } = session;
      // Nobody opens a session of this person meanwhile: its row refers to this one.
      await tx.select().from(accountUser).where(eq(accountUser.id, userId)).for('update');
      const [pending] = await tx.select().from(accountSecondFactor).where(pendingFor(session));
      const earlier = await tx.select({ id: accountSession.id }).from(accountSession).where(eq(accountSession.userId, userId));
      const verified = pending && (await answerTo(() => api.verifyTOTP({ body: { code }, headers, returnHeaders: true })));
      if (!verified) return null;
      const ids = earlier.map(({ id }) => id);
      await tx.delete(accountSession).where(inArray(accountSession.id, ids));
      await claimCode(tx, userId, code, clock());
      const { backupCodes } = await api.viewBackupCodes({ body: { userId } });
      return { backupCodes, cookies: verified.headers.getSetCookie() };
    });
  }

  /** Replaces the backup codes; null when the password is wrong. */
  async function renewBackupCodes(headers: Headers, password: string): Promise<string[] | null> {
    const renewed = await answerTo(() => better.api.generateBackupCodes({ body: { password }, headers }));
    return renewed && renewed.backupCodes;
  }

  /** Changes the password and closes every other session; null when the current one is wrong. */
  async function changePassword(headers: Headers, change: { current: string; next: string }): Promise<{ cookies: string[] } | null> {
    const body = { currentPassword: change.current, newPassword: change.next, revokeOtherSessions: true };
    const changed = await answerTo(() => better.api.changePassword({ body, headers, returnHeaders: true }));
    return changed && { cookies: changed.headers.getSetCookie() };
  }

  /** Closes the session; the cookies to add end it in the browser. */
  async function signOut(headers: Headers): Promise<string[]> {
    const { headers: answered } = await better.api.signOut({ headers, returnHeaders: true });
    return answered.getSetCookie();
  }

  return {
    actorOf,
    signIn,
    openSessionOf,
    answerWithCode,
    answerWithBackupCode,
    startEnrolment,
    pendingSecret,
    finishEnrolment,
    renewBackupCodes,
    changePassword,
    signOut,
  };
}

export const cookiePrefix = 'beffroi';
const nobody: Omit<Found, 'cookies'> = { actor: visitor, sessionId: null, mustEnrol: false, lang: null };
const day = 24 * 60 * 60;

function buildBetterAuth(db: Db, url: string, secret: string) {
  const adapter = drizzleAdapter(db, {
    provider: 'pg',
    schema: {
      user: accountUser,
      session: accountSession,
      account: accountCredential,
      verification: accountVerification,
      twoFactor: accountSecondFactor,
    },
    transaction: true,
  });
  return betterAuth({
    appName: 'Beffroi',
    baseURL: url,
    secret,
    database: (options: BetterAuthOptions) => withHashedSessions(adapter(options)),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      revokeSessionsOnPasswordReset: true,
    },
    user: {
      additionalFields: {
        role: { type: 'string', input: false },
        partyId: { type: 'string', input: false, required: false },
        lang: { type: 'string', input: false },
        deactivatedAt: { type: 'date', input: false, required: false },
      },
    },
    session: { expiresIn: 7 * day, updateAge: day },
    verification: { storeIdentifier: 'hashed' },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: { cookiePrefix, ipAddress: { disableIpTracking: true } },
    databaseHooks: { user: { create: { before: async () => false } } },
    plugins: [twoFactor({ issuer: 'Beffroi', twoFactorCookieMaxAge: 600 }), openSession],
  });
}

function pendingFor({ userId, sessionId }: OwnSession): SQL | undefined {
  return and(
    eq(accountSecondFactor.userId, userId),
    eq(accountSecondFactor.verified, false),
    eq(accountSecondFactor.pendingSessionId, sessionId),
  );
}

function mustSetUpSecondFactor(role: Role, hasSecondFactor: boolean): boolean {
  return writers.includes(role) && !hasSecondFactor;
}

/** What better-auth refuses to the person is an answer; anything else is a bug and goes on. */
async function attempt(run: () => Promise<SignIn>): Promise<SignIn> {
  try {
    return await run();
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    if (error.statusCode === 429 || error.body?.code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') return { outcome: 'wait' };
    return { outcome: error.body?.code === 'INVALID_TWO_FACTOR_COOKIE' ? 'expired' : 'refused' };
  }
}

/** What better-auth answers; null where it refuses. */
async function answerTo<T>(run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    return null;
  }
}
