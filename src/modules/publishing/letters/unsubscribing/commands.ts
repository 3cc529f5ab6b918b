import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { findAnswerLink } from '../../../../kernel/answers/links.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Missing } from '../../../../kernel/errors.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { isRefusable } from '../rules.ts';
import { letter, unsubscription } from '../schema.ts';
import type { RefusablePurpose } from '../vocabulary.ts';

/** What a link of a letter lets its reader refuse, and whether they have. */
export interface Refusable {
  letterId: string;
  party: PartyRef;
  address: string;
  purpose: RefusablePurpose;
  isRefused: boolean;
}

/** What is behind the link of a letter; the link serves for as long as a mailbox keeps the mail. @throws Missing */
export async function findRefusable(act: Act, token: string): Promise<Refusable> {
  const link = await findAnswerLink(act, 'unsubscribe', token);
  if (link?.state !== 'open') throw new Missing('link');
  const [found] = await act.db.select().from(letter).where(eq(letter.id, link.subject));
  if (!found || found.address === null || !isRefusable(found.purpose)) throw new Missing('letter');
  const at = await asKnownNow(act);
  const party = (await findPartiesById(act.db, [found.partyId], at)).get(found.partyId)!;
  const refusable = { letterId: found.id, party, address: found.address.toLowerCase(), purpose: found.purpose };
  const [open] = await act.db.select({ id: unsubscription.id }).from(unsubscription).where(isOpen(refusable));
  return { ...refusable, isRefused: open !== undefined };
}

/** Sends no more letters of the kind to the address of this party; asked twice, it is done once. @throws Missing */
export async function unsubscribe(act: Act, token: string): Promise<void> {
  await inTransaction(act, async (act) => {
    const { letterId, party, address, purpose } = await findRefusable(act, token);
    const added = await act.db
      .insert(unsubscription)
      .values({ id: randomUUID(), partyId: party.id, address, purpose, letterId, at: act.now })
      .onConflictDoNothing()
      .returning({ id: unsubscription.id });
    if (added.length > 0) await audit(act, { command: 'letter.unsubscribe', subject: party.slug, detail: { address, purpose } });
  });
}

/** Sends them again. @throws Missing */
export async function resubscribe(act: Act, token: string): Promise<void> {
  await inTransaction(act, async (act) => {
    const refusable = await findRefusable(act, token);
    const undone = await act.db
      .update(unsubscription)
      .set({ undoneAt: act.now })
      .where(isOpen(refusable))
      .returning({ id: unsubscription.id });
    const { party, address, purpose } = refusable;
    if (undone.length > 0) await audit(act, { command: 'letter.resubscribe', subject: party.slug, detail: { address, purpose } });
  });
}

function isOpen({ party, address, purpose }: Pick<Refusable, 'party' | 'address' | 'purpose'>) {
  return and(
    eq(unsubscription.partyId, party.id),
    eq(unsubscription.address, address),
    eq(unsubscription.purpose, purpose),
    isNull(unsubscription.undoneAt),
  );
}
