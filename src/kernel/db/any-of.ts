import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/**
 * Whether a column has one of these values: `inArray`, as one parameter. A list of a thousand identifiers is then read once,
 * by Drizzle and by the planner, and the statement is the same whatever its length; an empty one matches nothing.
 */
export function anyOf(column: AnyPgColumn, values: readonly (string | number)[]): SQL {
  return sql`${column} = any(${sql.param(values)})`;
}
