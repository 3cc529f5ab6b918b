import { eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { findRecipients } from '../../../publishing/index.ts';
import { dueContact, type Recipient } from '../schema.ts';

/** To whom calls and reminders of a member go, in its language. */
export interface Mailing {
  lang: Lang;
  /** Each gets a letter of its own; the first may have no address, and then goes on paper. */
  recipients: Correspondent[];
}

export interface Correspondent {
  name: string;
  email: string | null;
  /** The address of the envelope, a line each. */
  lines: string[];
  personId: string | null;
}

type DueContact = typeof dueContact.$inferSelect;

/** Whoever the member named for its dues, or null. */
export async function findDueContact(act: Act, partyId: string): Promise<DueContact | null> {
  const [found] = await act.db.select().from(dueContact).where(eq(dueContact.partyId, partyId));
  return found ?? null;
}

/**
 * To whom letters about dues go for each of these parties: to whom it named for them, and to its head of today, who is to
 * know what the city owes. Where nobody was named, to its head or its accounts alone; on paper where there is no address.
 */
export async function findMailings(act: Act, partyIds: readonly string[]): Promise<Map<string, Mailing>> {
  const named = await listDueContacts(act, partyIds);
  const known = await findRecipients(act, partyIds);
  return new Map(
    [...known].map(([partyId, { party, head, lang, email, lines }]) => {
      const contact = named.get(partyId);
      const registered = { name: head?.person.name ?? inLang(party.name, lang), email, lines, personId: head?.person.id ?? null };
      if (!contact) return [partyId, { lang, recipients: [registered] }];
      const own = { name: contact.name, email: contact.email, lines: [contact.name, inLang(party.name, contact.lang)], personId: null };
      const isOther = email !== null && email.toLowerCase() !== contact.email.toLowerCase();
      return [partyId, { lang: contact.lang, recipients: isOther ? [own, registered] : [own] }];
    }),
  );
}

/** As the reminder keeps it: an address of mail, or of the envelope. */
export function toRecipient({ name, email, lines }: Correspondent): Recipient {
  return { name, address: email ?? lines.slice(1).join(', ') };
}

async function listDueContacts(act: Act, partyIds: readonly string[]): Promise<Map<string, DueContact>> {
  if (partyIds.length === 0) return new Map();
  const rows = await act.db
    .select()
    .from(dueContact)
    .where(inArray(dueContact.partyId, [...partyIds]));
  return new Map(rows.map((row) => [row.partyId, row]));
}
