import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** What stands where something personal was erased. */
export const erased = '[effacé]';

/**
 * Words to be erased wherever they are written (a name, an address), as one pattern for PostgreSQL and for `RegExp`:
 * whole words only, the longest first, so that « Awa Diop » goes before « Diop ».
 */
export function patternOf(words: readonly string[]): string {
  const escaped = [...new Set(words)]
    .toSorted((one, other) => other.length - one.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return `(?<![[:alnum:]])(?:${escaped.join('|')})(?![[:alnum:]])`;
}

/** Whether a text of the database holds one of the words. */
export function holdsWords(column: AnyPgColumn | SQL, pattern: string): SQL<boolean> {
  return sql<boolean>`coalesce(${column} ~* ${pattern}, false)`;
}

/** A text of the database without the words. */
export function withoutWords(column: AnyPgColumn | SQL, pattern: string): SQL<string> {
  return sql<string>`regexp_replace(${column}, ${pattern}, ${erased}, 'gi')`;
}
