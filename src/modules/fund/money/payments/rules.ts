import type { PaymentState, PaymentStep } from './schema.ts';

/** The life of a payment. One that is returned is over: another is requested. */
export const paymentLife: readonly { from: PaymentState | null; to: PaymentState }[] = [
  { from: null, to: 'requested' },
  { from: 'requested', to: 'verified' },
  { from: 'verified', to: 'approved' },
  { from: 'approved', to: 'ordered' },
  { from: 'ordered', to: 'executed' },
  ...(['requested', 'verified', 'approved', 'ordered'] as const).map((from) => ({ from, to: 'returned' as const })),
];

/** What comes next, where something does. */
export function nextState(state: PaymentState): Exclude<PaymentState, 'requested' | 'returned'> | null {
  const next = paymentLife.find((one) => one.from === state && one.to !== 'returned')?.to;
  return next && next !== 'requested' && next !== 'returned' ? next : null;
}

/** Why someone may not bring a payment to a state, whatever their role; null where they may. */
export function conflictOf(
  steps: readonly Pick<PaymentStep, 'state' | 'byId'>[],
  to: PaymentState,
  byId: string,
): 'neighbour' | 'prepared' | null {
  if (to === 'returned') return null;
  // Who approves neither requested nor verified it: a payment is not prepared and approved by one person.
  if (to === 'approved' && steps.some((one) => one.byId === byId)) return 'prepared';
  return steps.at(-1)?.byId === byId ? 'neighbour' : null;
}

/** Money of an allocation that no payment takes yet. */
export interface FreeMoney {
  allocationId: string;
  freeCents: number;
}

/** Out of what a payment is made: the first allocations first. `missing` is what none of them holds. */
export function laySources(
  amountCents: number,
  free: readonly FreeMoney[],
): { sources: { allocationId: string; amountCents: number }[]; missing: number } {
  let missing = amountCents;
  const sources = [];
  for (const { allocationId, freeCents } of free) {
    const laid = Math.min(missing, freeCents);
    if (laid > 0) sources.push({ allocationId, amountCents: laid });
    missing -= Math.max(0, laid);
  }
  return { sources, missing };
}
