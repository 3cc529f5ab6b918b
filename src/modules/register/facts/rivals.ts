import { and, eq, ne, sql } from 'drizzle-orm';
import type { Db } from '../../../kernel/db/db.ts';
import { columnName, factKindsByName } from './kinds.ts';
import { toFact, type HeldFact } from './read.ts';
import type { JsonRow } from '../schema.ts';

/** The other claims held on the subject of a fact, retained or not, whose days meet its own. */
export async function listRivals(db: Db, fact: HeldFact): Promise<HeldFact[]> {
  const { table, subject } = factKindsByName.get(fact.kind)!;
  const rows = await db
    .select({ row: sql<JsonRow>`to_jsonb(${table}.*) - 'recorded'` })
    .from(table)
    .where(
      and(
        ...subject.map((property) => eq(table[property as 'certainty'], fact.row[columnName(table, property)] as 'confirmed')),
        ne(table.factId, fact.factId),
        sql`${table.valid} && ${String(fact.row['valid'])}::daterange`,
        sql`upper_inf(${table.recorded})`,
      ),
    );
  return rows.map(({ row }) => toFact(fact.kind, row));
}
