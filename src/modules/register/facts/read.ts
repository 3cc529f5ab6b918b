import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../../../kernel/db/db.ts';
import type { JsonRow } from '../schema.ts';
import type { Certainty } from '../vocabulary.ts';
import { knownAt } from './as-of.ts';
import { factKinds, factKindsByName, type FactKind } from './kinds.ts';
import { spanOf, type FactSpan } from './spans.ts';

/** A fact as the register holds it at a revision, whatever its kind. */
export interface HeldFact {
  kind: string;
  factId: string;
  span: FactSpan;
  certainty: Certainty;
  retained: boolean;
  sourceId: string;
  note: string | null;
  /** Its whole row, as the journal writes it. */
  row: JsonRow;
}

/** Which facts of a kind to read: a condition on its table. */
export interface FactSelection {
  kind: FactKind;
  where: SQL | undefined;
}

/** Every claim about a party that the register held at a revision, retained or not, on whatever day: one query for all kinds. */
export async function listFactsAbout(db: Db, partyId: string, revision: number): Promise<HeldFact[]> {
  const { status, endorsement, measure, partyName, partyIdentifier, partyLink, occurrence } = factKinds;
  return listFacts(db, revision, [
    ...[status, endorsement, measure, partyName, partyIdentifier].map((kind) => ({
      kind: kind as FactKind,
      where: eq(kind.table.partyId, partyId),
    })),
    { kind: partyLink as FactKind, where: sql`(${eq(partyLink.table.partyId, partyId)} or ${eq(partyLink.table.targetId, partyId)})` },
    { kind: occurrence as FactKind, where: eq(occurrence.table.stateId, partyId) },
  ]);
}

/** The facts of several kinds that the register held at a revision. */
export async function listFacts(db: Db, revision: number, selections: readonly FactSelection[]): Promise<HeldFact[]> {
  const parts = selections.map(
    ({ kind, where }) =>
      sql`select ${kind.name}::text as kind, to_jsonb(${kind.table}.*) - 'recorded' as row from ${kind.table} where ${and(knownAt(kind.table, revision), where)}`,
  );
  const { rows } = await db.execute<{ kind: string; row: JsonRow }>(sql.join(parts, sql` union all `));
  return rows.map(({ kind, row }) => toFact(kind, row));
}

/** The fact as it is held now, or null where it was retracted or never was. */
export async function findHeldFact(db: Db, kindName: string, factId: string): Promise<HeldFact | null> {
  const kind = factKindsByName.get(kindName);
  if (!kind || !isUuid(factId)) return null;
  const { table } = kind;
  const [found] = await db
    .select({ row: sql<JsonRow>`to_jsonb(${table}.*) - 'recorded'` })
    .from(table)
    .where(and(eq(table.factId, factId), sql`upper_inf(${table.recorded})`));
  return found ? toFact(kindName, found.row) : null;
}

/** A fact from its row. */
export function toFact(kind: string, row: JsonRow): HeldFact {
  return {
    kind,
    factId: row['fact_id'] as string,
    span: spanOf(row),
    certainty: row['certainty'] as Certainty,
    retained: row['retained'] as boolean,
    sourceId: row['source_id'] as string,
    note: row['note'] as string | null,
    row,
  };
}

/** An address may hold anything; the database refuses to compare it with a uuid. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
