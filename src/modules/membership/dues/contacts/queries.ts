import { eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { listCityAddresses } from '../../../../kernel/auth/users/queries.ts';
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
 * Where mails about dues go for each of these parties: to whom the member named for them; else to its accounts; and to its
 * head of today, who is to know what the city owes. Nobody where the register knows no address.
 */
export async function findMailings(act: Act, partyIds: readonly string[]): Promise<Map<string, Mailing>> {
  // The system reads addresses, whoever causes the mail.
  const own: Act = { ...act, actor: { kind: 'system', name: 'dues' } };
  const named = await listDueContacts(own, partyIds);
  const users = await listCityAddresses(own, partyIds);
  const heads = await findHeadAddresses(own, partyIds);
  return new Map(
    partyIds.map((partyId) => {
      const contact = named.get(partyId);
      const accounts = users.get(partyId) ?? [];
      const recipients = contact
        ? [{ name: contact.name, address: contact.email }]
        : accounts.map((one) => ({ name: one.name, address: one.email }));
      const head = heads.get(partyId);
      if (head && !recipients.some((one) => one.address.toLowerCase() === head.address.toLowerCase())) recipients.push(head);
      return [partyId, { lang: contact?.lang ?? accounts[0]?.lang ?? 'fr', recipients }];
    }),
  );
}

async function listDueContacts(act: Act, partyIds: readonly string[]): Promise<Map<string, typeof dueContact.$inferSelect>> {
  if (partyIds.length === 0) return new Map();
  const rows = await act.db
    .select()
    .from(dueContact)
    .where(inArray(dueContact.partyId, [...partyIds]));
  return new Map(rows.map((row) => [row.partyId, row]));
}

async function findHeadAddresses(act: Act, partyIds: readonly string[]): Promise<Map<string, { name: string; address: string }>> {
  const at = { on: dayOf(act.now), revision: await revisionAt(act.db, null) };
  const heads = await findHeads(act.db, at, partyIds);
  const contacts = await findContacts(
    act,
    [...heads.values()].map((one) => one.person.id),
    at,
  );
  return new Map(
    [...heads].flatMap(([partyId, { person }]) => {
      const address = contacts.get(person.id)?.email;
      return address ? [[partyId, { name: person.name, address }] as const] : [];
    }),
  );
}
