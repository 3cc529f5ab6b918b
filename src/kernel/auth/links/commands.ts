import { randomUUID } from 'node:crypto';
import { and, eq, gt, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { type Act, inTransaction } from '../../act.ts';
import { hashToken, newCode, newToken } from '../hash.ts';
import { accountLink, accountUser, type linkPurposes } from '../schema.ts';

export type LinkPurpose = (typeof linkPurposes)[number];
export type Link = typeof accountLink.$inferSelect;

const lifetimes: Record<LinkPurpose, Temporal.Duration> = {
  sign_in: Temporal.Duration.from({ minutes: 10 }),
  invitation: Temporal.Duration.from({ hours: 7 * 24 }),
  first_admin: Temporal.Duration.from({ hours: 24 }),
};

/** Wrong codes after which a sign-in link is good for nothing. */
const mostAttempts = 5;

export interface NewLink {
  /** Goes into the address, and nowhere else: only its hash is kept. */
  token: string;
  /** For another browser than the one that asked. */
  code: string;
}

/**
 * Makes a one-time link; the earlier ones of the same person and purpose stop working. Sign-in links are another matter:
 * anyone may ask for one, so that asking takes nothing from the person; the others stop when one of them is used.
 */
export async function createLink(
  act: Act,
  { purpose, userId, browserHash }: { purpose: LinkPurpose; userId: string | null; browserHash?: string },
): Promise<NewLink> {
  const [token, code] = [newToken(), newCode()];
  return inTransaction(act, async (act) => {
    if (purpose !== 'sign_in') await act.db.update(accountLink).set({ usedAt: act.now }).where(unused({ purpose, userId }));
    await act.db.insert(accountLink).values({
      id: randomUUID(),
      purpose,
      userId,
      tokenHash: hashToken(token),
      codeHash: purpose === 'sign_in' ? hashToken(code) : null,
      browserHash: browserHash ?? null,
      createdAt: act.now,
      expiresAt: act.now.add(lifetimes[purpose]),
    });
    return { token, code };
  });
}

/** The link behind a token while it may be used: not expired, not used, its person not deactivated. */
export async function findLink(act: Act, purpose: LinkPurpose, token: string): Promise<Link | null> {
  const [row] = await act.db
    .select({ link: accountLink, deactivatedAt: accountUser.deactivatedAt })
    .from(accountLink)
    .leftJoin(accountUser, eq(accountUser.id, accountLink.userId))
    .where(
      and(
        eq(accountLink.tokenHash, hashToken(token)),
        eq(accountLink.purpose, purpose),
        isNull(accountLink.usedAt),
        gt(accountLink.expiresAt, act.now),
        lt(accountLink.attempts, mostAttempts),
      ),
    );
  return row && !row.deactivatedAt ? row.link : null;
}

/** Whether the browser that follows a sign-in link is the one that asked for it. */
export function isSameBrowser(link: Link, browser: string | undefined): boolean {
  return browser !== undefined && link.browserHash === hashToken(browser);
}

/** Uses a sign-in link, by the browser that asked or with the code of the mail. @returns the person, or null; a wrong code is counted */
export async function followSignInLink(
  act: Act,
  token: string,
  proof: { browser?: string | undefined; code?: string | undefined },
): Promise<string | null> {
  return inTransaction(act, async (act) => {
    const link = await findLink(act, 'sign_in', token);
    if (!link) return null;
    if (isSameBrowser(link, proof.browser) || (proof.code !== undefined && link.codeHash === hashToken(proof.code)))
      return (await useLink(act, link)) ? link.userId : null;
    await act.db
      .update(accountLink)
      .set({ attempts: sql`${accountLink.attempts} + 1` })
      .where(eq(accountLink.id, link.id));
    return null;
  });
}

/** Uses a link for good, and with it all of the same person and purpose. @returns false when another request used one first */
export async function useLink(act: Act, link: Link): Promise<boolean> {
  const used = await act.db
    .update(accountLink)
    .set({ usedAt: act.now })
    .where(and(eq(accountLink.id, link.id), isNull(accountLink.usedAt)))
    .returning({ id: accountLink.id });
  if (used.length === 0) return false;
  await act.db.update(accountLink).set({ usedAt: act.now }).where(unused(link));
  return true;
}

function unused({ purpose, userId }: Pick<Link, 'purpose' | 'userId'>): SQL | undefined {
  return and(
    eq(accountLink.purpose, purpose),
    userId ? eq(accountLink.userId, userId) : isNull(accountLink.userId),
    isNull(accountLink.usedAt),
  );
}
