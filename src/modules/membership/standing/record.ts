import { Invalid } from '../../../kernel/errors.ts';
import { endFact, factKinds, listStatuses, type PartyStatus, recordFact, type Revision } from '../../register/index.ts';
import { say } from '../messages.ts';

/** A status to record in the network, from a day on. */
export interface NewStatus {
  partyId: string;
  networkId: string;
  status: PartyStatus['status'];
  category: PartyStatus['category'];
  from: Temporal.PlainDate;
  sourceId: string;
}

/**
 * Records a status of a party in the network from a day on: the one that it follows ends that day, and stays readable.
 * @returns the fact
 * @throws Invalid (`from`) where the register holds a status that begins that day or later
 */
export async function recordStatus(rev: Revision, { partyId, networkId, from, sourceId, ...value }: NewStatus): Promise<string> {
  const held = await listStatuses(rev.act.db, networkId, { on: from, revision: rev.number }, { partyIds: [partyId] });
  const later = held.find((one) => one.from && Temporal.PlainDate.compare(one.from.date, from) >= 0);
  if (later) throw new Invalid({ from: say.later('standing.laterStatus') });
  const day = { date: from, precision: 'day' } as const;
  for (const one of held)
    if (!one.to || Temporal.PlainDate.compare(one.to.date, from) > 0) await endFact(rev, factKinds.status, one.factId, { to: day });
  return recordFact(rev, factKinds.status, {
    from: day,
    to: null,
    certainty: 'confirmed',
    sourceId,
    values: { partyId, institutionId: networkId, ...value },
  });
}
