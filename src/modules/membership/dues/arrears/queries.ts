import type { At } from '../../../../kernel/collections.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { formatDate } from '../../../../kernel/i18n/format.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { findOpenAccounts } from '../ledger/queries.ts';
import { say } from '../messages.ts';
import { formatMoney } from '../money/fields.ts';
import { accountCurrency } from '../money/rules.ts';
import { overdueOn, type OverdueYear } from './rules.ts';

/** What a party owes on a day and should have paid before it, with the sentence that says so. */
export interface Arrears {
  partyId: string;
  /** The earliest first; none where nothing is late. */
  years: OverdueYear[];
  /** In hundredths of `currency`. */
  totalCents: number;
  currency: string;
  /** The day on which the oldest of it fell due. */
  since: Temporal.PlainDate | null;
  why: Message;
}

/**
 * What these parties have left unpaid past its day, by year. Every one of them has its line, those that owe nothing too:
 * `years` is then empty. What was booked after the day, or written after the revision, does not count.
 */
export async function findArrears(db: Db, at: At, partyIds: readonly string[]): Promise<Map<string, Arrears>> {
  const open = await findOpenAccounts(db, at, partyIds);
  return new Map(partyIds.map((partyId) => [partyId, toArrears(partyId, overdueOn(open.get(partyId)!.now.years, at.on))]));
}

function toArrears(partyId: string, years: OverdueYear[]): Arrears {
  const totalCents = years.reduce((sum, one) => sum + one.openCents, 0);
  const since = years[0]?.dueOn ?? null;
  return {
    partyId,
    years,
    totalCents,
    currency: accountCurrency,
    since,
    why: (lang) =>
      since
        ? say.in(lang)('arrears.why', {
            count: years.length,
            years: inWords(years.map((one) => one.year)),
            amount: formatMoney(totalCents, lang),
            since: formatDate(since, lang),
          })
        : say.in(lang)('arrears.none'),
  };
}

/** `2014–2017, 2019`. */
function inWords(years: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const year of years.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && year <= last[1] + 1) last[1] = year;
    else runs.push([year, year]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
}
