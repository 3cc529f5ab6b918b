import type { ReportState } from '../../vocabulary.ts';
import type { ConditionTerms } from '../agreements/rules.ts';
import type { Condition } from './schema.ts';

/** What a condition rests on, as the database reads it (`fund_condition_state`). */
export interface ConditionFacts {
  signedOn: Temporal.PlainDate | null;
  reportState: ReportState | null;
  previousCents: number;
  beforeCents: number;
  justifiedCents: number;
  proved: boolean;
  waived: boolean;
}

/** Why a condition is not met: what is missing. */
export type Lack =
  | { kind: 'not_signed' }
  | { kind: 'report'; state: ReportState | null }
  | { kind: 'nothing_paid' }
  | { kind: 'justified'; cents: number; neededCents: number }
  | { kind: 'no_proof' }
  | { kind: 'too_early'; from: Temporal.PlainDate };

/** What holds a condition back on a day; null where it is met. A waiver is not asked: what is waived is still not met. */
export function lackOf(
  condition: Pick<Condition, 'kind' | 'share' | 'onDay'>,
  facts: Omit<ConditionFacts, 'waived'>,
  on: Temporal.PlainDate,
): Lack | null {
  switch (condition.kind) {
    case 'agreement_signed':
    case 'amendment_signed':
      return facts.signedOn ? null : { kind: 'not_signed' };
    case 'report_accepted':
      return facts.reportState === 'accepted' ? null : { kind: 'report', state: facts.reportState };
    case 'previous_justified': {
      if (facts.previousCents === 0) return { kind: 'nothing_paid' };
      // To the cent upwards: 70 % of 33,33 € is 23,34 €.
      const neededCents = Number((BigInt(condition.share!) * BigInt(facts.previousCents) + 9_999n) / 10_000n);
      // What was paid before the previous one is justified first.
      const cents = facts.justifiedCents - facts.beforeCents;
      return cents >= neededCents ? null : { kind: 'justified', cents: Math.max(0, cents), neededCents };
    }
    case 'date':
      return Temporal.PlainDate.compare(condition.onDay!, on) <= 0 ? null : { kind: 'too_early', from: condition.onDay! };
    case 'co_funding':
    case 'no_objection':
      return facts.proved ? null : { kind: 'no_proof' };
  }
}

/** Whether an instalment may go out: every condition is met, or waived by someone. */
export function isDue(conditions: readonly { lack: Lack | null; facts: Pick<ConditionFacts, 'waived'> }[]): boolean {
  return conditions.every(({ lack, facts }) => lack === null || facts.waived);
}

/** A condition as an agreement says it. */
export function termsOf({ kind, ordinal, share, onDay, donorId }: Condition): ConditionTerms {
  return {
    kind,
    ...(ordinal === null ? {} : { ordinal }),
    ...(share === null ? {} : { share }),
    ...(donorId === null ? {} : { donorId }),
    ...(onDay ? { onDay: onDay.toString() } : {}),
  };
}
