import { and, eq, sql } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { PartialDate } from '../../../kernel/dates.ts';
import { anyOf } from '../../../kernel/db/any-of.ts';
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
    .select({
      factId: status.factId,
      partyId: status.partyId,
      status: status.status,
      category: status.category,
      valid: status.valid,
      fromPrecision: status.fromPrecision,
      toPrecision: status.toPrecision,
      attestedFrom: status.attestedFrom,
      certainty: status.certainty,
      sourceId: status.sourceId,
      note: status.note,
    })
    .from(status)
    .where(
      and(
        eq(status.institutionId, institutionId),
        partyIds && anyOf(status.partyId, partyIds),
        current ? asOf(status, at) : heldAt(status, at.revision),
      ),
    )
    .orderBy(status.partyId, sql`lower(${status.valid}) nulls first`);
  return rows.map(({ valid, fromPrecision, toPrecision, ...row }) => ({
    ...row,
    from: valid.from && fromPrecision ? { date: valid.from, precision: fromPrecision } : null,
    to: valid.to && toPrecision ? { date: valid.to, precision: toPrecision } : null,
  }));
}
