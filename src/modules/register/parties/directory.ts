import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { At, PartyDirectory } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Invalid } from '../../../kernel/errors.ts';
import { inLang, type Lang, type Localized } from '../../../kernel/i18n/lang.ts';
import { asOf, heldAt } from '../facts/as-of.ts';
import { say } from '../messages.ts';
import { party, partyIdentifier, partyName } from '../schema.ts';

export interface PartyRef {
  id: string;
  slug: string;
  kind: string;
  name: Localized;
  acronym: string | null;
}

/** The parties with these slugs and their names on the day; a slug that the register does not have is absent. */
export async function findParties(db: Db, slugs: readonly string[], at: At): Promise<Map<string, PartyRef>> {
  if (slugs.length === 0) return new Map();
  const rows = await selectParties(db, at).where(inArray(party.slug, [...slugs]));
  return new Map(rows.map((row) => [row.slug, toRef(row)]));
}

/** The parties with these identifiers and their names on the day. */
export async function findPartiesById(db: Db, ids: readonly string[], at: At): Promise<Map<string, PartyRef>> {
  if (ids.length === 0) return new Map();
  const rows = await selectParties(db, at).where(inArray(party.id, [...ids]));
  return new Map(rows.map((row) => [row.id, toRef(row)]));
}

/** What a narrow place calls a party: its acronym, or its name. */
export function shortName({ name, acronym }: PartyRef, lang: Lang): string {
  return acronym ?? inLang(name, lang);
}

/** One party by its slug, or null. */
export async function findParty(db: Db, slug: string, at: At): Promise<PartyRef | null> {
  return (await findParties(db, [slug], at)).get(slug) ?? null;
}

/** Slugs, codes and names of many parties, to resolve what files and forms call them. */
export interface PartyIndex {
  /** @throws Invalid where the words name no party, or several */
  resolve(words: string, field?: string): PartyRef;
}

/** Reads every party once, so that a file of any length costs one query. Accents and case do not count. */
export async function indexParties(db: Db, at: At): Promise<PartyIndex> {
  const parties = new Map((await selectParties(db, at)).map((row) => [row.id, toRef(row)]));
  const bySlug = new Map([...parties.values()].map((one) => [one.slug, one]));
  const byWords = new Map<string, Set<string>>();
  const add = (words: string, id: string) => {
    const key = fold(words);
    byWords.set(key, (byWords.get(key) ?? new Set()).add(id));
  };
  for (const one of bySlug.values()) add(one.slug, one.id);
  const identifiers = await db.select().from(partyIdentifier).where(heldAt(partyIdentifier, at.revision));
  for (const one of identifiers) add(one.value, one.partyId);
  const names = await db.select().from(partyName).where(heldAt(partyName, at.revision));
  for (const one of names) add(one.name, one.partyId);

  return {
    resolve(words, field = 'party') {
      const ids = [...(byWords.get(fold(words)) ?? [])];
      // A slug names one party only, even where another has it for a name.
      const exact = bySlug.get(words);
      const [id, other] = exact ? [exact.id] : ids;
      if (!id) throw new Invalid({ [field]: say.later('party.unknown', { party: words }) });
      if (other)
        throw new Invalid({
          [field]: say.later('party.ambiguous', { party: words, names: ids.map((one) => parties.get(one)?.slug).join(', ') }),
        });
      return parties.get(id)!;
    },
  };
}

/** How figures resolve the parties that their expressions name. */
export const partyDirectory: PartyDirectory = {
  find: (db, slugs, at) => findParties(db, slugs, at),
};

function selectParties(db: Db, at: At) {
  return db
    .select({ id: party.id, slug: party.slug, kind: party.kind, fr: nameOn('fr', at), en: nameOn('en', at), acronym: acronymOn(at) })
    .from(party)
    .$dynamic();
}

/** The common name of `party` on the day; where none is held then, its latest: a page of another time still says whose it is. */
function nameOn(language: 'fr' | 'en', at: At): SQL<string | null> {
  const ofParty = and(eq(partyName.partyId, party.id), eq(partyName.language, language), eq(partyName.usage, 'common'));
  const latest = and(ofParty, eq(partyName.retained, true), sql`upper_inf(${partyName.recorded})`);
  return sql<string | null>`coalesce((select ${partyName.name} from ${partyName} where ${and(ofParty, asOf(partyName, at))}),
    (select ${partyName.name} from ${partyName} where ${latest} order by upper(${partyName.valid}) desc nulls first limit 1))`;
}

function acronymOn(at: At): SQL<string | null> {
  const ofParty = and(eq(partyName.partyId, party.id), eq(partyName.language, 'fr'), eq(partyName.usage, 'acronym'), asOf(partyName, at));
  return sql<string | null>`(select ${partyName.name} from ${partyName} where ${ofParty})`;
}

function toRef(row: { id: string; slug: string; kind: string; fr: string | null; en: string | null; acronym: string | null }): PartyRef {
  return { id: row.id, slug: row.slug, kind: row.kind, name: { fr: row.fr ?? row.slug, en: row.en }, acronym: row.acronym };
}

function fold(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’']/g, "'")
    .replace(/[\s–—-]+/g, ' ')
    .trim()
    .toLowerCase();
}
