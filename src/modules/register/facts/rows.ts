import { createHash, randomBytes } from 'node:crypto';
import { inArray, and, sql } from 'drizzle-orm';
import canonicalize from 'canonicalize';
import { journalEntry, type JsonRow } from '../schema.ts';
import type { FactKind } from './kinds.ts';
import type { Revision } from './revision.ts';

/** Why a row was written or closed. */
export type FactChange = 'record' | 'end' | 'correct' | 'retract' | 'retain' | 'redact';

/** What the journal says of one row: written, closed, or redacted, in a revision. */
export interface Entry {
  kind: string;
  fact_id: string;
  row_id: string;
  operation: 'record' | 'close' | 'redact';
  change: FactChange;
  row: JsonRow;
}

/** How many rows go to the database in one statement: large enough to be fast, small enough to stay a few megabytes. */
const batch = 2_000;

/** Writes rows of one kind, held from this revision on, and their journal entries. */
export async function insertRows(rev: Revision, kind: FactKind, rows: readonly JsonRow[], change: FactChange): Promise<void> {
  const recorded = `[${rev.number},)`;
  for (let start = 0; start < rows.length; start += batch) {
    const slice = rows.slice(start, start + batch);
    // One JSON for the table and for the journal: what the journal says is, by construction, what was written.
    const json = JSON.stringify(slice.map((row) => ({ ...row, recorded })));
    await rev.act.db.execute(sql`insert into ${kind.table} select * from jsonb_populate_recordset(null::${kind.table}, ${json}::jsonb)`);
    await journal(
      rev,
      slice.map((row) => entry(kind, 'record', change, row)),
    );
  }
}

/** Ends at this revision the time during which the register held these facts. */
export async function closeRows(rev: Revision, kind: FactKind, factIds: readonly string[], change: FactChange): Promise<void> {
  const { table } = kind;
  for (let start = 0; start < factIds.length; start += batch) {
    const closed = await rev.act.db
      .update(table)
      .set({ recorded: sql`int8range(lower(${table.recorded}), ${rev.number}::bigint)` })
      .where(and(inArray(table.factId, factIds.slice(start, start + batch)), sql`upper_inf(${table.recorded})`))
      .returning({ row: sql<JsonRow>`to_jsonb(${table}.*) - 'recorded'` });
    await journal(
      rev,
      closed.map(({ row }) => entry(kind, 'close', change, row)),
    );
  }
}

/** Says in the journal what redacted rows have become: from then on that is what they are held to be. */
export async function journalRedacted(rev: Revision, kind: FactKind, rows: readonly JsonRow[]): Promise<void> {
  await journal(
    rev,
    rows.map((row) => entry(kind, 'redact', 'redact', row)),
  );
}

/** The digest of an entry: over its salt and its canonical JSON (RFC 8785), so that it can be recomputed anywhere. */
export function entryDigest(salt: string, entry: Entry): string {
  return createHash('sha256').update(salt).update(canonicalize(entry)!).digest('hex');
}

async function journal(rev: Revision, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const salts = randomBytes(16 * entries.length);
  const json = JSON.stringify(
    entries.map((one, index) => {
      const salt = salts.toString('hex', index * 16, index * 16 + 16);
      return { revision: rev.number, position: rev.entries + index, ...one, salt, digest: entryDigest(salt, one) };
    }),
  );
  await rev.act.db.execute(sql`insert into ${journalEntry} select * from jsonb_populate_recordset(null::${journalEntry}, ${json}::jsonb)`);
  rev.entries += entries.length;
}

function entry(kind: FactKind, operation: Entry['operation'], change: FactChange, row: JsonRow): Entry {
  return { kind: kind.name, fact_id: row['fact_id'] as string, row_id: row['id'] as string, operation, change, row };
}
