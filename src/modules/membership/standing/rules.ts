import type { PartialDate } from '../../../kernel/dates.ts';
import type { PartyStatus } from '../../register/index.ts';
import type { MembershipChange } from '../vocabulary.ts';

/** R9: what a member is in the network. `region` is a region or a district. */
export const membershipCategories = ['city', 'region', 'association', 'associate_city', 'honorary'] as const;
export type MembershipCategory = (typeof membershipCategories)[number];

/** What a party is to the network on a day. */
export const standings = ['member', 'associate', 'honorary', 'suspended', 'none'] as const;
export type StandingKind = (typeof standings)[number];

/** Why a party stands as it does: each has its sentence. */
export type StandingReason =
  | 'member'
  | 'associate'
  | 'honorary'
  | 'suspended'
  | 'left'
  | 'never'
  | 'not_yet'
  | 'other_status'
  | 'unconfirmed'
  | 'undated';

export interface StandingOnDay {
  standing: StandingKind;
  reason: StandingReason;
  category: MembershipCategory | null;
  /** Since when it stands so without a break; null where that is not known. */
  since: PartialDate | null;
  /** The status that says so. */
  status: PartyStatus | null;
}

/**
 * What a party is to the network on a day, from its statuses in order of date. Only a confirmed and dated status gives a
 * standing: nobody is called to vote on a rumour. What is set aside is said.
 */
export function standingOn(statuses: readonly PartyStatus[], kind: string, day: Temporal.PlainDate): StandingOnDay {
  const current = statuses.find(({ from, to }) => (!from || !isBefore(day, from.date)) && (!to || isBefore(day, to.date)));
  if (!current) {
    const last = statuses.findLast(({ to }) => to && !isBefore(day, to.date));
    if (last) return { standing: 'none', reason: 'left', category: null, since: last.to, status: last };
    const next = statuses.find(({ from }) => from && isBefore(day, from.date));
    return { standing: 'none', reason: next ? 'not_yet' : 'never', category: null, since: next?.from ?? null, status: next ?? null };
  }
  const category = categoryOf(current, kind);
  const set = (standing: StandingKind, reason: StandingReason, since = sinceOf(statuses, current)): StandingOnDay => ({
    standing,
    reason,
    category: standing === 'none' ? null : category,
    since,
    status: current,
  });
  if (current.status === 'withdrawn') return set('none', 'left', current.from);
  if (current.certainty !== 'confirmed') return set('none', 'unconfirmed');
  if (isUndated(current, day)) return set('none', 'undated');
  if (current.status === 'suspended') return set('suspended', 'suspended');
  if (current.status === 'honorary') return set('honorary', 'honorary');
  if (current.status === 'associate' || (current.status === 'member' && category === 'associate_city'))
    return set('associate', 'associate');
  return current.status === 'member' ? set('member', 'member') : set('none', 'other_status');
}

/** R9: an associate city and an honorary member speak and do not vote; a suspended member does neither. */
export function votes(standing: StandingKind): boolean {
  return standing === 'member';
}

/** The category of R9 behind what the register says of a member; where it says nothing, what the party is. */
export function categoryOf({ status, category }: Pick<PartyStatus, 'status' | 'category'>, kind: string): MembershipCategory {
  if (status === 'honorary') return 'honorary';
  if (status === 'associate' || category === 'associate_city') return 'associate_city';
  if (category === 'region' || category === 'district' || category === 'province_city') return 'region';
  if (category === 'national_association' || category === 'regional_association') return 'association';
  return category === null && kind === 'association' ? 'association' : 'city';
}

/** From which standings each change starts. */
const changesFrom: Readonly<Record<MembershipChange, readonly StandingKind[]>> = {
  suspension: ['member', 'associate'],
  reinstatement: ['suspended'],
  resignation: ['member', 'associate', 'honorary', 'suspended'],
  exclusion: ['member', 'associate', 'honorary', 'suspended'],
  readmission: ['none'],
  honour: ['none', 'member', 'associate'],
};

/** Whether a membership may change so. Only who was a member once is given its membership anew: who never was asks for it. */
export function canChange({ standing, reason }: Pick<StandingOnDay, 'standing' | 'reason'>, change: MembershipChange): boolean {
  if (change === 'readmission' && reason !== 'left') return false;
  if (change === 'honour' && standing === 'none' && reason !== 'left' && reason !== 'never') return false;
  return changesFrom[change].includes(standing);
}

/** The status that a change records; what is given back is what was held before, category included. */
export function statusAfter(
  change: MembershipChange,
  statuses: readonly PartyStatus[],
  current: PartyStatus | null,
): Pick<PartyStatus, 'status' | 'category'> {
  const before = statuses.findLast(({ status }) => status === 'member' || status === 'associate');
  switch (change) {
    case 'suspension':
      return { status: 'suspended', category: current?.category ?? null };
    case 'reinstatement':
    case 'readmission':
      return { status: before?.status ?? 'member', category: before?.category ?? current?.category ?? null };
    case 'resignation':
    case 'exclusion':
      return { status: 'withdrawn', category: current?.category ?? null };
    case 'honour':
      return { status: 'honorary', category: null };
  }
}

/** R3: members of the State, those whose rights are suspended among them; associates and honorary members are none of its members. */
export function countsTowardsCap(
  { status, certainty }: Pick<PartyStatus, 'status' | 'certainty'>,
  category: MembershipCategory,
  associationsCount: boolean,
): boolean {
  if ((status !== 'member' && status !== 'suspended') || certainty === 'disputed') return false;
  return category === 'city' || category === 'region' || (category === 'association' && associationsCount);
}

/** The start of the unbroken run of the same status that ends with this one: a change of category alone breaks nothing. */
function sinceOf(statuses: readonly PartyStatus[], current: PartyStatus): PartialDate | null {
  let first = current;
  for (const one of statuses.slice(0, statuses.indexOf(current)).toReversed()) {
    if (one.status !== first.status || !one.to || !first.from || !one.to.date.equals(first.from.date)) break;
    first = one;
  }
  return first.from;
}

/** Nothing dates the status on or before the day. */
function isUndated({ from, attestedFrom }: PartyStatus, day: Temporal.PlainDate): boolean {
  return from === null && (attestedFrom === null || isBefore(day, attestedFrom));
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
