import { partOf } from '../charges/rules.ts';

/** What a final amount rests on. */
export interface FinalBasis {
  ceilingCents: number;
  rate: number;
  eligibleCents: number;
  /** What others, the city included, brought in the end. */
  resourcesCents: number;
}

/** The three limits, and which of them holds. */
export interface FinalAmount {
  finalCents: number;
  byRateCents: number;
  balanceCents: number;
  limit: 'ceiling' | 'rate' | 'balance';
}

/** What a project comes to: the least of the ceiling, of the rate of what is eligible, and of what other resources leave to be covered. */
export function finalAmount({ ceilingCents, rate, eligibleCents, resourcesCents }: FinalBasis): FinalAmount {
  const byRateCents = partOf(eligibleCents, rate);
  const balanceCents = Math.max(0, eligibleCents - resourcesCents);
  const finalCents = Math.min(ceilingCents, byRateCents, balanceCents);
  const limit = finalCents === ceilingCents ? 'ceiling' : finalCents === byRateCents ? 'rate' : 'balance';
  return { finalCents, byRateCents, balanceCents, limit };
}

export interface OpenLine {
  paymentId: string;
  allocationId: string;
  openCents: number;
}

/** Lays an amount on lines in their order. */
export function layOn(amountCents: number, lines: readonly OpenLine[]): { paymentId: string; allocationId: string; amountCents: number }[] {
  let rest = amountCents;
  const laid = [];
  for (const { paymentId, allocationId, openCents } of lines) {
    const part = Math.min(rest, openCents);
    if (part > 0) laid.push({ paymentId, allocationId, amountCents: part });
    rest -= Math.max(0, part);
  }
  return laid;
}
