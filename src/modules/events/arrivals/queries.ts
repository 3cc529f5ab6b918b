import { asc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import { listDelegations } from '../delegations/queries.ts';
import type { ListedDelegate } from '../delegations/queries.ts';
import type { PartyRef } from '../../register/index.ts';
import { arrivalScan } from '../schema.ts';

/** Someone who is expected, and what was seen of them: the first arrival holds, every one is kept. */
export interface Expected {
  delegate: ListedDelegate;
  party: PartyRef;
  scans: { device: string; at: Temporal.Instant; by: string }[];
}

/** Everyone delegated to an event and not withdrawn, by name, with their arrivals, the first first. @throws Forbidden */
export async function listExpected(act: Act, meetingId: string): Promise<Expected[]> {
  const delegations = await listDelegations(act, meetingId);
  const rows = await act.db
    .select({ delegateId: arrivalScan.delegateId, device: arrivalScan.device, at: arrivalScan.scannedAt, by: arrivalScan.by })
    .from(arrivalScan)
    .where(eq(arrivalScan.meetingId, meetingId))
    .orderBy(asc(arrivalScan.scannedAt), asc(arrivalScan.id));
  const scans = Map.groupBy(rows, (row) => row.delegateId);
  const { compare } = collator('fr');
  return delegations
    .flatMap(({ party, delegates }) =>
      delegates.filter(({ state }) => state !== 'withdrawn').map((delegate) => ({ delegate, party, scans: scans.get(delegate.id) ?? [] })),
    )
    .toSorted((one, other) => compare(one.delegate.name, other.delegate.name));
}
