import type { MembershipCategory, StandingKind } from '../../membership/index.ts';
import type { SeatStanding } from '../../register/index.ts';
import type { ListState, Verdict } from '../vocabulary.ts';

/** What staff may ask of a party for it to be invited. Parties, States, institutions and bodies are named by their addresses. */
export type Condition =
  | { kind: 'standing'; accepted: StandingKind[] }
  | { kind: 'category'; accepted: MembershipCategory[] }
  /** A head in office; `unconfirmed` accepts one who may no longer be. */
  | { kind: 'head'; unconfirmed: boolean }
  | { kind: 'states'; states: string[] }
  | { kind: 'stateStatus'; institution: string; accepted: string[] }
  | { kind: 'seat'; body: string }
  /** No due of a year further back than so many years: 0 accepts this year's only. */
  | { kind: 'arrears'; years: number }
  | { kind: 'named'; parties: string[] };

/** One condition of the block is enough; every block must be met. */
export interface RuleBlock {
  conditions: Condition[];
}

/** What is known of a party on the day of the list, as conditions ask for it. */
export interface Candidate {
  slug: string;
  standing: StandingKind;
  category: MembershipCategory | null;
  head: 'sitting' | 'unconfirmed' | null;
  /** The address of its State. */
  state: string | null;
  /** The status of its State, by institution. */
  stateStatuses: Readonly<Record<string, string>>;
  /** Its seats, by body. */
  seats: Readonly<Record<string, SeatStanding>>;
  /** The year of the oldest due that is not paid. */
  oldestDue: number | null;
}

/** What the rule says of a party, and the conditions that decided: those that opened each block, or those that all failed. */
export interface Outcome {
  verdict: Verdict;
  decisive: Condition[];
}

/**
 * What a rule says of a party on a day: invited where every block has a condition that it meets. A party that is left out
 * is told every condition of every block that it does not meet, not the first only.
 */
export function decide(blocks: readonly RuleBlock[], candidate: Candidate, day: Temporal.PlainDate): Outcome {
  const failed = blocks.filter(({ conditions }) => !conditions.some((one) => meets(candidate, one, day)));
  if (failed.length > 0) return { verdict: 'out', decisive: failed.flatMap(({ conditions }) => conditions) };
  return { verdict: 'in', decisive: blocks.flatMap(({ conditions }) => conditions.find((one) => meets(candidate, one, day)) ?? []) };
}

/** Whether a party meets one condition. */
export function meets(candidate: Candidate, condition: Condition, day: Temporal.PlainDate): boolean {
  switch (condition.kind) {
    case 'standing':
      return condition.accepted.includes(candidate.standing);
    case 'category':
      return candidate.category !== null && condition.accepted.includes(candidate.category);
    case 'head':
      return candidate.head === 'sitting' || (condition.unconfirmed && candidate.head === 'unconfirmed');
    case 'states':
      return candidate.state !== null && condition.states.includes(candidate.state);
    case 'stateStatus': {
      const status = candidate.stateStatuses[condition.institution];
      return status !== undefined && condition.accepted.includes(status);
    }
    case 'seat':
      return candidate.seats[condition.body] === 'held';
    case 'arrears':
      return candidate.oldestDue === null || day.year - candidate.oldestDue <= condition.years;
    case 'named':
      return condition.parties.includes(candidate.slug);
  }
}

/** A step of a list of invitations. */
interface Transition {
  from: ListState | null;
  to: ListState;
}

/** The life of a list: shown whole, signed, then sent. One that is not sent may be abandoned for another. */
export const listLife: readonly Transition[] = [
  { from: null, to: 'proposed' },
  { from: 'proposed', to: 'approved' },
  { from: 'proposed', to: 'abandoned' },
  { from: 'approved', to: 'sent' },
  { from: 'approved', to: 'abandoned' },
];

/** Whether a list may go from its state to another. */
export function canBecome(from: ListState | null, to: ListState): boolean {
  return listLife.some((one) => one.from === from && one.to === to);
}

/** How a party that is on one list stands on another, computed later. */
export type Difference = 'joined' | 'left' | 'reason';

/** What changed of a party between two lists; null where nothing did. */
export function compareLines(
  before: { verdict: Verdict; reason: string } | undefined,
  after: { verdict: Verdict; reason: string } | undefined,
): Difference | null {
  const [was, is] = [before?.verdict ?? 'out', after?.verdict ?? 'out'];
  if (was !== is) return is === 'in' ? 'joined' : 'left';
  return before?.reason === after?.reason ? null : 'reason';
}

/** An answer is late after the last day that was given for it; where none was, it never is. */
export function isLate(day: Temporal.PlainDate, answersBy: Temporal.PlainDate | null): boolean {
  return answersBy !== null && Temporal.PlainDate.compare(day, answersBy) > 0;
}
