import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { findParty, type PartyRef } from '../../register/index.ts';

/** The network whose register this is, where nothing else is said. */
const usualNetwork = 'aimf';

/** The party that members belong to; null in a register that does not hold it yet. */
export async function findNetwork(db: Db, at: At): Promise<PartyRef | null> {
  return findParty(db, usualNetwork, at);
}
