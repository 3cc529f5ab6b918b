import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import type { Message } from '../../../kernel/i18n/lang.ts';
import { type Arrears, findArrears, listReminderDays, listStandings } from '../../membership/index.ts';
import {
  findBody,
  findHeads,
  findParties,
  findPartiesById,
  findStatesOf,
  getComposition,
  listStatuses,
  type Mandate,
  type PartyRef,
  type SeatStanding,
} from '../../register/index.ts';
import type { Candidate, Condition, RuleBlock } from './rules.ts';

/** A party that the list must speak of, with what its sentence says. */
export interface ListedCandidate {
  party: PartyRef;
  facts: Candidate;
  /** Why it stands as it does in the network. */
  standing: Message;
  head: Mandate | null;
  state: PartyRef | null;
  arrears: Arrears | null;
  /** The days on which it was reminded of what it owes, in order. */
  reminded: Temporal.PlainDate[];
}

/** What the conditions of a rule name, as it is called. */
export interface NamedThings {
  parties: Map<string, PartyRef>;
  bodies: Map<string, { fr: string; en: string | null }>;
}

/**
 * Every party that a list must place: whoever is or was something in the network, whoever sits in a body that the rule
 * names, whoever is named by the rule or by a decision. None is left out silently.
 */
export async function loadCandidates(
  db: Db,
  at: At,
  blocks: readonly RuleBlock[],
  decidedIds: readonly string[],
): Promise<ListedCandidate[]> {
  const conditions = blocks.flatMap((block) => block.conditions);
  const named = await findParties(db, slugsOf(conditions, 'named'), at);
  const seats = await loadSeats(db, at, conditions);
  const standings = await listStandings(db, at, [...[...named.values()].map(({ id }) => id), ...seats.keys(), ...decidedIds]);
  const ids = [...standings.keys()];
  const arrears = await findArrears(db, at, ids);
  const owing = ids.filter((id) => (arrears.get(id)?.years.length ?? 0) > 0);
  const reminders = await listReminderDays(db, at, owing);
  const heads = await findHeads(db, at, ids);
  // A head comes with its State: only those without one are asked for.
  const stateOf = await findStatesOf(
    db,
    at,
    ids.filter((id) => !heads.has(id)),
  );
  for (const [id, { stateId }] of heads) if (stateId) stateOf.set(id, stateId);
  const states = await findPartiesById(db, [...new Set(stateOf.values())], at);
  const stateStatuses = await loadStateStatuses(db, at, conditions, [...states.keys()]);
  return ids.flatMap((id) => {
    const { party, ...standing } = standings.get(id)!;
    if (!party) return [];
    const head = heads.get(id) ?? null;
    const state = states.get(stateOf.get(id) ?? '') ?? null;
    const due = arrears.get(id) ?? null;
    const facts: Candidate = {
      slug: party.slug,
      standing: standing.standing,
      category: standing.category,
      head: head && (head.standing === 'sitting' || head.standing === 'unconfirmed') ? head.standing : null,
      state: state?.slug ?? null,
      stateStatuses: (state && stateStatuses.get(state.id)) || {},
      seats: seats.get(id) ?? {},
      oldestDue: due?.years[0]?.year ?? null,
    };
    return [{ party, facts, standing: standing.why, head, state, arrears: due, reminded: remindersOf(reminders.get(id) ?? [], due) }];
  });
}

/** The reminders of what is owed now: none from before its oldest due. */
function remindersOf(days: readonly Temporal.PlainDate[], due: Arrears | null): Temporal.PlainDate[] {
  const since = due?.since;
  if (!since) return [];
  return days.filter((day) => Temporal.PlainDate.compare(day, since) >= 0);
}

/** The parties and bodies that conditions name, to say them. */
export async function loadNamed(db: Db, at: At, blocks: readonly RuleBlock[]): Promise<NamedThings> {
  const conditions = blocks.flatMap((block) => block.conditions);
  const slugs = [...slugsOf(conditions, 'named'), ...slugsOf(conditions, 'states'), ...slugsOf(conditions, 'stateStatus')];
  const bodies = new Map<string, { fr: string; en: string | null }>();
  for (const slug of slugsOf(conditions, 'seat')) {
    const found = await findBody(db, slug, at);
    if (found) bodies.set(slug, { fr: found.nameFr, en: found.nameEn });
  }
  return { parties: await findParties(db, slugs, at), bodies };
}

function slugsOf(conditions: readonly Condition[], kind: 'named' | 'states' | 'stateStatus' | 'seat'): string[] {
  return conditions.flatMap((one) => {
    if (one.kind !== kind) return [];
    switch (one.kind) {
      case 'named':
        return one.parties;
      case 'states':
        return one.states;
      case 'stateStatus':
        return [one.institution];
      default:
        return [one.body];
    }
  });
}

async function loadSeats(db: Db, at: At, conditions: readonly Condition[]): Promise<Map<string, Record<string, SeatStanding>>> {
  const seats = new Map<string, Record<string, SeatStanding>>();
  for (const slug of new Set(slugsOf(conditions, 'seat'))) {
    const found = await findBody(db, slug, at);
    for (const { party, standing } of found ? await getComposition(db, found.id, at) : [])
      seats.set(party.id, { ...seats.get(party.id), [slug]: standing });
  }
  return seats;
}

async function loadStateStatuses(
  db: Db,
  at: At,
  conditions: readonly Condition[],
  stateIds: readonly string[],
): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  const institutions = await findParties(db, slugsOf(conditions, 'stateStatus'), at);
  for (const { id, slug } of institutions.values()) {
    for (const { partyId, status, certainty } of await listStatuses(db, id, at, { partyIds: stateIds, current: true }))
      if (certainty === 'confirmed') found.set(partyId, { ...found.get(partyId), [slug]: status });
  }
  return found;
}
