import { and, inArray, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { heldAt } from '../facts/as-of.ts';
import { listMandates, type Mandate } from '../mandates/queries.ts';
import type { Standing } from '../mandates/rules.ts';
import { findPartiesById, type PartyRef } from '../parties/directory.ts';
import { findPersons, type PersonRef } from './queries.ts';
import { personContact, personName } from './schema.ts';
import { findSettings } from '../settings/queries.ts';
import { areContactsKeptTooLong } from './redaction/personal.ts';

/** What the list of persons may be narrowed to. */
export interface PersonFilters {
  text?: string | undefined;
  /** The address of a State. */
  state?: string | undefined;
  standing?: Standing | undefined;
  /** Those whose contacts should no longer be kept. */
  due?: 'yes' | undefined;
}

/** The columns by which the list may be sorted. */
export const personSorts = ['name', 'party', 'state', 'standing', 'expected'] as const;
export type PersonSort = { key: (typeof personSorts)[number]; direction: 'ascending' | 'descending' };

/** A person, the mandate that says best who they are on the day (the one in course, else the last), and all the others. */
export interface ListedPerson {
  person: PersonRef;
  mandate: Mandate | null;
  mandates: Mandate[];
  party: PartyRef | null;
  state: PartyRef | null;
  /** Their contacts are kept longer than they should. */
  isDue: boolean;
}

export interface PersonList {
  rows: ListedPerson[];
  total: number;
  /** The States that the filter offers. */
  states: PartyRef[];
}

/** The persons that the register knew, as they are named on the day; `limit` null gives them all. For the secretariat only. */
export async function listPersons(
  db: Db,
  filters: PersonFilters,
  at: At,
  lang: Lang,
  { sort, offset = 0, limit }: { sort: PersonSort; offset?: number; limit: number | null },
): Promise<PersonList> {
  const ids = await listIds(db, filters.text, at);
  const persons = await findPersons(db, ids, at);
  // Nobody bears these words: there is nothing more to ask.
  if (ids.length === 0) return { rows: [], total: 0, states: [] };
  const mandates = Map.groupBy(await listMandates(db, at), (one) => one.person.id);
  const all = [...mandates.values()].flat();
  const parties = await findPartiesById(
    db,
    all.flatMap((one) => [one.partyId, ...(one.stateId ? [one.stateId] : [])]),
    at,
  );
  const reached = await listReached(db, at);
  const settings = await findSettings(db, at.on);
  const rows = [...persons.values()].map((person): ListedPerson => {
    const own = (mandates.get(person.id) ?? []).toSorted(byRelevance);
    const [mandate = null] = own;
    const lasting = own.find((one) => one.to === null);
    const lastEnd = lasting ? null : latest(own.flatMap((one) => one.to?.date ?? []));
    return {
      person,
      mandate,
      mandates: own,
      party: (mandate && parties.get(mandate.partyId)) ?? null,
      state: (mandate?.stateId && parties.get(mandate.stateId)) || null,
      isDue: reached.has(person.id) && areContactsKeptTooLong(lastEnd, at.on, settings),
    };
  });
  const kept = rows.filter(
    (row) =>
      (!filters.state || row.state?.slug === filters.state) &&
      (!filters.standing || row.mandate?.standing === filters.standing) &&
      (!filters.due || row.isDue),
  );
  const sorted = sortPersons(kept, sort, lang);
  const states = [...new Map(rows.flatMap(({ state }) => (state ? [[state.id, state] as const] : []))).values()];
  return {
    rows: limit === null ? sorted : sorted.slice(offset, offset + limit),
    total: kept.length,
    states: states.toSorted((one, other) => collator(lang).compare(inLang(one.name, lang), inLang(other.name, lang))),
  };
}

/** Persons who already bear this name, accents and case aside, with what they are known for. */
export async function listNamesakes(db: Db, name: string, at: At): Promise<{ person: PersonRef; mandate: Mandate | null }[]> {
  const rows = await db
    .selectDistinct({ id: personName.personId })
    .from(personName)
    .where(and(sql`folded(${personName.name}) = folded(${name})`, heldAt(personName, at.revision)));
  const persons = await findPersons(
    db,
    rows.map(({ id }) => id),
    at,
  );
  const found = [];
  for (const person of persons.values()) {
    const [mandate = null] = (await listMandates(db, at, { personId: person.id })).toSorted(byRelevance);
    found.push({ person, mandate });
  }
  return found;
}

/** Those in course first, then those to come, then the last that ended. */
export function byRelevance(one: Mandate, other: Mandate): number {
  return rank[one.standing] - rank[other.standing] || startOf(other).localeCompare(startOf(one));
}

const rank: Record<Standing, number> = { sitting: 0, unconfirmed: 0, not_yet: 1, ended: 2 };

async function listIds(db: Db, text: string | undefined, at: At): Promise<string[]> {
  const words = text?.trim().split(/\s+/).filter(Boolean) ?? [];
  const rows = await db
    .selectDistinct({ id: personName.personId })
    .from(personName)
    .where(
      and(
        heldAt(personName, at.revision),
        ...words.map((word) => sql`folded(${personName.name}) like '%' || folded(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Those of whom the register holds a way to reach them. */
async function listReached(db: Db, at: At): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ id: personContact.personId })
    .from(personContact)
    .where(and(heldAt(personContact, at.revision), inArray(personContact.channel, ['email', 'phone', 'post', 'assistant'])));
  return new Set(rows.map(({ id }) => id));
}

function sortPersons(rows: ListedPerson[], { key, direction }: PersonSort, lang: Lang): ListedPerson[] {
  const words: Record<PersonSort['key'], (row: ListedPerson) => string> = {
    name: ({ person }) => person.sortKey,
    party: ({ party }) => (party ? inLang(party.name, lang) : ''),
    state: ({ state }) => (state ? inLang(state.name, lang) : ''),
    standing: ({ mandate }) => (mandate ? String(rank[mandate.standing]) + mandate.standing : '9'),
    expected: ({ mandate }) => mandate?.expectedEnd?.date.toString() ?? '',
  };
  const { compare } = collator(lang);
  const turned = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [words[key](one), words[key](other)];
    // What is not known comes last, whichever way one sorts.
    if ((a === '') !== (b === '')) return a === '' ? 1 : -1;
    return turned * compare(a, b) || compare(one.person.sortKey, other.person.sortKey);
  });
}

function latest(days: readonly Temporal.PlainDate[]): Temporal.PlainDate | null {
  return days.toSorted(Temporal.PlainDate.compare).at(-1) ?? null;
}

function startOf({ from }: Mandate): string {
  return from?.date.toString() ?? '';
}
