import type { Raw } from '../db/raw.ts';

/** A table to save: everything is written as PostgreSQL's own text, which is exact for every type and alike on both engines. */
export interface Table {
  name: string;
  /** The table and its columns as SQL names them, quoted where need be. */
  sqlName: string;
  columns: { name: string; sqlName: string; type: string }[];
}

/** Which migrations a database has seen is in the manifest, not in its tables. */
const notSaved = 'schema_migration';

/** Our tables, in the order of their names; the queue's schema is not ours and is not saved. */
export async function listTables(raw: Raw): Promise<Table[]> {
  return raw.query<Table>(
    `select relname as name, oid::regclass::text as "sqlName",
      (select json_agg(json_build_object('name', attname, 'sqlName', quote_ident(attname), 'type', format_type(atttypid, atttypmod)) order by attnum)
        from pg_attribute where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> $1
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
    order by relname collate "C"`,
    [notSaved],
  );
}

/** How many rows are read or written at once: few enough to stay a few megabytes. */
export const batch = 1_000;

/** Hands out each row of a table as one line: a JSON list of texts, in the order of the columns. */
export async function readRows(raw: Raw, table: Table, take: (lines: string[]) => Promise<void>): Promise<number> {
  const values = table.columns.map(({ sqlName }) => `${sqlName}::text`).join(', ');
  await raw.exec(`declare saved no scroll cursor for select json_build_array(${values})::text as line from only ${table.sqlName}`);
  let count = 0;
  for (;;) {
    const rows = await raw.query<{ line: string }>(`fetch ${batch} from saved`);
    if (rows.length === 0) break;
    await take(rows.map(({ line }) => line));
    count += rows.length;
  }
  await raw.exec('close saved');
  return count;
}

/** Writes rows that `readRows` gave; `columns` is their order, which may not be the table's own. */
export async function writeRows(raw: Raw, table: Table, columns: readonly string[], lines: readonly string[]): Promise<void> {
  const ordered = columns.map((name) => {
    const column = table.columns.find((one) => one.name === name);
    if (!column) throw new Error(`The table ${table.name} has no column ${name}`);
    return column;
  });
  const names = ordered.map(({ sqlName }) => sqlName).join(', ');
  const values = ordered.map(({ type }, index) => `(line->>${index})::${type}`).join(', ');
  await raw.query(
    `insert into ${table.sqlName} (${names}) overriding system value
    select ${values} from jsonb_array_elements($1::jsonb) with ordinality as saved (line, position) order by position`,
    [`[${lines.join(',')}]`],
  );
}

/**
 * Runs `fill` with no foreign key and no trigger of ours in the way, then puts them back, which checks every row.
 * What a superuser would do with `session_replication_role` an owner can do so.
 */
export async function withoutConstraints(raw: Raw, tables: readonly Table[], fill: () => Promise<void>): Promise<void> {
  const keys = await raw.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of keys) await raw.exec(`alter table ${table} drop constraint ${name}`);
  for (const { sqlName } of tables) await raw.exec(`alter table ${sqlName} disable trigger user`);
  await fill();
  for (const { sqlName } of tables) await raw.exec(`alter table ${sqlName} enable trigger user`);
  for (const { table, name, definition } of keys) await raw.exec(`alter table ${table} add constraint ${name} ${definition}`);
}

/** Where each of our sequences stands. */
export async function readSequences(raw: Raw): Promise<Record<string, { value: string; called: boolean }>> {
  const sequences = await raw.query<{ name: string; sqlName: string }>(
    `select relname as name, oid::regclass::text as "sqlName" from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname collate "C"`,
  );
  const standing: Record<string, { value: string; called: boolean }> = {};
  for (const { name, sqlName } of sequences) {
    const [row] = await raw.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${sqlName}`,
    );
    standing[name] = row!;
  }
  return standing;
}

export async function writeSequences(raw: Raw, standing: Record<string, { value: string; called: boolean }>): Promise<void> {
  for (const [name, { value, called }] of Object.entries(standing)) {
    await raw.query("select setval(format('public.%I', $1::text)::regclass, $2::text::bigint, $3)", [name, value, called]);
  }
}
