import { sql, type SQL } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Invalid } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import type { Message } from '../../../kernel/i18n/lang.ts';
import { revisionAt } from '../../register/index.ts';
import { say } from '../messages.ts';
import { checkExpression, partySlugs } from './check.ts';
import { compileReading, type CompiledReading, type Exclusion } from './compile.ts';
import type { Reading } from './expression.ts';
import { exactNumber, type CountedRow } from './recompute.ts';

/** A day in the world and a state of knowledge, as people ask for them; null is today, and what is known now. */
export interface Moment {
  on?: Temporal.PlainDate | null;
  knownAt?: Temporal.Instant | null;
}

export interface ExcludedRow extends CountedRow {
  reason: Exclusion;
}

/** What a reading gives: its value, how many rows are behind it, and those rows, or the part of them that was asked for. */
export interface Evaluation {
  value: number | null;
  counted: number;
  left: number;
  rows: CountedRow[];
  excluded: ExcludedRow[];
}

/** Which rows to bring: all when absent. */
export interface Slice {
  limit: number;
  offset: number;
}

/** Resolves what people ask for to the point from which facts are read. */
export async function resolveMoment(act: Act, { on, knownAt }: Moment): Promise<At> {
  return { on: on ?? dayOf(act.now), revision: await revisionAt(act.db, knownAt ?? null) };
}

/**
 * Everything wrong with a reading: what does not exist, parties included, each named with what exists.
 * @returns the parties by slug when nothing is wrong
 */
export async function checkReadings(
  act: Act,
  readings: readonly Reading[],
  at: At,
): Promise<{ faults: Message[]; parties: Map<string, string> }> {
  const faults = readings.flatMap(({ expression }) => checkExpression(expression, act.catalogue));
  const slugs = [...new Set(readings.flatMap(({ expression }) => partySlugs(expression, act.catalogue)))];
  const parties = new Map<string, string>();
  for (const directory of slugs.length > 0 ? act.catalogue.partyDirectories : []) {
    for (const [slug, { id }] of await directory.find(act.db, slugs, at)) parties.set(slug, id);
  }
  const unknown = slugs.filter((slug) => !parties.has(slug)).map((slug) => say.later('error.party', { slug }));
  return { faults: [...faults, ...unknown], parties };
}

/**
 * A reading's value and its rows.
 * @param slice which of the rows to bring, counted and left out alike
 * @throws Invalid when the expression names what does not exist
 */
export async function evaluateReading(act: Act, reading: Reading, at: At, slice?: { rows: Slice; excluded: Slice }): Promise<Evaluation> {
  const parties = await resolveParties(act, [reading], at);
  const compiled = compileReading(reading, { catalogue: act.catalogue, at, parties });
  const slugs = new Map([...parties].map(([slug, id]) => [id, slug]));
  const [sizes] = await run(act.db, sql`select (${compiled.value}) as value, counted, excluded from (${compiled.sizes}) sizes`);
  const rows = await run(act.db, cut(compiled.rows, slice?.rows));
  const excluded = await run(act.db, cut(compiled.excluded, slice?.excluded));
  return {
    value: readValue(sizes!),
    counted: Number(sizes!['counted']),
    left: Number(sizes!['excluded']),
    rows: rows.map((row) => readRow(row, compiled, slugs)),
    excluded: excluded.map((row) => ({ ...readRow(row, compiled, slugs), reason: row['reason'] as Exclusion })),
  };
}

/**
 * The values of many readings, each at its own point, in few statements and without their rows.
 * @throws Invalid when an expression names what does not exist
 */
export async function evaluateValues(act: Act, requests: readonly { reading: Reading; at: At }[]): Promise<(number | null)[]> {
  if (requests.length === 0) return [];
  const parties = await resolveParties(
    act,
    requests.map((request) => request.reading),
    requests[0]!.at,
  );
  const values: (number | null)[] = [];
  for (let first = 0; first < requests.length; first += batch) {
    const queries = requests.slice(first, first + batch).map(({ reading, at }, index) => {
      const { value } = compileReading(reading, { catalogue: act.catalogue, at, parties });
      return sql`select ${first + index}::int as position, (${value}) as value`;
    });
    for (const row of await run(act.db, sql.join(queries, sql` union all `))) values[Number(row['position'])] = readValue(row);
  }
  return values;
}

/** PostgreSQL takes 65,535 parameters a statement, and plans a shorter one faster. */
const batch = 40;

type Row = Record<string, unknown>;

async function resolveParties(act: Act, readings: readonly Reading[], at: At): Promise<Map<string, string>> {
  const { faults, parties } = await checkReadings(act, readings, at);
  if (faults.length > 0) throw new Invalid({ expression: (lang) => [...new Set(faults.map((fault) => fault(lang)))].join(' ') });
  return parties;
}

async function run(db: Db, query: SQL): Promise<Row[]> {
  return (await db.execute<Row>(query)).rows;
}

function cut(query: SQL, slice: Slice | undefined): SQL {
  return slice ? sql`${query} limit ${slice.limit} offset ${slice.offset}` : query;
}

function readValue(row: Row): number | null {
  return row['value'] === null ? null : Number(row['value']);
}

function readRow(row: Row, { attributes }: CompiledReading, slugs: ReadonlyMap<string, string>): CountedRow {
  const values = row['attributes'] as (string | null)[];
  return {
    id: row['id'] as string,
    label: { fr: row['label_fr'] as string, en: row['label_en'] as string },
    certainty: row['certainty'] as string,
    source: row['source'] as string | null,
    values: Object.fromEntries(
      attributes.map(({ name, numeric }, index) => {
        const text = values[index] ?? null;
        return [name, text === null ? null : numeric ? exactNumber(text) : (slugs.get(text) ?? text)];
      }),
    ),
    ...('part' in row ? { part: row['part'] === true } : {}),
  };
}
