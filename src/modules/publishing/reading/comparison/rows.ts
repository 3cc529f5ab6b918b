import type { Hedge } from '../hedges.ts';
import type { Mention } from '../mentions.ts';

export type MentionClass = 'bound' | 'computed' | 'series' | 'date' | 'name' | 'unbound';
export type Verdict = 'confirmed' | 'contradicted' | 'unknown';

/** What a mention was held against. `years`: the difference of calendar years, or the years fully past. `differs`: what contradicts. */
export type Compared =
  | { with: 'figure'; slug: string; value: number; hedge: Hedge; understated: boolean }
  | { with: 'occurrence'; series: string; number: number; label: string; differs?: 'number' | 'date' | 'place' }
  | { with: 'fact'; label: string; from: Temporal.PlainDate; years?: number; counted?: 'calendar' | 'complete' }
  | { with: 'list'; items: number };

/**
 * A mention, understood and compared. `expected` is what the register would have said: a number, or a date, ordinal or place as the
 * language writes it. An `unbound` row may carry the `figure` that could bind it, with its verdict.
 */
export type Reading = Mention & { class: MentionClass; expected?: number | string; verdict?: Verdict; comparedWith?: Compared };

/** What a comparison adds to a mention. */
export type Judged = Pick<Reading, 'class' | 'expected' | 'verdict' | 'comparedWith' | 'figure'>;

export const unbound: Judged = { class: 'unbound' };
