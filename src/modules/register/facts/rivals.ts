import { and, ne, sql } from 'drizzle-orm';
import type { Db } from '../../../kernel/db/db.ts';
import { factKindsByName, onSubjectOf } from './kinds.ts';
import { toFact, type HeldFact } from './read.ts';
import type { JsonRow } from '../schema.ts';

/** The other claims held on the subject of a fact, retained or not, whose days meet its own. */
export async function listRivals(db: Db, fact: HeldFact): Promise<HeldFact[]> {
  const kind = factKindsByName.get(fact.kind)!;
  const { table } = kind;
  const rows = await db
    .select({ row: sql<JsonRow>`to_jsonb(${table}.*) - 'recorded'` })
    .from(table)
    .where(
      and(
        ...onSubjectOf(kind, fact.row),
        ne(table.factId, fact.factId),
        sql`${table.valid} && ${String(fact.row['valid'])}::daterange`,
        sql`upper_inf(${table.recorded})`,
      ),
    );
  return rows.map(({ row }) => toFact(fact.kind, row));
}
