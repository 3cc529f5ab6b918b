import type { Act } from '../../../../kernel/act.ts';
import type { At } from '../../../../kernel/collections.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import type { ExportColumn, ExportRow } from '../../../../kernel/export/index.ts';
import { collator } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { findPartiesById, listStatuses, type PartyRef } from '../../../register/index.ts';
import { findNetwork } from '../../standing/network.ts';
import { listAccounts } from '../ledger/queries.ts';
import { ageInYears } from '../ledger/rules.ts';
import { say } from '../messages.ts';
import { accountCurrency } from '../money/rules.ts';
import { mayReadDues } from '../policy.ts';
import { type ArrearsByMandate, findArrearsByMandate } from './by-mandate.ts';

/** The account of a party in the list of dues. */
export interface AccountLine {
  party: PartyRef;
  arrears: ArrearsByMandate;
  lateCents: number;
  creditCents: number;
  since: Temporal.PlainDate | null;
  /** Of the oldest year: 1 for less than a year, then 2, then 3 for whatever is older. */
  age: 1 | 2 | 3 | null;
}

export const accountStates = ['late', 'settled', 'credit'] as const;
export interface AccountFilter {
  state?: (typeof accountStates)[number] | undefined;
  age?: 1 | 2 | 3 | undefined;
  words?: string | undefined;
}

export const accountSorts = ['name', 'late', 'since', 'inherited'] as const;
export interface AccountSort {
  key: (typeof accountSorts)[number];
  direction: 'ascending' | 'descending';
}

/** What is late by the age of each due, what is held in credit: sums over every account. */
export interface Totals {
  lateCents: number;
  creditCents: number;
  accounts: number;
  late: number;
  ages: Record<1 | 2 | 3, number>;
}

/** The accounts of all members of the day, and of whoever else has entries. @throws Forbidden */
export async function listAccountLines(act: Act, at: At): Promise<AccountLine[]> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const network = await findNetwork(act.db, at);
  const statuses = network ? await listStatuses(act.db, network.id, at, { current: true }) : [];
  const members = statuses.filter((one) => one.status !== 'withdrawn').map((one) => one.partyId);
  const ids = [...new Set([...members, ...(await listAccounts(act.db, at.on))])];
  const parties = await findPartiesById(act.db, ids, at);
  const arrears = await findArrearsByMandate(act.db, at, ids);
  return ids.map((id) => toLine(parties.get(id)!, arrears.get(id)!, at.on));
}

/** Sums over the accounts given. */
export function totalsOf(lines: readonly AccountLine[], on: Temporal.PlainDate): Totals {
  const ages = { 1: 0, 2: 0, 3: 0 };
  for (const year of lines.flatMap((one) => one.arrears.years)) ages[ageClass(year.dueOn, on)] += year.openCents;
  return {
    lateCents: lines.reduce((sum, one) => sum + one.lateCents, 0),
    creditCents: lines.reduce((sum, one) => sum + one.creditCents, 0),
    accounts: lines.length,
    late: lines.filter((one) => one.lateCents > 0).length,
    ages,
  };
}

/** The accounts that pass the filter, in order. */
export function arrangeAccounts(lines: readonly AccountLine[], filter: AccountFilter, sort: AccountSort, lang: Lang): AccountLine[] {
  const { compare } = collator(lang);
  const byName = (a: AccountLine, b: AccountLine) => compare(inLang(a.party.name, lang), inLang(b.party.name, lang));
  const dayOf = (one: AccountLine) => one.since?.toString() ?? '9999';
  const orders: Record<AccountSort['key'], (a: AccountLine, b: AccountLine) => number> = {
    name: byName,
    late: (a, b) => a.lateCents - b.lateCents,
    since: (a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0),
    inherited: (a, b) => inheritedCents(a) - inheritedCents(b),
  };
  const turn = sort.direction === 'ascending' ? 1 : -1;
  const words = fold(filter.words ?? '');
  return lines
    .filter((one) => !words || fold(inLang(one.party.name, lang)).includes(words))
    .filter((one) => !filter.age || one.age === filter.age)
    .filter((one) => !filter.state || stateOf(one) === filter.state)
    .toSorted((a, b) => turn * orders[sort.key](a, b) || byName(a, b));
}

/** What the head of today found on coming into office. */
export function inheritedCents({ arrears }: AccountLine): number {
  return arrears.inherited?.totalCents ?? 0;
}

export function stateOf({ lateCents, creditCents }: AccountLine): (typeof accountStates)[number] {
  return lateCents > 0 ? 'late' : creditCents > 0 ? 'credit' : 'settled';
}

export const accountColumns: ExportColumn[] = [
  { key: 'party', label: () => 'party', type: 'text' },
  { key: 'name', label: say.later('column.member'), type: 'text' },
  { key: 'late', label: say.later('column.late'), type: 'number' },
  { key: 'years', label: say.later('column.years'), type: 'text' },
  { key: 'since', label: say.later('column.since'), type: 'date' },
  { key: 'credit', label: say.later('account.credit'), type: 'number' },
  { key: 'currency', label: say.later('column.currency'), type: 'text' },
  { key: 'head', label: say.later('column.head'), type: 'text' },
  { key: 'headSince', label: say.later('column.headSince'), type: 'date' },
  { key: 'inherited', label: say.later('column.inherited'), type: 'number' },
  { key: 'remindersBefore', label: say.later('column.remindersBefore'), type: 'number' },
  { key: 'remindersSince', label: say.later('column.remindersSince'), type: 'number' },
];

export function accountRow(line: AccountLine, lang: Lang): ExportRow {
  const { inherited, years } = line.arrears;
  return {
    party: line.party.slug,
    name: inLang(line.party.name, lang),
    late: line.lateCents / 100,
    years: years.map((one) => one.year).join(' '),
    since: line.since,
    credit: line.creditCents / 100,
    currency: accountCurrency,
    head: inherited?.head.mandate.person.name,
    headSince: inherited?.since,
    inherited: inherited ? inherited.totalCents / 100 : null,
    remindersBefore: inherited?.remindersBefore,
    remindersSince: inherited?.remindersSince,
  };
}

function toLine(party: PartyRef, arrears: ArrearsByMandate, on: Temporal.PlainDate): AccountLine {
  const since = arrears.years[0]?.dueOn ?? null;
  return {
    party,
    arrears,
    lateCents: arrears.totalCents,
    creditCents: arrears.creditCents,
    since,
    age: since && ageClass(since, on),
  };
}

function ageClass(dueOn: Temporal.PlainDate, on: Temporal.PlainDate): 1 | 2 | 3 {
  return Math.min(3, ageInYears(dueOn, on)) as 1 | 2 | 3;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
