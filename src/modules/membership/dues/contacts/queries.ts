import { eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { listCityUsers } from '../../../../kernel/auth/users/queries.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { findContacts, findHeads, revisionAt } from '../../../register/index.ts';
import { dueContact } from '../schema.ts';

/** Where calls and reminders of a member go, in its language. */
export interface Mailing {
  lang: Lang;
  recipients: { name: string; address: string }[];
}

/** Whoever the member named for its dues, or null. */
export async function findDueContact(act: Act, partyId: string): Promise<typeof dueContact.$inferSelect | null> {
  const [found] = await act.db.select().from(dueContact).where(eq(dueContact.partyId, partyId));
  return found ?? null;
}

/**
 * Where mails about dues go: to whom the member named for them; else to its accounts; and to its head of today, who is to
 * know what the city owes. Nobody where the register knows no address.
 */
export async function findMailing(act: Act, partyId: string): Promise<Mailing> {
  // The system reads addresses, whoever causes the mail.
  const own: Act = { ...act, actor: { kind: 'system', name: 'dues' } };
  const named = await findDueContact(own, partyId);
  const users = (await listCityUsers(own, partyId)).filter((one) => one.deactivatedAt === null);
  const recipients = named ? [{ name: named.name, address: named.email }] : users.map((one) => ({ name: one.name, address: one.email }));
  const head = await findHeadAddress(own, partyId);
  if (head && !recipients.some((one) => one.address.toLowerCase() === head.address.toLowerCase())) recipients.push(head);
  return { lang: named?.lang ?? users[0]?.lang ?? 'fr', recipients };
}

async function findHeadAddress(act: Act, partyId: string): Promise<{ name: string; address: string } | null> {
  const at = { on: dayOf(act.now), revision: await revisionAt(act.db, null) };
  const head = (await findHeads(act.db, at, [partyId])).get(partyId);
  if (!head) return null;
  const address = (await findContacts(act, [head.person.id], at)).get(head.person.id)?.email;
  return address ? { name: head.person.name, address } : null;
}
