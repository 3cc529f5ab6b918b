import type { Act } from '../../../kernel/act.ts';
import type { At } from '../../../kernel/collections.ts';
import { findPartiesById, findStatesOf, listStatuses } from '../../register/index.ts';
import type { StateCap } from '../applications/rules.ts';
import { findSettings } from '../settings/queries.ts';
import { findNetwork } from './network.ts';
import { categoryOf, countsTowardsCap } from './rules.ts';

/**
 * R3: how many members a State has on a day, of how many it may have. Members whose source is not sure count: this warns,
 * and a warning that comes too soon costs less than one that does not come.
 */
export async function countMembersOfState(act: Act, at: At, stateId: string): Promise<StateCap> {
  const { mostPerState, associationsCount } = await findSettings(act.db, at.on);
  const network = await findNetwork(act.db, at);
  const statuses = network ? await listStatuses(act.db, network.id, at, { current: true }) : [];
  const partyIds = statuses.map(({ partyId }) => partyId);
  const states = await findStatesOf(act.db, at, partyIds);
  const ofState = statuses.filter(({ partyId }) => states.get(partyId) === stateId);
  const parties = await findPartiesById(
    act.db,
    ofState.map(({ partyId }) => partyId),
    at,
  );
  const counted = ofState.filter((one) =>
    countsTowardsCap(one, categoryOf(one, parties.get(one.partyId)?.kind ?? 'local_authority'), associationsCount),
  );
  return {
    counted: counted.length,
    most: mostPerState,
    unconfirmed: counted.filter(({ certainty }) => certainty !== 'confirmed').length,
    associationsCount,
  };
}
