import type { At } from '../../../../kernel/collections.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { listMandates, type Mandate } from '../../../register/index.ts';
import { settleAccounts } from '../ledger/queries.ts';
import type { Settlement } from '../ledger/rules.ts';
import { listReminderDays } from '../reminders/queries.ts';
import { inOfficeOn, overdueOn, type OverdueYear, type Term } from './rules.ts';

/** A head of a party as the register knows them, with the days of their mandate. */
export interface HeadTerm extends Term {
  mandate: Mandate;
}

/** A year that is late, and the head under whom it fell due; null where the register knows of none. */
export interface YearByHead extends OverdueYear {
  head: HeadTerm | null;
}

/** What the present head found on coming into office. */
export interface Inheritance {
  head: HeadTerm;
  since: Temporal.PlainDate;
  /** What was late on that day, as the books say it. */
  years: OverdueYear[];
  totalCents: number;
  /** Of those years, what is still owed today. */
  stillCents: number;
  remindersBefore: number;
  remindersSince: number;
}

export interface ArrearsByMandate {
  partyId: string;
  settlement: Settlement;
  years: YearByHead[];
  totalCents: number;
  /** Null without a head today, or without the day on which they came in. */
  inherited: Inheritance | null;
}

/**
 * What each of these parties owes past its day, with the head under whom each year fell due, and what its present head
 * inherited. Four queries whatever the number of parties.
 */
export async function findArrearsByMandate(db: Db, at: At, partyIds: readonly string[]): Promise<Map<string, ArrearsByMandate>> {
  const mandates = Map.groupBy(await listMandates(db, at, { partyIds }), (one) => one.partyId);
  const settled = await settleAccounts(
    db,
    partyIds.map((partyId) => ({ partyId, on: at.on })),
  );
  const terms = new Map(partyIds.map((partyId) => [partyId, (mandates.get(partyId) ?? []).map(toTerm)]));
  const heads = new Map(
    partyIds.flatMap((partyId) => {
      const head = inOfficeOn(terms.get(partyId)!, at.on);
      return head?.from ? [[partyId, { head, since: head.from }] as const] : [];
    }),
  );
  const then = await settleAccounts(
    db,
    [...heads].map(([partyId, { since }]) => ({ partyId, on: since })),
  );
  const reminders = await listReminderDays(db, partyIds);
  return new Map(
    partyIds.map((partyId) => {
      const settlement = settled.get(partyId)!;
      const years = overdueOn(settlement.years, at.on).map((one) => ({ ...one, head: inOfficeOn(terms.get(partyId)!, one.dueOn) }));
      const present = heads.get(partyId);
      const inherited = present
        ? inherit(present, overdueOn(then.get(partyId)!.years, present.since), years, reminders.get(partyId) ?? [], at.on)
        : null;
      return [partyId, { partyId, settlement, years, totalCents: sum(years), inherited }];
    }),
  );
}

function inherit(
  { head, since }: { head: HeadTerm; since: Temporal.PlainDate },
  years: OverdueYear[],
  now: readonly OverdueYear[],
  reminders: readonly Temporal.PlainDate[],
  on: Temporal.PlainDate,
): Inheritance {
  const found = new Set(years.map((one) => one.year));
  const sent = reminders.filter((day) => Temporal.PlainDate.compare(day, on) <= 0);
  const before = sent.filter((day) => Temporal.PlainDate.compare(day, since) < 0).length;
  return {
    head,
    since,
    years,
    totalCents: sum(years),
    stillCents: sum(now.filter((one) => found.has(one.year))),
    remindersBefore: before,
    remindersSince: sent.length - before,
  };
}

function toTerm(mandate: Mandate): HeadTerm {
  return { mandate, from: mandate.from?.date ?? null, to: mandate.to?.date ?? null };
}

function sum(years: readonly OverdueYear[]): number {
  return years.reduce((total, one) => total + one.openCents, 0);
}
