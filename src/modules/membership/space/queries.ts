import type { Act } from '../../../kernel/act.ts';
import { actsFor } from '../../../kernel/actor.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import {
  asKnownNow,
  findPartiesById,
  findParty,
  findStatesOf,
  listMandates,
  listOwnMandates,
  type Mandate,
  type OwnMandate,
  type PartyRef,
} from '../../register/index.ts';
import { type ListedApplication, listApplicationsOf } from '../applications/list.ts';
import type { Certificate } from '../certificates/commands.ts';
import { listCertificates } from '../certificates/queries.ts';
import { type Arrears, findArrears } from '../dues/arrears/queries.ts';
import { mayReadAccount } from '../dues/policy.ts';
import { mayReadMembership } from '../policy.ts';
import { type Change, listChanges } from '../standing/changes.ts';
import { findStanding, type MembershipStanding } from '../standing/queries.ts';
import { type Correction, listCorrectionsOf } from './corrections.ts';

/** Everything that the network holds of one of its cities, as the city sees it. */
export interface Space {
  party: PartyRef;
  state: PartyRef | null;
  standing: MembershipStanding;
  changes: readonly Change[];
  /** Who is in office now. */
  people: readonly Mandate[];
  /** Of those, what the city itself is asked about; nothing for the secretariat, who asks. */
  toConfirm: readonly OwnMandate[];
  applications: readonly ListedApplication[];
  certificates: readonly Certificate[];
  corrections: readonly Correction[];
  /** Null to who does not follow the accounts. */
  arrears: Arrears | null;
}

/** The space of the city that the account acts for. @throws Forbidden to anyone else */
export async function getOwnSpace(act: Act): Promise<Space> {
  const { actor } = act;
  if (actor.kind !== 'user' || actor.role !== 'city' || !actor.partyId) throw new Forbidden();
  return readSpace(act, await partyOf(act, actor.partyId));
}

/** The same space, for the secretariat. @throws Forbidden, Missing */
export async function getSpaceOf(act: Act, slug: string): Promise<Space> {
  if (!mayReadMembership(act.actor)) throw new Forbidden();
  return readSpace(act, await findSpaceParty(act, slug));
}

/** A party that may have a space: a local authority or an association. @throws Missing */
export async function findSpaceParty(act: Act, slug: string): Promise<PartyRef> {
  const found = await findParty(act.db, slug, await asKnownNow(act));
  if (found?.kind !== 'local_authority' && found?.kind !== 'association') throw new Missing(slug);
  return found;
}

async function readSpace(act: Act, party: PartyRef): Promise<Space> {
  if (!mayReadMembership(act.actor) && !actsFor(act.actor, party.id)) throw new Forbidden();
  const at = await asKnownNow(act);
  const stateId = (await findStatesOf(act.db, at, [party.id])).get(party.id);
  return {
    party,
    state: stateId ? ((await findPartiesById(act.db, [stateId], at)).get(stateId) ?? null) : null,
    standing: (await findStanding(act.db, at, [party.id])).get(party.id)!,
    changes: await listChanges(act, party),
    people: await listMandates(act.db, at, { partyIds: [party.id], current: true }),
    toConfirm: actsFor(act.actor, party.id) ? (await listOwnMandates(act)).filter(({ isAsked }) => isAsked) : [],
    applications: await listApplicationsOf(act, party.id),
    certificates: await listCertificates(act, party.id),
    corrections: await listCorrectionsOf(act, party.id),
    arrears: mayReadAccount(act.actor, party.id) ? ((await findArrears(act.db, at, [party.id])).get(party.id) ?? null) : null,
  };
}

async function partyOf(act: Act, id: string): Promise<PartyRef> {
  const found = (await findPartiesById(act.db, [id], await asKnownNow(act))).get(id);
  if (!found) throw new Missing(id);
  return found;
}
