import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** What a raw statement gives back on either engine: its rows and nothing else, for the rest differs between drivers. */
interface RowsOnly extends PgQueryResultHKT {
  type: Rows<this['row']>;
}

interface Rows<Row> {
  rows: Row[];
}

/**
 * The database, or an open transaction on it: the same type on PostgreSQL and on the embedded engine.
 * In raw statements `date`, `daterange`, `numeric` and `timestamptz`, and lists of them, come as PostgreSQL's text (UTC),
 * `int8` as a number. A list goes in as `sql.param(list)`.
 */
export type Db = PgDatabase<RowsOnly, Record<string, never>>;

export type Engine = 'pglite' | 'postgres';
