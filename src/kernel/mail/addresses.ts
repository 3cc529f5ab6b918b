import { randomUUID } from 'node:crypto';
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../act.ts';
import { actorId, actorName } from '../actor.ts';
import { audit } from '../audit/audit.ts';
import { Forbidden, Missing } from '../errors.ts';
import { requiredText } from '../http/fields.ts';
import { mayReadOutbox } from './policy.ts';
import { addressTrouble, type AddressTrouble, mailOutbox } from './schema.ts';

/** Writes that an address takes no mails, once for as long as it lasts. */
export async function markTrouble(act: Act, trouble: Pick<AddressTrouble, 'address' | 'mailId' | 'since' | 'reason'>): Promise<void> {
  await act.db
    .insert(addressTrouble)
    .values({ id: randomUUID(), ...trouble, address: trouble.address.toLowerCase() })
    .onConflictDoNothing();
}

/** Which of these addresses take no mails, and why; by address in small letters. */
export async function findTroubles(act: Act, addresses: readonly string[]): Promise<Map<string, AddressTrouble>> {
  if (addresses.length === 0) return new Map();
  const rows = await act.db
    .select()
    .from(addressTrouble)
    .where(
      and(
        inArray(
          addressTrouble.address,
          addresses.map((one) => one.toLowerCase()),
        ),
        isNull(addressTrouble.clearedAt),
      ),
    );
  return new Map(rows.map((row) => [row.address, row]));
}

/** An address to look at again, and the party that was last written to there. */
export type TroubledAddress = AddressTrouble & { partyId: string | null };

/** The addresses that take no mails, the latest first. @throws Forbidden */
export async function listTroubles(act: Act): Promise<TroubledAddress[]> {
  if (!mayReadOutbox(act.actor)) throw new Forbidden();
  const rows = await act.db
    .select({ trouble: addressTrouble, partyId: mailOutbox.partyId })
    .from(addressTrouble)
    .innerJoin(mailOutbox, eq(mailOutbox.id, addressTrouble.mailId))
    .where(isNull(addressTrouble.clearedAt))
    .orderBy(desc(addressTrouble.since), addressTrouble.address);
  return rows.map(({ trouble, partyId }) => ({ ...trouble, partyId }));
}

export const clearedInput = z.object({ reason: requiredText(500) });

/** Says that an address takes mails again. @throws Forbidden; Missing where it is no longer in doubt */
export async function clearTrouble(act: Act, id: string, { reason }: z.output<typeof clearedInput>): Promise<void> {
  if (!mayReadOutbox(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const [cleared] = await act.db
      .update(addressTrouble)
      .set({ clearedAt: act.now, clearedById: actorId(act.actor), clearedBy: actorName(act.actor), clearedReason: reason })
      .where(and(eq(addressTrouble.id, id), isNull(addressTrouble.clearedAt)))
      .returning({ address: addressTrouble.address });
    if (!cleared) throw new Missing('address');
    await audit(act, { command: 'mail.address.clear', subject: cleared.address, detail: { reason } });
  });
}
