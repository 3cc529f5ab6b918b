import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { findTroubles } from '../../../kernel/mail/addresses.ts';
import { channelFor, isRefusable, type Reach } from './rules.ts';
import { unsubscription } from './schema.ts';
import type { Channel, ChannelReason, LetterPurpose } from './vocabulary.ts';

/** How a letter goes, and why not by mail where it does not. */
export interface Way {
  channel: Channel;
  reason: ChannelReason | null;
}

/** How a letter of this purpose goes to each of these parties today, by party. */
export async function findWays(
  act: Act,
  purpose: LetterPurpose,
  addressees: readonly { partyId: string; email: string | null }[],
): Promise<Map<string, Way>> {
  const troubles = await findTroubles(
    act,
    addressees.flatMap(({ email }) => (email === null ? [] : [email])),
  );
  const refused = await findRefusals(
    act,
    purpose,
    addressees.map((one) => one.partyId),
  );
  return new Map(
    addressees.map(({ partyId, email }) => {
      const reach: Reach = {
        address: email,
        isTroubled: email !== null && troubles.has(email.toLowerCase()),
        isUnsubscribed: email !== null && refused.has(`${partyId} ${email.toLowerCase()}`),
      };
      return [partyId, channelFor(purpose, reach)];
    }),
  );
}

/** Where no more letters of this purpose are wanted: « party address ». */
async function findRefusals(act: Act, purpose: LetterPurpose, partyIds: readonly string[]): Promise<Set<string>> {
  if (!isRefusable(purpose) || partyIds.length === 0) return new Set();
  const rows = await act.db
    .select({ partyId: unsubscription.partyId, address: unsubscription.address })
    .from(unsubscription)
    .where(and(inArray(unsubscription.partyId, [...partyIds]), eq(unsubscription.purpose, purpose), isNull(unsubscription.undoneAt)));
  return new Set(rows.map(({ partyId, address }) => `${partyId} ${address}`));
}
