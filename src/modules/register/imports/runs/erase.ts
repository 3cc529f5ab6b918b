import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Act } from '../../../../kernel/act.ts';
import { holdsWords, withoutWords } from '../../../../kernel/db/erase.ts';
import { importLine, importRun, runStates } from '../schema.ts';
import { mayBeForgotten } from './state.ts';

/**
 * Erases words (a person's name, their address) from what was brought in: what the lines said, the first lines of the
 * file, its name, its reason.
 * @param pattern as `patternOf` makes it
 */
export async function eraseFromImports(act: Act, pattern: string): Promise<void> {
  const { db } = act;
  // A file cannot be searched, its encoding being its own: what is not applied yet is forgotten, to be brought again without them.
  const forgettable = runStates.filter(mayBeForgotten);
  await db.delete(importRun).where(and(eq(importRun.kind, 'mandates'), inArray(importRun.state, forgettable)));
  const { sample, fileName, reason } = importRun;
  await db
    .update(importRun)
    .set({ sample: jsonWithout(sample, pattern), fileName: withoutWords(fileName, pattern), reason: withoutWords(reason, pattern) })
    .where(or(holdsWords(asText(sample), pattern), holdsWords(fileName, pattern), holdsWords(reason, pattern)));
  const columns = { label: importLine.label, reason: importLine.reason, changes: importLine.changes, cells: importLine.cells };
  await db
    .update(importLine)
    .set(Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, jsonWithout(column, pattern)])))
    .where(or(...Object.values(columns).map((column) => holdsWords(asText(column), pattern))));
}

function asText(column: AnyPgColumn): SQL {
  return sql`${column}::text`;
}

function jsonWithout(column: AnyPgColumn, pattern: string): SQL {
  return sql`${withoutWords(asText(column), pattern)}::jsonb`;
}
