import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Refused } from '../../../kernel/errors.ts';
import { findParty, findPartiesById, type PartyRef } from '../../register/index.ts';
import { say } from '../messages.ts';
import { findSettings } from '../settings/queries.ts';

/** The network whose register this is, where nothing else was chosen. */
const usualNetwork = 'aimf';

/** The party that members belong to on the day; null in a register that does not hold it yet. */
export async function findNetwork(db: Db, at: At): Promise<PartyRef | null> {
  const { networkId } = await findSettings(db, at.on);
  if (networkId === null) return findParty(db, usualNetwork, at);
  return (await findPartiesById(db, [networkId], at)).get(networkId) ?? null;
}

/** The same, for what cannot be done without. @throws Refused */
export async function getNetwork(db: Db, at: At): Promise<PartyRef> {
  const network = await findNetwork(db, at);
  if (!network) throw new Refused(say.later('network.none'));
  return network;
}
