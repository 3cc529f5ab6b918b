import type { At } from '../../../../kernel/collections.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { listMandates, type Mandate } from '../../../register/index.ts';
import { findOpenAccounts } from '../ledger/queries.ts';
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
  years: YearByHead[];
  totalCents: number;
  /** Paid and owed to nobody yet. */
  creditCents: number;
  /** Null without a head today, or without the day on which they came in. */
  inherited: Inheritance | null;
}

/**
 * What each of these parties owes past its day, with the head under whom each year fell due, and what its present head
 * inherited: the same few statements whatever the number of parties.
 */
export async function findArrearsByMandate(db: Db, at: At, partyIds: readonly string[]): Promise<Map<string, ArrearsByMandate>> {
  const mandates = Map.groupBy(await listMandates(db, at, { partyIds }), (one) => one.partyId);
  const terms = new Map(partyIds.map((partyId) => [partyId, (mandates.get(partyId) ?? []).map(toTerm)]));
  const heads = new Map(
    partyIds.flatMap((partyId) => {
      const head = inOfficeOn(terms.get(partyId)!, at.on);
      return head?.from ? [[partyId, { head, since: head.from }] as const] : [];
    }),
  );
  const accounts = await findOpenAccounts(db, at, partyIds, new Map([...heads].map(([partyId, { since }]) => [partyId, since])));
  const reminders = await listReminderDays(db, at, partyIds);
  return new Map(
    partyIds.map((partyId) => {
      const { now, earlier } = accounts.get(partyId)!;
      const years = overdueOn(now.years, at.on).map((one) => ({ ...one, head: inOfficeOn(terms.get(partyId)!, one.dueOn) }));
      const present = heads.get(partyId);
      const inherited = present ? inherit(present, overdueOn(earlier.years, present.since), years, reminders.get(partyId) ?? []) : null;
      return [partyId, { partyId, years, totalCents: sum(years), creditCents: now.credit, inherited }];
    }),
  );
}

function inherit(
  { head, since }: { head: HeadTerm; since: Temporal.PlainDate },
  years: OverdueYear[],
  now: readonly OverdueYear[],
  reminders: readonly Temporal.PlainDate[],
): Inheritance {
  const found = new Set(years.map((one) => one.year));
  const before = reminders.filter((day) => Temporal.PlainDate.compare(day, since) < 0).length;
  return {
    head,
    since,
    years,
    totalCents: sum(years),
    stillCents: sum(now.filter((one) => found.has(one.year))),
    remindersBefore: before,
    remindersSince: reminders.length - before,
  };
}

function toTerm(mandate: Mandate): HeadTerm {
  return { mandate, from: mandate.from?.date ?? null, to: mandate.to?.date ?? null };
}

function sum(years: readonly OverdueYear[]): number {
  return years.reduce((total, one) => total + one.openCents, 0);
}
