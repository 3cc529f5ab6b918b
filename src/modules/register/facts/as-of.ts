import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { At } from '../../../kernel/collections.ts';
import { revision as revisions } from '../schema.ts';

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

/**
 * Of books that keep a time of their own, what was written in them before the register learnt more than this revision:
 * until the next one. `writtenAt` is the column of their instants.
 */
export function writtenBefore(writtenAt: SQL | AnyPgColumn, revision: number): SQL {
  return sql`${writtenAt} < coalesce((select min(${revisions.at}) from ${revisions} where ${revisions.number} > ${revision}::bigint), 'infinity')`;
}

/** Whether nothing dates the fact on or before the day: its start is not known, and its source speaks of a later time, or of none. */
export function undated(table: FactTable, at: At): SQL<boolean> {
  return sql<boolean>`(lower_inf(${table.valid}) and coalesce(${table.attestedFrom} > ${at.on.toString()}::date, true))`;
}
