import { and, eq, inArray, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { PartialDate } from '../../../kernel/dates.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { heldAt } from '../facts/as-of.ts';
import { measure, source } from '../schema.ts';
import type { Measure } from '../vocabulary.ts';

/** The last value of a measure that the register confirms, with the period that it speaks of and who says so. */
export interface LatestMeasure {
  factId: string;
  partyId: string;
  value: number;
  unit: string;
  /** Null where nothing dates it: it is then the only one. */
  from: PartialDate | null;
  source: { title: string; url: string | null };
}

/**
 * The last value of a measure for each of these parties, among those whose period has begun by the day; a party of which
 * nothing is confirmed is absent.
 */
export async function findLatestMeasures(db: Db, name: Measure, at: At, partyIds: readonly string[]): Promise<Map<string, LatestMeasure>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db
    .select({ measure, title: source.title, url: source.url })
    .from(measure)
    .innerJoin(source, eq(source.id, measure.sourceId))
    .where(
      and(
        eq(measure.measure, name),
        inArray(measure.partyId, [...partyIds]),
        eq(measure.certainty, 'confirmed'),
        heldAt(measure, at.revision),
        sql`coalesce(lower(${measure.valid}) <= ${at.on.toString()}::date, true)`,
      ),
    )
    // The latest last, so that the map keeps it.
    .orderBy(sql`lower(${measure.valid}) nulls first`);
  return new Map(
    rows.map(({ measure: row, title, url }) => [
      row.partyId,
      {
        factId: row.factId,
        partyId: row.partyId,
        value: Number(row.value),
        unit: row.unit,
        from: row.valid.from && row.fromPrecision ? { date: row.valid.from, precision: row.fromPrecision } : null,
        source: { title, url },
      },
    ]),
  );
}
