import { sql } from 'drizzle-orm';
import type { Db } from './db.ts';

/**
 * What amcheck says of every B-tree index and every table: one line for each fault.
 * @returns null where the server does not let this account check
 */
export async function findDamage(db: Db): Promise<string[] | null> {
  try {
    await db.execute(sql`create extension if not exists amcheck`);
  } catch {
    return null;
  }
  const faults: string[] = [];
  const { rows: indexes } = await db.execute<{ name: string }>(sql`
    select indexrelid::regclass::text as name from pg_index join pg_class on pg_class.oid = indexrelid join pg_am on pg_am.oid = relam
    where amname = 'btree' and relkind = 'i' and indisvalid and relpersistence = 'p'`);
  for (const { name } of indexes) {
    await db
      .execute(sql`select bt_index_check(${name}::regclass, true)`)
      .catch((error: Error) => faults.push(`${name}: ${(error.cause as Error).message}`));
  }
  const { rows: tables } = await db.execute<{ name: string; fault: string }>(sql`
    select pg_class.oid::regclass::text as name, msg as fault from pg_class, lateral verify_heapam(pg_class.oid)
    where relkind in ('r', 't', 'm') and relpersistence = 'p'`);
  return [...faults, ...tables.map(({ name, fault }) => `${name}: ${fault}`)];
}
