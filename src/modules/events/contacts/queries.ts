import type { Act } from '../../../kernel/act.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { asKnownNow, findContacts, findPersons } from '../../register/index.ts';
import { listDelegations } from '../delegations/queries.ts';
import type { ContactCard } from './vcard.ts';

/** The people of an event for an address book: what delegations say of them, and what the register has. @throws Forbidden */
export async function listContactCards(act: Act, meetingId: string, lang: Lang): Promise<ContactCard[]> {
  const delegations = await listDelegations(act, meetingId);
  const ids = delegations.flatMap(({ delegates }) => delegates.flatMap(({ personId }) => personId ?? []));
  const at = await asKnownNow(act);
  const contacts = await findContacts(act, ids, at);
  const persons = await findPersons(act.db, ids, at);
  return delegations.flatMap(({ party, delegates }) =>
    delegates
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ id, personId, name, role, email, lang: own }) => ({
        uid: personId ?? id,
        name,
        sortKey: (personId && persons.get(personId)?.sortKey) || name,
        role,
        organisation: inLang(party.name, lang),
        email: email ?? (personId && contacts.get(personId)?.email) ?? null,
        phone: (personId && contacts.get(personId)?.phone) ?? null,
        lang: own,
      })),
  );
}
