import { inArray } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { listCityAddresses } from '../../../kernel/auth/users/queries.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { asKnownNow, findContacts, findHeads, findPartiesById, type Mandate, type PartyRef, titleInWords } from '../../register/index.ts';
import { letterLanguage } from './schema.ts';

/** Whom a party is written to through, where, and in which language. */
export interface Recipient {
  party: PartyRef;
  /** Its head on the day, where the register knows one; their mandate may wait to be confirmed. */
  head: Mandate | null;
  lang: Lang;
  /** The head's own address, else that of an account of the party. */
  email: string | null;
  /** The address of the envelope, a line each: name, title, party, street. */
  lines: string[];
}

/** Whom these parties are written to through today. Whoever calls has checked that the actor may write to them. */
export async function findRecipients(act: Act, partyIds: readonly string[]): Promise<Map<string, Recipient>> {
  if (partyIds.length === 0) return new Map();
  const ids = [...new Set(partyIds)];
  const at = await asKnownNow(act);
  const parties = await findPartiesById(act.db, ids, at);
  const heads = await findHeads(act.db, at, ids);
  // How someone is reached is the secretariat's own, whoever made this letter leave.
  const secretariat: Act = { ...act, actor: { kind: 'system', name: 'letters' } };
  const contacts = await findContacts(
    secretariat,
    [...heads.values()].map((head) => head.person.id),
    at,
  );
  const accounts = await listCityAddresses(act, ids);
  const languages = new Map(
    (await act.db.select().from(letterLanguage).where(inArray(letterLanguage.partyId, ids))).map(({ partyId, lang }) => [partyId, lang]),
  );
  return new Map(
    [...parties.values()].map((party): [string, Recipient] => {
      const head = heads.get(party.id) ?? null;
      const reached = head ? contacts.get(head.person.id) : undefined;
      const [account] = accounts.get(party.id) ?? [];
      const own = reached?.email?.trim();
      const lang = languages.get(party.id) ?? (own ? 'fr' : (account?.lang ?? 'fr'));
      return [
        party.id,
        {
          party,
          head,
          lang,
          email: own && isAddress(own) ? own : (account?.email ?? null),
          lines: [...linesOf(party, head, lang), ...(reached?.post ?? '').split('\n').map((line) => line.trim())].filter(Boolean),
        },
      ];
    }),
  );
}

function linesOf(party: PartyRef, head: Mandate | null, lang: Lang): string[] {
  if (!head) return [inLang(party.name, lang)];
  const { name, gender, formOfAddress } = head.person;
  const title = titleInWords(head.title, gender, lang);
  // « Madame la Maire » already says the title.
  const ranks = formOfAddress && lang === 'fr' ? [formOfAddress, name] : [name, title.charAt(0).toLocaleUpperCase(lang) + title.slice(1)];
  return [...ranks, inLang(party.name, lang)];
}

/** As the outbox takes it: what else someone noted under « courriel » is no address. */
function isAddress(text: string): boolean {
  return /^[^@\s,;<>]+@[^@\s,;<>]+$/.test(text);
}
