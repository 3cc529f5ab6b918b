import { and, asc, count, desc, eq, inArray, lte, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { asOf } from '../facts/as-of.ts';
import { factKinds } from '../facts/kinds.ts';
import { type HeldFact, toFact } from '../facts/read.ts';
import { loadRefs, type Refs } from '../facts/refs.ts';
import { hasWords } from '../search/words.ts';
import { type JsonRow, party, partyIdentifier, partyName, status } from '../schema.ts';
import type { Certainty, PartyKind, StatusValue } from '../vocabulary.ts';
import { findParty } from './directory.ts';

/** What the list of parties may be narrowed to. */
export interface PartyFilters {
  kind?: PartyKind | undefined;
  /** The slug of an institution in which the party has a status on the day. */
  institution?: string | undefined;
  /** Its status there. */
  status?: StatusValue | undefined;
  /** Of that status where an institution is chosen, else of the party's own name. */
  certainty?: Certainty | undefined;
  text?: string | undefined;
}

/** The columns by which the list may be sorted. */
export const partySorts = ['name', 'kind', 'code', 'status', 'since'] as const;
export type PartySortKey = (typeof partySorts)[number];
export type PartySort = { key: PartySortKey; direction: 'ascending' | 'descending' };

export interface ListedParty {
  id: string;
  slug: string;
  kind: PartyKind;
  name: string;
  /** ISO code of the State or of the region. */
  code: string | null;
  certainty: Certainty;
  /** Its retained statuses on the day; in the chosen institution only, where one is chosen. */
  statuses: HeldFact[];
}

export interface PartyList {
  rows: ListedParty[];
  total: number;
  refs: Refs;
}

/** The parties known at a revision, as they are named on the day; `limit` null gives them all. */
export async function listParties(
  db: Db,
  filters: PartyFilters,
  at: At,
  lang: Lang,
  { sort, offset = 0, limit }: { sort: PartySort; offset?: number; limit: number | null },
): Promise<PartyList> {
  const institution = filters.institution ? await findParty(db, filters.institution, at) : null;
  const name =
    lang === 'en'
      ? sql<string>`coalesce(${nameEn.name}, ${nameFr.name}, ${party.slug})`
      : sql<string>`coalesce(${nameFr.name}, ${party.slug})`;
  const certainty = filters.institution ? seat.certainty : sql<Certainty>`coalesce(${nameFr.certainty}, 'confirmed')`;
  const order: Record<PartySortKey, SQL> = {
    name: sql`folded(${name})`,
    kind: sql`${party.kind}`,
    code: codeOn(at),
    status: sql`${seat.status}`,
    since: sql`lower(${seat.valid})`,
  };
  const where = and(
    lte(party.revision, at.revision),
    filters.kind && eq(party.kind, filters.kind),
    filters.institution ? sql`${seat.id} is not null` : undefined,
    filters.certainty && sql`${certainty} = ${filters.certainty}`,
    filters.text?.trim() ? hasWords(filters.text, at) : undefined,
  );
  const seated = institution
    ? and(
        eq(seat.partyId, party.id),
        eq(seat.institutionId, institution.id),
        filters.status && eq(seat.status, filters.status),
        asOf(seat, at),
      )
    : sql`false`;

  const counted = countParties(db, where, filters.certainty ? commonName(nameFr, 'fr', at) : sql`false`, seated);
  const selected = db
    .select({
      id: party.id,
      slug: party.slug,
      kind: party.kind,
      name,
      code: codeOn(at),
      certainty: sql<Certainty>`${certainty}`,
      statuses: statusesOn(at, institution?.id),
      total: sql<number>`(${counted})`,
    })
    .from(party)
    .leftJoin(nameFr, commonName(nameFr, 'fr', at))
    .leftJoin(nameEn, lang === 'en' ? commonName(nameEn, 'en', at) : sql`false`)
    .leftJoin(seat, seated)
    .where(where)
    .orderBy(
      sql`${sort.direction === 'ascending' ? asc(order[sort.key]) : desc(order[sort.key])} nulls last`,
      sql`folded(${name})`,
      party.slug,
    )
    .$dynamic();
  const found = limit === null ? await selected : await selected.limit(limit).offset(offset);
  const rows = found.map((row) => ({
    ...row,
    statuses: row.statuses.map((status) => toFact(factKinds.status.name, status)),
  }));
  // Beyond the last page no row is there to say how many there are.
  const total = found[0]?.total ?? (offset > 0 ? (await counted)[0]!.total : 0);
  const facts = rows.flatMap((row) => row.statuses);
  return {
    rows,
    total,
    refs: await loadRefs(
      db,
      facts.map((fact) => (institution ? fact.row : { ...fact.row, source_id: null })),
      at,
    ),
  };
}

const nameFr = alias(partyName, 'name_fr');
const nameEn = alias(partyName, 'name_en');
const seat = alias(status, 'seat');

/** Names are joined only where a condition needs them: joins that find one row at most do not change how many there are. */
function countParties(db: Db, where: SQL | undefined, named: SQL | undefined, seated: SQL | undefined) {
  return db.select({ total: count() }).from(party).leftJoin(nameFr, named).leftJoin(seat, seated).where(where);
}

/** The rows of its retained statuses on the day; in one institution only, where one is given. */
function statusesOn(at: At, institutionId: string | undefined): SQL<JsonRow[]> {
  const ofParty = and(
    sql`${status.partyId} = ${party.id}`,
    institutionId ? eq(status.institutionId, institutionId) : undefined,
    asOf(status, at),
  );
  return sql<JsonRow[]>`(select coalesce(jsonb_agg(to_jsonb(${status}.*) - 'recorded'), '[]') from ${status} where ${ofParty})`;
}

function commonName(name: typeof nameFr | typeof nameEn, language: 'fr' | 'en', at: At): SQL | undefined {
  return and(sql`${name.partyId} = ${party.id}`, eq(name.language, language), eq(name.usage, 'common'), asOf(name, at));
}

function codeOn(at: At): SQL<string | null> {
  const codes = and(
    sql`${partyIdentifier.partyId} = ${party.id}`,
    inArray(partyIdentifier.scheme, ['iso3166-1-alpha3', 'iso3166-2']),
    asOf(partyIdentifier, at),
  );
  return sql<
    string | null
  >`(select ${partyIdentifier.value} from ${partyIdentifier} where ${codes} order by ${partyIdentifier.scheme} limit 1)`;
}
