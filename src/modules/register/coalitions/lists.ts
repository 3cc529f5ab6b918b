import type { Lang } from '../../../kernel/i18n/lang.ts';
import { arrangeSeats, seatSorts, type SeatSort } from '../institutions/lists.ts';
import type { PartyKind, StatusValue } from '../vocabulary.ts';
import { statuses } from '../vocabulary.ts';
import type { Supporter } from './queries.ts';

/** What the supporters of a coalition may be narrowed to: `any` and `none` are about having a status in the institution compared with. */
export interface SupportFilters {
  kind?: PartyKind | undefined;
  status?: StatusValue | 'any' | 'none' | undefined;
}
export const supportStatuses = ['any', 'none', ...statuses] as const;
export const supportSorts = seatSorts;
export type SupportSort = SeatSort;

/** The supporters that pass the filters, in order. */
export function arrangeSupport(supporters: readonly Supporter[], filters: SupportFilters, sort: SupportSort, lang: Lang): Supporter[] {
  const kept = supporters.filter(
    ({ seat }) =>
      !filters.status || (filters.status === 'any' ? seat !== null : filters.status === 'none' ? seat === null : seat === filters.status),
  );
  const seats = new Map(kept.map((one) => [one.fact.factId, one]));
  const arranged = arrangeSeats(
    kept,
    { kind: filters.kind },
    sort.key === 'status' ? { key: 'name', direction: 'ascending' } : sort,
    lang,
  ).map((one) => seats.get(one.fact.factId)!);
  if (sort.key !== 'status') return arranged;
  const rank = ({ seat }: Supporter) => (seat ? statuses.indexOf(seat) : statuses.length);
  const turn = sort.direction === 'ascending' ? 1 : -1;
  return arranged.toSorted((a, b) => turn * (rank(a) - rank(b)));
}
