import { and, eq, inArray, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { PartialDate } from '../../../kernel/dates.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { asOf, heldAt } from '../facts/as-of.ts';
import { status } from '../schema.ts';
import type { Certainty, MemberCategory, StatusValue } from '../vocabulary.ts';

/** A status of a party in an institution, as the register holds it. */
export interface PartyStatus {
  factId: string;
  partyId: string;
  status: StatusValue;
  category: MemberCategory | null;
  from: PartialDate | null;
  /** The first day on which it is no longer true. */
  to: PartialDate | null;
  /** Where `from` is not known: since when the source vouches for it. */
  attestedFrom: Temporal.PlainDate | null;
  certainty: Certainty;
  sourceId: string;
  note: string | null;
}

/**
 * The statuses in an institution that the register held at the revision, by party then by date, the earliest first.
 * @param selection the parties to read (all where absent); `current` keeps the statuses of the day only, else those of all times
 */
export async function listStatuses(
  db: Db,
  institutionId: string,
  at: At,
  { partyIds, current = false }: { partyIds?: readonly string[] | undefined; current?: boolean } = {},
): Promise<PartyStatus[]> {
  if (partyIds?.length === 0) return [];
  const rows = await db
    .select()
    .from(status)
    .where(
      and(
        eq(status.institutionId, institutionId),
        partyIds && inArray(status.partyId, [...partyIds]),
        current ? asOf(status, at) : heldAt(status, at.revision),
      ),
    )
    .orderBy(status.partyId, sql`lower(${status.valid}) nulls first`);
  return rows.map((row) => ({
    factId: row.factId,
    partyId: row.partyId,
    status: row.status,
    category: row.category,
    from: row.valid.from && row.fromPrecision ? { date: row.valid.from, precision: row.fromPrecision } : null,
    to: row.valid.to && row.toPrecision ? { date: row.valid.to, precision: row.toPrecision } : null,
    attestedFrom: row.attestedFrom,
    certainty: row.certainty,
    sourceId: row.sourceId,
    note: row.note,
  }));
}
