import { and, gte, inArray, isNotNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { boolean, date, numeric, pgTable, text, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Catalogue } from '../../../kernel/catalogue.ts';
import type { At, Collection, Dimension } from '../../../kernel/collections.ts';
import { filtersOf, type Expression, type Filter, type Reading } from './expression.ts';

/** What a reading is compiled against: what modules offer, the point of reading, and the parties that it names, by slug. */
export interface Against {
  catalogue: Catalogue;
  at: At;
  parties: ReadonlyMap<string, string>;
}

/** Why a row that could have counted was left out. */
export const exclusions = ['uncertain', 'noDate', 'notScreened', 'noValue'] as const;
export type Exclusion = (typeof exclusions)[number];

export interface CompiledReading {
  /** A query of one row and one column, `value`: flat, no row is materialised. */
  value: SQL;
  /** The rows that count: `id, label_fr, label_en, certainty, source, part`, and every dimension and measure named, as text. */
  rows: SQL;
  /** The rows left out, with the same columns and `reason`. */
  excluded: SQL;
  /** How many rows count and how many were left out: `counted, excluded`. */
  sizes: SQL;
  /** Dimensions and measures that count, and whether each is a number. */
  attributes: { name: string; numeric: boolean }[];
}

/** Turns a reading that `checkExpression` has accepted into queries over its collection's rows. */
export function compileReading({ expression, certainties }: Reading, against: Against): CompiledReading {
  const collection = against.catalogue.collections.get(expression.collection)!;
  const r = columnsOf(collection);
  const from = sql`(${collection.rows(against.at)}) r`;
  const filters = filtersOf(expression).map((filter) => compileFilter(filter, r, against));
  const where = filters.slice(0, expression.where.length);
  const part = expression.type === 'share' ? and(...filters.slice(expression.where.length))! : null;
  const sure = inArray(r['certainty']!, certainties);
  // Neither a start nor a source that vouches for it: nothing dates the row.
  const undated = sql`coalesce(${r['undated']!}, true)`;
  const needed = neededColumns(expression, collection);
  // A share leaves out what may or may not be in the part: it must be known either way.
  const known = [...needed.map((name) => isNotNull(r[name]!)), ...(part ? [sql`(${part}) is not null`] : [])];
  const counts = and(sure, sql`not ${undated}`, ...where, ...known)!;
  const mayCount = where.length > 0 ? and(...where.map((condition) => sql`(${condition}) is not false`))! : sql`true`;
  const leftOut = sql`${mayCount} and (${counts}) is not true`;
  const attributes = attributeNames(expression, collection).map((name) => ({ name, numeric: isNumeric(collection, name) }));
  const columns = sql.join(
    [
      sql`${r['fact_id']!}::text as id, ${r['label_fr']!} as label_fr, ${r['label_en']!} as label_en, ${r['certainty']!} as certainty, ${r['source']!} as source`,
      ...(part ? [sql`${part} as part`] : []),
      sql`array[${sql.join(
        attributes.map(({ name }) => sql`${r[name]!}::text`),
        sql`, `,
      )}]::text[] as attributes`,
    ],
    sql`, `,
  );
  const inOrder = sql`folded(label_fr) collate "C", id`;
  return {
    value:
      expression.type === 'count' && !isNamed(expression, collection)
        ? // PostgreSQL groups by hashing, and sorts for `count(distinct)`.
          sql`select count(*)::text as value from (select from ${from} where ${counts} group by ${distinctColumn(expression, collection, r)}) counted`
        : sql`select (${compileValue(expression, collection, r, part, against.at)})::text as value from ${from} where ${counts}`,
    rows: sql`select ${columns} from ${from} where ${counts} order by ${inOrder}`,
    excluded: sql`select ${columns}, ${reason(expression, collection, r, { sure, undated, filters })} as reason from ${from} where ${leftOut} order by ${inOrder}`,
    sizes: sql`select count(*) filter (where ${counts}) as counted, count(*) filter (where ${leftOut}) as excluded from ${from}`,
    attributes,
  };
}

/** The expression with what it leaves to its collection said: what is counted. */
export function complete(expression: Expression, catalogue: Catalogue): Expression {
  if (expression.type !== 'count' && !(expression.type === 'share' && !expression.measure)) return expression;
  return { ...expression, distinct: expression.distinct ?? catalogue.collections.get(expression.collection)!.subject };
}

type Columns = Record<string, AnyPgColumn>;

/** The collection's columns as Drizzle's, under the name `r`: quoted by it, and no name that the collection does not declare. */
function columnsOf(collection: Collection): Columns {
  const declared = Object.fromEntries([
    ...Object.entries(collection.dimensions).map(([name, { type }]) => [name, columnOf(type, name)]),
    ...Object.keys(collection.measures).map((name) => [name, numeric(name)]),
  ]);
  return pgTable('r', {
    ...declared,
    fact_id: uuid(),
    certainty: text(),
    undated: boolean(),
    label_fr: text(),
    label_en: text(),
    source: text(),
  }) as unknown as Columns;
}

function columnOf(type: Dimension['type'], name: string) {
  switch (type) {
    case 'party':
      return uuid(name);
    case 'number':
      return numeric(name);
    case 'date':
      return date(name);
    case 'choice':
    case 'text':
      return text(name);
  }
}

function compileFilter(filter: Filter, r: Columns, against: Against): SQL {
  const column = r[filter.dimension]!;
  const idsOf = (slugs: readonly string[]) => slugs.map((slug) => against.parties.get(slug)!);
  if ('party' in filter) {
    const found = against.catalogue.partyFilters.get(filter.party)!;
    const parameters = Object.fromEntries(
      Object.entries(filter.parameters).map(([name, values]) => [name, found.parameters[name]!.type === 'party' ? idsOf(values) : values]),
    );
    return found.where(sql`${column}`, parameters, against.at);
  }
  if ('in' in filter) return inArray(column, isPartyColumn(column) ? idsOf(filter.in) : filter.in);
  return and(
    filter.from === undefined ? undefined : gte(column, filter.from),
    filter.to === undefined ? undefined : lte(column, filter.to),
  )!;
}

function isPartyColumn(column: AnyPgColumn): boolean {
  return column.getSQLType() === 'uuid';
}

function compileValue(expression: Expression, collection: Collection, r: Columns, part: SQL | null, at: At): SQL {
  switch (expression.type) {
    case 'count':
      return compileCount(expression, collection, r);
    case 'sum':
      return sql`coalesce(sum(${r[expression.measure]!}), 0)`;
    case 'share': {
      const total = expression.measure ? sql`sum(${r[expression.measure]!})` : compileCount(expression, collection, r);
      return sql`round(100::numeric * coalesce(${total} filter (where ${part!}), 0) / nullif(${total}, 0), 4)`;
    }
    case 'yearsSince': {
      const [since, on] = [sql`min(${r[expression.since]!})`, sql`${at.on.toString()}::date`];
      const years = sql`extract(year from ${on}) - extract(year from ${since})`;
      const complete = sql`${years} - (to_char(${on}, 'MMDD') < to_char(${since}, 'MMDD'))::int`;
      return sql`case when count(*) = 1 and ${since} <= ${on} then ${expression.mode === 'calendar' ? years : complete} end`;
    }
    case 'ordinal':
      return lastOf(r[expression.number]!, r[expression.order]!);
    case 'latest':
      return lastOf(r[expression.measure]!, r[expression.order]!);
  }
}

type Counting = Extract<Expression, { type: 'count' | 'share' }>;

function compileCount(expression: Counting, collection: Collection, r: Columns): SQL {
  return isNamed(expression, collection) ? sql`count(*)` : sql`count(distinct ${distinctColumn(expression, collection, r)})`;
}

function distinctColumn(expression: Counting, collection: Collection, r: Columns): AnyPgColumn {
  return r[expression.distinct ?? collection.subject]!;
}

/** Where what is counted, with what the conditions fix, names a row, there are as many as rows: counting those spares comparing them. */
function isNamed(expression: Counting, collection: Collection): boolean {
  const distinct = expression.distinct ?? collection.subject;
  const fixed = expression.where.flatMap((filter) => ('in' in filter && filter.in.length === 1 ? [filter.dimension] : []));
  return collection.key?.every((name) => name === distinct || fixed.includes(name)) ?? false;
}

function lastOf(value: AnyPgColumn, order: AnyPgColumn): SQL {
  return sql`(array_agg(${value} order by ${order} desc, ${value} desc))[1]`;
}

/** The columns without which a row cannot count. */
function neededColumns(expression: Expression, collection: Collection): string[] {
  switch (expression.type) {
    case 'count':
      return [expression.distinct ?? collection.subject];
    case 'sum':
      return [expression.measure];
    case 'share':
      return [expression.measure ?? expression.distinct ?? collection.subject];
    case 'yearsSince':
      return [expression.since];
    case 'ordinal':
      return [expression.order, expression.number];
    case 'latest':
      return [expression.order, expression.measure];
  }
}

function attributeNames(expression: Expression, collection: Collection): string[] {
  return [...new Set([...neededColumns(expression, collection), ...filtersOf(expression).map((filter) => filter.dimension)])];
}

function isNumeric(collection: Collection, name: string): boolean {
  return name in collection.measures || collection.dimensions[name]?.type === 'number';
}

/** The first reason that applies: a row too uncertain is said to be so, whatever else it lacks. */
function reason(
  expression: Expression,
  collection: Collection,
  r: Columns,
  { sure, undated, filters }: { sure: SQL; undated: SQL; filters: SQL[] },
): SQL {
  const isDate = (name: string) => collection.dimensions[name]?.type === 'date';
  const named = filtersOf(expression);
  const unknown = (wanted: boolean) =>
    filters.filter((_, index) => isDate(named[index]!.dimension) === wanted).map((condition) => sql`(${condition}) is null`);
  const lacking = (wanted: boolean) =>
    neededColumns(expression, collection)
      .filter((name) => isDate(name) === wanted)
      .map((name) => sql`${r[name]!} is null`);
  const noDate = or(undated, ...lacking(true), ...unknown(true));
  const notScreened = or(...unknown(false)) ?? sql`false`;
  return sql`case when not ${sure} then 'uncertain' when ${noDate} then 'noDate' when ${notScreened} then 'notScreened' else 'noValue' end`;
}
