import type { Account, EntryKind } from '../vocabulary.ts';

/** The two accounts of an entry of each kind, in the direction that adds to it; an exchange difference goes either way. */
export const sides: Record<Exclude<EntryKind, 'reversal' | 'exchange'>, { debit: Account; credit: Account }> = {
  call: { debit: 'member', credit: 'dues' },
  entry_fee: { debit: 'member', credit: 'entry_fees' },
  voluntary: { debit: 'member', credit: 'voluntary' },
  payment: { debit: 'bank', credit: 'member' },
  waiver: { debit: 'waivers', credit: 'member' },
  refund: { debit: 'member', credit: 'bank' },
};

/** What an entry adds to what its member owes: above zero for a call, below for a payment. */
export function effectOn({ debit, amountCents }: { debit: Account; amountCents: number }): number {
  return debit === 'member' ? amountCents : -amountCents;
}

/** What one member owes for one year, or has paid too much (below zero); `year` is null for what names none. */
export interface YearBalance {
  year: number | null;
  netCents: number;
  /** The day on which it falls due. */
  dueOn: Temporal.PlainDate | null;
}

/** What it was asked, paid and was let off for that year, reversals taken off. */
export interface YearSums extends YearBalance {
  charged: number;
  paid: number;
  waived: number;
}

/** A year once every payment is laid on what is owed. */
export type SettledYear<Year extends YearBalance = YearBalance> = Year & {
  year: number;
  /** Still owed. */
  open: number;
};

export interface Settlement<Year extends YearBalance = YearBalance> {
  /** The earliest first. */
  years: SettledYear<Year>[];
  /** What names no year; null where nothing does. */
  unnamed: Year | null;
  /** Paid and owed to nobody yet: it will go to the next call. */
  credit: number;
  /** What is open, less the credit: the sum of all entries. */
  balance: number;
}

/**
 * Lays payments on years. A payment that names its year goes to that year; what is left of it, and what names none, goes
 * to the oldest year still open, then to the next: the rule of law where nothing else is agreed. A year that balances may be
 * left out: it changes nothing of the others.
 */
export function settle<Year extends YearBalance>(balances: readonly Year[]): Settlement<Year> {
  const named = balances.filter((one): one is Year & { year: number } => one.year !== null).toSorted((a, b) => a.year - b.year);
  const unnamed = balances.find((one) => one.year === null) ?? null;
  let pool = unnamed ? -unnamed.netCents : 0;
  for (const one of named) pool += Math.max(0, -one.netCents);
  const years = named.map((one) => {
    const rest = Math.max(0, one.netCents);
    const laid = Math.min(rest, Math.max(0, pool));
    pool -= laid;
    return { ...one, open: rest - laid };
  });
  return { years, unnamed, credit: pool, balance: balances.reduce((sum, one) => sum + one.netCents, 0) };
}

/** A part of what is given back, of the year for which it was paid; null where that named none. */
export interface RefundPart {
  year: number | null;
  cents: number;
}

/**
 * Of which payments an amount is given back: first what names no year, then the latest year. A year gives back what was paid
 * for it and is not owed for it, never what was let off: a call that comes later is then owed in full.
 * @returns parts that make less than the amount where less may be given back
 */
export function partsOfRefund({ years, unnamed, credit }: Settlement<YearSums>, amountCents: number): RefundPart[] {
  let left = Math.min(amountCents, Math.max(0, credit));
  const parts: RefundPart[] = [];
  for (const { year, netCents, paid } of [...(unnamed ? [unnamed] : []), ...years.toReversed()]) {
    const cents = Math.min(left, Math.max(0, Math.min(-netCents, paid)));
    if (cents > 0) parts.push({ year, cents });
    left -= cents;
  }
  return parts;
}

/** How old a debt is on a day, in whole years begun: 1 for what fell due less than a year ago. */
export function ageInYears(dueOn: Temporal.PlainDate, on: Temporal.PlainDate): number {
  return dueOn.until(on, { largestUnit: 'years' }).years + 1;
}
