import { sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Act } from '../../../kernel/act.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';

/** Any constant will do, so long as nothing else in the database takes the same advisory lock. */
const referenceLock = 7_238_022;

/** The next reference of the year: `2026-P012`. Two that are given at the same time wait for each other. */
export async function nextReference(act: Act, column: PgColumn, letter: string, year: number = dayOf(act.now).year): Promise<string> {
  await act.db.execute(sql`select pg_advisory_xact_lock(${referenceLock})`);
  const start = `${year}-${letter}`;
  const { rows } = await act.db.execute<{ last: number | null }>(
    sql`select max(substring(${column} from 7)::int) as last from ${column.table} where ${column} like ${`${start}%`}`,
  );
  return `${start}${String((rows[0]?.last ?? 0) + 1).padStart(3, '0')}`;
}
