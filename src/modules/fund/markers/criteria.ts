import { type Marker } from '../vocabulary.ts';

/**
 * What a criterion is for. `all`: without it the objective is not one of the activity's. `any`: one of these at least.
 * `principal`: what makes the objective the reason why the activity exists.
 */
export type CriterionPart = 'all' | 'any' | 'principal';

export interface Criterion {
  key: string;
  part: CriterionPart;
  /** « Not applicable » is an answer too. */
  mayNotApply?: true;
}

/**
 * The minimum criteria of each marker, in the order in which they are asked.
 *
 * Gender: OECD-DAC Network on Gender Equality, « Handbook on the OECD-DAC Gender Equality Policy Marker », December 2016, minimum
 * criteria for scores 0, 1 and 2. Rio markers: OECD-DAC, « Converged Statistical Reporting Directives », annex on the Rio markers
 * (DCD/DAC/STAT(2020)44/ADD2), and « OECD DAC Rio Markers for Climate: Handbook », 2016. The words of each criterion are in
 * the messages (`criterion.…`): they are this product's own, and say what those documents ask.
 */
export const criteria: Record<Marker, readonly Criterion[]> = {
  gender: [
    { key: 'analysis', part: 'all' },
    { key: 'design', part: 'all' },
    { key: 'objective', part: 'all' },
    { key: 'sexData', part: 'all', mayNotApply: true },
    { key: 'monitoring', part: 'all' },
    { key: 'ambition', part: 'principal' },
    { key: 'outcomes', part: 'principal' },
  ],
  adaptation: [
    { key: 'stated', part: 'all' },
    { key: 'measures', part: 'all' },
    { key: 'reason', part: 'principal' },
  ],
  mitigation: [
    { key: 'stated', part: 'all' },
    { key: 'emissions', part: 'any' },
    { key: 'sinks', part: 'any' },
    { key: 'integration', part: 'any' },
    { key: 'convention', part: 'any' },
    { key: 'reason', part: 'principal' },
  ],
  biodiversity: [
    { key: 'stated', part: 'all' },
    { key: 'conservation', part: 'any' },
    { key: 'integration', part: 'any' },
    { key: 'convention', part: 'any' },
    { key: 'reason', part: 'principal' },
  ],
  desertification: [
    { key: 'stated', part: 'all' },
    { key: 'drylands', part: 'any' },
    { key: 'integration', part: 'any' },
    { key: 'convention', part: 'any' },
    { key: 'reason', part: 'principal' },
  ],
};
