import { readdirSync } from 'node:fs';
import path from 'node:path';
import { is, sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect } from 'vitest';
import type { Db } from '../src/kernel/db/db.ts';
import { databaseTest } from '../src/kernel/db/testing.ts';

const test = databaseTest();

const src = path.join(import.meta.dirname, '../src');

/** `migrate` makes this one by itself, before the first migration. */
const ownTable = 'schema_migration';

test('the tables that the code declares are those that the migrations make', async ({ db }) => {
  expect(await readDeclared()).toEqual(await readMade(db));
});

test('a column that the code declares otherwise is seen', async ({ db }) => {
  const declared = await readDeclared();
  await db.execute(sql`alter table job_day_done alter column day type text, alter column done_at drop not null`);
  const made = await readMade(db);
  expect(differences(declared, made)).toEqual(['job_day_done.day date not null', 'job_day_done.done_at timestamp with time zone not null']);
});

/** One line a column: `party.slug text not null`. */
async function readDeclared(): Promise<string[]> {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => path.basename(file) === 'schema.ts');
  const lines: string[] = [];
  for (const file of files) {
    const exported: Record<string, unknown> = await import(path.join(src, file));
    for (const table of Object.values(exported).filter((value) => is(value, PgTable))) {
      const { name, columns } = getTableConfig(table);
      lines.push(...columns.map((column) => `${name}.${column.name} ${column.getSQLType()}${column.notNull ? ' not null' : ''}`));
    }
  }
  return [...new Set(lines)].sort();
}

async function readMade(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ line: string }>(sql`
    select relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end as line
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> ${ownTable} and attnum > 0 and not attisdropped and attgenerated = ''`);
  return rows.map(({ line }) => line).sort();
}

function differences(one: readonly string[], other: readonly string[]): string[] {
  return one.filter((line) => !other.includes(line));
}
