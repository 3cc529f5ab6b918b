import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { At, PartyDirectory } from '../../../kernel/collections.ts';
import { anyOf } from '../../../kernel/db/any-of.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Invalid } from '../../../kernel/errors.ts';
import { inLang, type Lang, type Localized } from '../../../kernel/i18n/lang.ts';
import { asOf, heldAt } from '../facts/as-of.ts';
import { say } from '../messages.ts';
import { party, partyIdentifier, partyName } from '../schema.ts';
import { foldName } from './fold.ts';

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
  return new Map((await readParties(db, at, anyOf(party.slug, slugs))).map((one) => [one.slug, one]));
}

/** The parties with these identifiers and their names on the day. */
export async function findPartiesById(db: Db, ids: readonly string[], at: At): Promise<Map<string, PartyRef>> {
  if (ids.length === 0) return new Map();
  return new Map((await readParties(db, at, anyOf(party.id, ids))).map((one) => [one.id, one]));
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
  /** For each party, words that `resolve` takes for it alone: its name, or its slug where another bears that name. */
  suggestions: string[];
}

/** Reads every party once, so that a file of any length costs one query. Accents and case do not count. */
export async function indexParties(db: Db, at: At): Promise<PartyIndex> {
  const parties = new Map((await readParties(db, at)).map((one) => [one.id, one]));
  const bySlug = new Map([...parties.values()].map((one) => [one.slug, one]));
  const byWords = new Map<string, Set<string>>();
  const add = (words: string, id: string) => {
    const key = foldName(words);
    byWords.set(key, (byWords.get(key) ?? new Set()).add(id));
  };
  for (const one of bySlug.values()) add(one.slug, one.id);
  const identifiers = await db.select().from(partyIdentifier).where(heldAt(partyIdentifier, at.revision));
  for (const one of identifiers) add(one.value, one.partyId);
  const names = await db.select().from(partyName).where(heldAt(partyName, at.revision));
  for (const one of names) add(one.name, one.partyId);

  return {
    suggestions: [...parties.values()].map(({ slug, name }) => (byWords.get(foldName(name.fr))?.size === 1 ? name.fr : slug)),
    resolve(words, field = 'party') {
      const ids = [...(byWords.get(foldName(words)) ?? [])];
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

/** A row of `party` with one of its names, or none. */
interface NamedRow {
  id: string;
  slug: string;
  kind: string;
  language: string | null;
  usage: string | null;
  name: string | null;
  isOn: boolean | null;
  isHeld: boolean | null;
  until: string | null;
}

/** Parties with each of their names held then or now, in one plain join: choosing among them here costs the database least. */
export async function readParties(db: Db, at: At, where?: SQL): Promise<PartyRef[]> {
  const rows = await db
    .select({
      id: party.id,
      slug: party.slug,
      kind: party.kind,
      language: partyName.language,
      usage: partyName.usage,
      name: partyName.name,
      isOn: sql<boolean | null>`(${asOf(partyName, at)})`,
      isHeld: sql<boolean | null>`upper_inf(${partyName.recorded})`,
      until: sql<string | null>`upper(${partyName.valid})::text`,
    })
    .from(party)
    .leftJoin(partyName, and(eq(partyName.partyId, party.id), eq(partyName.retained, true)))
    .where(where);
  return [...Map.groupBy(rows, (row) => row.id).values()].map(toRef);
}

function toRef(rows: NamedRow[]): PartyRef {
  const { id, slug, kind } = rows[0]!;
  const acronym = rows.find((row) => row.isOn && row.usage === 'acronym' && row.language === 'fr');
  return { id, slug, kind, name: { fr: commonName(rows, 'fr') ?? slug, en: commonName(rows, 'en') }, acronym: acronym?.name ?? null };
}

/** The common name on the day; where none is held then, the latest: a page of another time still says whose it is. */
function commonName(rows: readonly NamedRow[], language: 'fr' | 'en'): string | null {
  const names = rows.filter((row) => row.usage === 'common' && row.language === language);
  const onDay = names.find((row) => row.isOn);
  const [latest] = names
    .filter((row) => row.isHeld)
    .sort((a, b) => (a.until === null ? -1 : b.until === null ? 1 : a.until < b.until ? 1 : -1));
  return (onDay ?? latest)?.name ?? null;
}
