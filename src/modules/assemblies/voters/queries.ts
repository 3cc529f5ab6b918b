import type { Act } from '../../../kernel/act.ts';
import { Missing } from '../../../kernel/errors.ts';
import { findArrears, findStanding } from '../../membership/index.ts';
import {
  asKnownNow,
  type Body,
  type BodySeat,
  findHeads,
  findPartiesById,
  getComposition,
  listBodies,
  listStatuses,
} from '../../register/index.ts';
import type { SittingSettings } from '../settings/rules.ts';
import { entitle, type Voter } from './rules.ts';

/** One body by its identifier. @throws Missing */
export async function getBody(act: Act, id: string): Promise<Body> {
  const at = await asKnownNow(act);
  const found = (await listBodies(act.db, at)).find((one) => one.id === id);
  if (!found) throw new Missing(`body ${id}`);
  return found;
}

/**
 * Everyone who could vote in a body on a day, entitled or not, each with why not: in a general assembly, whoever has a
 * status in the institution; elsewhere, whoever has a seat.
 */
export async function listElectorate(
  act: Act,
  bodyId: string,
  on: Temporal.PlainDate,
  settings: Pick<SittingSettings, 'arrears' | 'associationVoices'>,
): Promise<Voter[]> {
  const at = await asKnownNow(act, on);
  const body = await getBody(act, bodyId);
  const seats = body.kind === 'general_assembly' ? null : await getComposition(act.db, body.id, at);
  const partyIds = seats ? seats.map(({ party }) => party.id) : await listStatusHolders(act, body.institutionId, at);
  const standings = await findStanding(act.db, at, partyIds);
  const parties = await findPartiesById(act.db, partyIds, at);
  const heads = await findHeads(act.db, at, partyIds);
  const arrears = settings.arrears ? await findArrears(act.db, at, partyIds) : null;
  const bySeat = new Map(seats?.map((one) => [one.party.id, one]));
  return partyIds.map((partyId) => {
    const head = heads.get(partyId);
    return entitle(
      partyId,
      {
        membership: standings.get(partyId)?.standing ?? 'none',
        isAssociation: parties.get(partyId)?.kind === 'association',
        head: head ? { personId: head.person.id, standing: head.standing } : null,
        seat: seatOf(bySeat.get(partyId)),
        owes: (arrears?.get(partyId)?.totalCents ?? 0) > 0,
      },
      settings,
    );
  });
}

async function listStatusHolders(act: Act, institutionId: string, at: { on: Temporal.PlainDate; revision: number }): Promise<string[]> {
  const statuses = await listStatuses(act.db, institutionId, at, { current: true });
  return [...new Set(statuses.filter((one) => one.status !== 'withdrawn').map((one) => one.partyId))];
}

function seatOf(seat: BodySeat | undefined): Parameters<typeof entitle>[1]['seat'] {
  return seat ? { personId: seat.person.id, standing: seat.standing } : null;
}
