import { and, inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { isStaff } from '../../../kernel/actor.ts';
import type { At } from '../../../kernel/collections.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { asOf } from '../facts/as-of.ts';
import { personContact } from './schema.ts';
import { type ContactChannel } from '../vocabulary.ts';

/** How someone is reached on the day, by channel. */
export type Contacts = Partial<Record<ContactChannel, string>>;

/** How these persons are reached on the day. @throws Forbidden to whoever is not of the secretariat */
export async function findContacts(act: Act, personIds: readonly string[], at: At): Promise<Map<string, Contacts>> {
  if (!isStaff(act.actor)) throw new Forbidden();
  if (personIds.length === 0) return new Map();
  const rows = await act.db
    .select({ personId: personContact.personId, channel: personContact.channel, value: personContact.value })
    .from(personContact)
    .where(and(inArray(personContact.personId, [...personIds]), asOf(personContact, at)));
  const found = new Map<string, Contacts>();
  for (const { personId, channel, value } of rows) found.set(personId, { ...found.get(personId), [channel]: value });
  return found;
}
