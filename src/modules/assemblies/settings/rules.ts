import type { MajorityBase, Threshold, TieRule } from '../vocabulary.ts';

/** The rules of a body on a day. */
export interface SittingSettings {
  /** The part of those entitled who must be there. */
  quorum: Threshold;
  /** Whether whoever is represented counts among those who are there. */
  quorumProxies: boolean;
  majority: Threshold;
  majorityBase: MajorityBase;
  tie: TieRule;
  /** How many proxies one voter may hold. */
  proxies: number;
  /** Whole days between the convening and the sitting. */
  notice: number;
  /** Whether whoever owes dues may not vote. */
  arrears: boolean;
  /** The voices of an association of local authorities; a city or a region has one. */
  associationVoices: number;
  /** Rounds of an election by name: the last one is won by whoever has most. */
  rounds: number;
}

/** What this software does where the network's own rule is not known: a default, which the pages call so. */
export const defaultSettings: SittingSettings = {
  quorum: 'more_than_half',
  quorumProxies: false,
  majority: 'more_than_half',
  majorityBase: 'cast',
  tie: 'rejected',
  proxies: 1,
  notice: 15,
  arrears: false,
  associationVoices: 1,
  rounds: 2,
};

const parts: Record<Threshold, { numerator: number; denominator: number; strictly: boolean }> = {
  none: { numerator: 0, denominator: 1, strictly: false },
  quarter: { numerator: 1, denominator: 4, strictly: false },
  third: { numerator: 1, denominator: 3, strictly: false },
  half: { numerator: 1, denominator: 2, strictly: false },
  more_than_half: { numerator: 1, denominator: 2, strictly: true },
  three_fifths: { numerator: 3, denominator: 5, strictly: false },
  two_thirds: { numerator: 2, denominator: 3, strictly: false },
  three_quarters: { numerator: 3, denominator: 4, strictly: false },
  all: { numerator: 1, denominator: 1, strictly: false },
};

/** How many of a whole reach a threshold: 9 reach two thirds of 13. At least one, unless nothing is asked. */
export function neededOf(threshold: Threshold, whole: number): number {
  const { numerator, denominator, strictly } = parts[threshold];
  const product = whole * numerator;
  const least = strictly ? Math.floor(product / denominator) + 1 : Math.ceil(product / denominator);
  return threshold === 'none' ? 0 : Math.max(1, least);
}
