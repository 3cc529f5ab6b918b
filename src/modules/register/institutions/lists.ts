import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import { type PartyKind, partyKinds, type StatusValue, statuses } from '../vocabulary.ts';
import type { Seat } from './queries.ts';

/** What a composition may be narrowed to, as its address says. */
export interface SeatFilters {
  kind?: PartyKind | undefined;
  status?: StatusValue | undefined;
}

export const seatSorts = ['name', 'kind', 'status', 'since'] as const;
export interface SeatSort {
  key: (typeof seatSorts)[number];
  direction: 'ascending' | 'descending';
}

/** The seats that pass the filters, in order: those whose start is not known come last, names settle what is equal. */
export function arrangeSeats(seats: readonly Seat[], filters: SeatFilters, sort: SeatSort, lang: Lang): Seat[] {
  const { compare } = collator(lang);
  const byName = (a: Seat, b: Seat) => compare(inLang(a.party.name, lang), inLang(b.party.name, lang));
  const orders: Record<SeatSort['key'], (a: Seat, b: Seat) => number> = {
    name: byName,
    kind: (a, b) => partyKinds.indexOf(a.party.kind as PartyKind) - partyKinds.indexOf(b.party.kind as PartyKind),
    status: (a, b) => statuses.indexOf(a.fact.row['status'] as StatusValue) - statuses.indexOf(b.fact.row['status'] as StatusValue),
    since: (a, b) => Temporal.PlainDate.compare(a.fact.span.from!.date, b.fact.span.from!.date),
  };
  const turn = sort.direction === 'ascending' ? 1 : -1;
  const undatedLast = (a: Seat, b: Seat) => (sort.key === 'since' ? Number(!a.fact.span.from) - Number(!b.fact.span.from) : 0);
  const bothDated = (a: Seat, b: Seat) => sort.key !== 'since' || (a.fact.span.from !== null && b.fact.span.from !== null);
  return seats
    .filter(
      ({ party, fact }) => (!filters.kind || party.kind === filters.kind) && (!filters.status || fact.row['status'] === filters.status),
    )
    .toSorted((a, b) => undatedLast(a, b) || (bothDated(a, b) ? turn * orders[sort.key](a, b) : 0) || byName(a, b));
}
