import { and, eq, gte, isNull, lt, ne, or } from 'drizzle-orm';
import type { Db } from '../db/db.ts';
import { hashToken } from './hash.ts';
import { accountSecondFactor } from './schema.ts';

/**
 * Takes a code of the second factor for good: whoever saw it typed cannot type it again while its half-minute lasts.
 * @returns false when it was already taken
 */
export async function claimCode(db: Db, userId: string, code: string, now: Temporal.Instant): Promise<boolean> {
  const usedCodeHash = hashCode(userId, code);
  const fresh = or(
    isNull(accountSecondFactor.usedCodeHash),
    ne(accountSecondFactor.usedCodeHash, usedCodeHash),
    lt(accountSecondFactor.usedCodeAt, now.subtract(codeLifetime)),
  );
  const taken = await db
    .update(accountSecondFactor)
    .set({ usedCodeHash, usedCodeAt: now })
    .where(and(eq(accountSecondFactor.userId, userId), fresh))
    .returning({ id: accountSecondFactor.id });
  return taken.length > 0;
}

/** Whether a code was taken a moment ago. */
export async function isCodeUsed(db: Db, userId: string, code: string, now: Temporal.Instant): Promise<boolean> {
  const [used] = await db
    .select({ id: accountSecondFactor.id })
    .from(accountSecondFactor)
    .where(
      and(
        eq(accountSecondFactor.userId, userId),
        eq(accountSecondFactor.usedCodeHash, hashCode(userId, code)),
        gte(accountSecondFactor.usedCodeAt, now.subtract(codeLifetime)),
      ),
    );
  return used !== undefined;
}

function hashCode(userId: string, code: string): string {
  return hashToken(`${userId}:${code}`);
}

/** A code is accepted during its own half-minute, the one before and the one after. */
const codeLifetime = Temporal.Duration.from({ seconds: 120 });

/** The secret as authenticator applications take it: typed by hand in groups of four, or by an address. */
export function describeSecret(secret: string, email: string): { text: string; uri: string } {
  const text = base32(new TextEncoder().encode(secret));
  const parameters = new URLSearchParams({ secret: text, issuer: 'Beffroi', digits: '6', period: '30' });
  return { text: text.replace(/(.{4})(?=.)/g, '$1 '), uri: `otpauth://totp/Beffroi:${encodeURIComponent(email)}?${parameters}` };
}

/** RFC 4648, without padding. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five.padEnd(5, '0'), 2)]).join('');
}
