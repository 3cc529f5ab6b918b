import type { SettledYear } from '../ledger/rules.ts';

/** A year of which something is owed past its day. */
export interface OverdueYear {
  year: number;
  dueOn: Temporal.PlainDate;
  openCents: number;
}

/** The years that are late on a day, by the day on which each fell due: what is due that very day is not late yet. */
export function overdueOn(years: readonly SettledYear[], on: Temporal.PlainDate): OverdueYear[] {
  return years
    .flatMap(({ year, dueOn, open }) =>
      open > 0 && dueOn && Temporal.PlainDate.compare(dueOn, on) < 0 ? [{ year, dueOn, openCents: open }] : [],
    )
    .toSorted((one, other) => Temporal.PlainDate.compare(one.dueOn, other.dueOn));
}

/** A head of a party, as far as its debts are concerned. */
export interface Term {
  from: Temporal.PlainDate | null;
  /** The first day on which they are no longer in office. */
  to: Temporal.PlainDate | null;
}

/** Who was in office on a day; null where the register does not know. */
export function inOfficeOn<T extends Term>(terms: readonly T[], day: Temporal.PlainDate): T | null {
  return (
    terms.find(
      ({ from, to }) => (!from || Temporal.PlainDate.compare(from, day) <= 0) && (!to || Temporal.PlainDate.compare(day, to) < 0),
    ) ?? null
  );
}
