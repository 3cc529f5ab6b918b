import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { At } from '../../../kernel/collections.ts';

/** A table of facts, or an alias of one. */
interface FactTable {
  valid: AnyPgColumn;
  recorded: AnyPgColumn;
  retained: AnyPgColumn;
  attestedFrom: AnyPgColumn;
}

/** The facts that are true on the day, as the register held them at the revision; of claims that disagree, the retained one. */
export function asOf(table: FactTable, at: At): SQL {
  return and(sql`${table.valid} @> ${at.on.toString()}::date`, heldAt(table, at.revision))!;
}

/** The retained facts that the register held at a revision, whenever they are true. */
export function heldAt(table: FactTable, revision: number): SQL {
  return and(knownAt(table, revision), eq(table.retained, true))!;
}

/** Every claim that the register held at a revision, retained or not. */
export function knownAt(table: FactTable, revision: number): SQL {
  return sql`${table.recorded} @> ${revision}::bigint`;
}

/** Whether nothing dates the fact on or before the day: its start is not known, and its source speaks of a later time, or of none. */
export function undated(table: FactTable, at: At): SQL<boolean> {
  return sql<boolean>`(lower_inf(${table.valid}) and coalesce(${table.attestedFrom} > ${at.on.toString()}::date, true))`;
}
