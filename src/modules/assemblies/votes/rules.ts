import { neededOf, type SittingSettings } from '../settings/rules.ts';

/** What a vote asks. */
export type VoteForm =
  | { kind: 'resolution' }
  /** `seats` are filled from candidates; a list is one candidate that fills them all. */
  | { kind: 'election'; bodyId: string; byName: boolean; seats: number; round: number; candidates: Standing[] };

/** Someone, or a list, that stands in an election. */
export interface Standing {
  /** What a ballot says: `c1`, `c2`. */
  key: string;
  label: string;
  /** The seats that it takes when elected. */
  seats: { partyId: string; personId: string; function: string }[];
}

/** Voices by choice: what one voter says, or all of them. Several candidates on one ballot are one choice: `c1+c3`. */
export type Voices = Record<string, number>;

/** What a closed vote says: recomputed from its ballots, it is always the same. */
export interface VoteResult {
  voices: Voices;
  /** Voices that say something: neither abstention, nor blank, nor spoilt. */
  cast: number;
  /** The whole of which a majority is asked, and what is asked of it. */
  base: number;
  needed: number;
  outcome: 'adopted' | 'rejected' | 'no_quorum' | 'elected' | 'next_round' | 'tied';
  /** Keys of those elected, in order of voices. */
  elected: string[];
  /** It was a tie, which whoever chairs has decided. */
  casting: 'for' | 'against' | null;
}

/** Those who could vote when the vote was closed. */
export interface Turnout {
  hasQuorum: boolean;
  /** Voices of those there or represented, and of all who are entitled; without those who must stay out. */
  present: number;
  entitled: number;
}

/** Adds ballots up. */
export function tally(ballots: Iterable<Voices>): Voices {
  const sum: Voices = {};
  for (const one of ballots) for (const [choice, voices] of Object.entries(one)) sum[choice] = (sum[choice] ?? 0) + voices;
  return sum;
}

export function countVoices(voices: Voices): number {
  return Object.values(voices).reduce((sum, one) => sum + one, 0);
}

/** Whether a ballot is one for this form: known choices, whole voices, as many as the voter has, no more names than seats. */
export function isBallot(form: VoteForm, ballot: Voices, voices: number, { onPaper = false } = {}): boolean {
  const entries = Object.entries(ballot);
  return (
    entries.every(([choice, count]) => Number.isInteger(count) && count > 0 && isChoice(form, choice, onPaper)) &&
    countVoices(ballot) === voices
  );
}

/** Whether counted hands can be what was shown: known choices, and no more of them than may be raised. */
export function isCount(form: VoteForm, counts: Voices, most: number): boolean {
  const entries = Object.entries(counts);
  return (
    entries.every(([choice, count]) => Number.isInteger(count) && count >= 0 && isChoice(form, choice, false)) &&
    countVoices(counts) <= most
  );
}

/** What the ballots of a vote decide. @param casting what whoever chairs says of a tie, where the rule lets them */
export function resultOf(
  form: VoteForm,
  voices: Voices,
  turnout: Turnout,
  settings: Pick<SittingSettings, 'majority' | 'majorityBase' | 'tie' | 'rounds'>,
  casting: 'for' | 'against' | null = null,
): VoteResult {
  const cast = form.kind === 'resolution' ? (voices['for'] ?? 0) + (voices['against'] ?? 0) : countSaying(voices);
  const base = { cast, present: turnout.present, entitled: turnout.entitled }[settings.majorityBase];
  const common = { voices, cast, base, elected: [], casting: null };
  if (form.kind === 'election') return { ...common, ...election(form, voices, cast, turnout.hasQuorum, settings.rounds) };
  const needed = neededOf(settings.majority, base);
  if (!turnout.hasQuorum) return { ...common, needed, outcome: 'no_quorum' };
  const isTie = isTied(voices);
  if (isTie && settings.tie === 'chair' && casting)
    return { ...common, needed, outcome: casting === 'for' ? 'adopted' : 'rejected', casting };
  return { ...common, needed, outcome: !isTie && (voices['for'] ?? 0) >= needed ? 'adopted' : 'rejected' };
}

/** As many for as against, and some of each: whoever chairs may have to decide. */
export function isTied(voices: Voices): boolean {
  return (voices['for'] ?? 0) > 0 && voices['for'] === voices['against'];
}

/** Voices for each candidate, the most first. */
export function scores(form: Extract<VoteForm, { kind: 'election' }>, voices: Voices): { key: string; voices: number }[] {
  const each = form.candidates.map(({ key }) => ({
    key,
    voices: Object.entries(voices).reduce((sum, [choice, count]) => sum + (choice.split('+').includes(key) ? count : 0), 0),
  }));
  return each.toSorted((one, other) => other.voices - one.voices || one.key.localeCompare(other.key));
}

/**
 * An absolute majority of the ballots that name someone is asked until the last round, which is won by whoever has most. Where
 * two have as many and one seat is left, nobody has it: those who vote decide, not the order of a list.
 */
function election(
  form: Extract<VoteForm, { kind: 'election' }>,
  voices: Voices,
  cast: number,
  hasQuorum: boolean,
  rounds: number,
): Pick<VoteResult, 'outcome' | 'elected' | 'needed' | 'base'> {
  const isLast = form.round >= rounds;
  const needed = isLast ? 1 : neededOf('more_than_half', cast);
  if (!hasQuorum) return { base: cast, needed, outcome: 'no_quorum', elected: [] };
  const places = form.byName ? form.seats : 1;
  const qualified = scores(form, voices).filter((one) => one.voices >= needed);
  const cut = qualified[places]?.voices;
  const winners = qualified.slice(0, places);
  const elected = cut === undefined ? winners : winners.filter((one) => one.voices > cut);
  const isWhole = elected.length === places;
  const outcome = isWhole ? 'elected' : cut !== undefined ? 'tied' : 'next_round';
  return { base: cast, needed, outcome, elected: elected.map(({ key }) => key) };
}

function isChoice(form: VoteForm, choice: string, onPaper: boolean): boolean {
  if (choice === 'null') return onPaper;
  if (choice === 'blank') return true;
  if (form.kind === 'resolution') return choice === 'for' || choice === 'against' || choice === 'abstain';
  const keys = choice.split('+');
  const known = form.candidates.map(({ key }) => key);
  return (
    keys.length <= (form.byName ? form.seats : 1) &&
    keys.every((key) => known.includes(key)) &&
    keys.every((key, index) => index === 0 || keys[index - 1]! < key)
  );
}

function countSaying(voices: Voices): number {
  return Object.entries(voices).reduce((sum, [choice, count]) => sum + (choice === 'blank' || choice === 'null' ? 0 : count), 0);
}
