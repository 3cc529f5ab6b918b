import { and, eq, ne, sql, type SQL } from 'drizzle-orm';
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { At } from '../../kernel/collections.ts';
import type { PartialDate } from '../../kernel/dates.ts';
import type { Db } from '../../kernel/db/db.ts';
import type { Lang, Localized } from '../../kernel/i18n/lang.ts';
import { asOf, heldAt } from './facts/as-of.ts';
import { say } from './messages.ts';
import { endorsement, event, occurrence, party, partyName, series, status } from './schema.ts';

/** A meeting as the register knows it on a day, with what announces its series in a text. */
export interface DatedOccurrence {
  series: { slug: string; name: Localized; words: Record<Lang, string[]> } | null;
  number: number | null;
  name: Localized;
  place: string | null;
  state: Localized | null;
  starts: PartialDate | null;
  ends: Temporal.PlainDate | null;
}

/** The beginning of a party's status in an institution, or of its support for a coalition. */
export interface DatedStart {
  /** Common name and acronym. */
  party: Localized[];
  /** The institution or the coalition. */
  within: Localized[];
  /** What it became there: « opérateur direct »; null for the support of a coalition. */
  as: Localized | null;
  from: PartialDate;
}

/** Every meeting that the register does not dispute, as announced or held on the day. */
export async function listDatedOccurrences(db: Db, at: At): Promise<DatedOccurrence[]> {
  const rows = await db
    .select({ occurrence, series, fr: commonName('fr', at), en: commonName('en', at) })
    .from(occurrence)
    .innerJoin(event, eq(event.id, occurrence.eventId))
    .leftJoin(series, eq(series.id, event.seriesId))
    .leftJoin(party, eq(party.id, occurrence.stateId))
    .where(and(asOf(occurrence, at), ne(occurrence.certainty, 'disputed')));
  return rows.map(({ occurrence: one, series, fr, en }) => ({
    series: series && {
      slug: series.slug,
      name: { fr: series.nameFr, en: series.nameEn },
      words: { fr: splitWords(series.wordsFr), en: splitWords(series.wordsEn) },
    },
    number: one.number,
    name: { fr: one.nameFr, en: one.nameEn },
    place: one.place,
    state: fr === null ? null : { fr, en },
    starts: one.startsOn && one.datePrecision ? { date: one.startsOn, precision: one.datePrecision } : null,
    ends: one.endsOn,
  }));
}

/** Every status and every endorsement whose beginning is known, whether or not it lasts on the day. */
export async function listDatedStarts(db: Db, at: At): Promise<DatedStart[]> {
  const statuses = await selectStarts(db, status, status.institutionId, status.status, at);
  const endorsements = await selectStarts(db, endorsement, endorsement.coalitionId, sql<null>`null`, at);
  return [...statuses, ...endorsements];
}

type Kind = (typeof status.$inferSelect)['status'] | null;

async function selectStarts(
  db: Db,
  table: typeof status | typeof endorsement,
  withinId: AnyPgColumn,
  kind: AnyPgColumn | SQL,
  at: At,
): Promise<DatedStart[]> {
  const within = alias(party, 'within');
  const rows = await db
    .select({
      kind: sql<Kind>`${kind}`,
      from: sql<string>`lower(${table.valid})::text`,
      precision: table.fromPrecision,
      fr: commonName('fr', at),
      en: commonName('en', at),
      acronym: nameOf(sql`${party.id}`, 'fr', 'acronym', at),
      withinFr: nameOf(sql`${within.id}`, 'fr', 'common', at),
      withinEn: nameOf(sql`${within.id}`, 'en', 'common', at),
      withinAcronym: nameOf(sql`${within.id}`, 'fr', 'acronym', at),
    })
    .from(table)
    .innerJoin(party, eq(party.id, table.partyId))
    .innerJoin(within, eq(within.id, withinId))
    .where(and(heldAt(table, at.revision), eq(table.certainty, 'confirmed'), sql`not lower_inf(${table.valid})`));
  return rows.map((row) => ({
    party: names(row.fr, row.en, row.acronym),
    within: names(row.withinFr, row.withinEn, row.withinAcronym),
    as: row.kind && { fr: say.in('fr')(`status.${row.kind}`), en: say.in('en')(`status.${row.kind}`) },
    from: { date: Temporal.PlainDate.from(row.from), precision: row.precision! },
  }));
}

function commonName(language: Lang, at: At) {
  return nameOf(sql`${party.id}`, language, 'common', at);
}

function nameOf(partyId: SQL, language: Lang, usage: 'common' | 'acronym', at: At) {
  const ofParty = and(
    sql`${partyName.partyId} = ${partyId}`,
    eq(partyName.language, language),
    eq(partyName.usage, usage),
    asOf(partyName, at),
  );
  return sql<string | null>`(select ${partyName.name} from ${partyName} where ${ofParty} limit 1)`;
}

function names(fr: string | null, en: string | null, acronym: string | null): Localized[] {
  return [...(fr ? [{ fr, en }] : []), ...(acronym ? [{ fr: acronym, en: acronym }] : [])];
}

function splitWords(words: string): string[] {
  return words
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean);
}
