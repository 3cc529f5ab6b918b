import type { Export } from '../../../kernel/export/index.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { factCells, factColumns } from '../facts/export.ts';
import type { Refs } from '../facts/refs.ts';
import { say } from '../messages.ts';
import type { PartyKind, StatusValue } from '../vocabulary.ts';
import type { Seat } from './queries.ts';

/** Which of the page's lists a row stands in. */
export type SeatGroup = 'held' | 'withdrawn' | 'undated' | 'uncertain';

/** The seats of a page as a file, every list of it. `seatOf`: a status that is not the seat's own, beside an endorsement. */
export function exportSeats<S extends Seat>(
  groups: readonly (readonly [SeatGroup, readonly S[]])[],
  refs: Refs,
  lang: Lang,
  seatOf?: (seat: S) => StatusValue | null,
): Pick<Export, 'columns' | 'rows'> {
  const t = say.in(lang);
  const status = seatOf ?? ((seat: S) => seat.fact.row['status'] as StatusValue);
  return {
    columns: [
      { key: 'name', label: say.later('column.name'), type: 'text' },
      { key: 'slug', label: say.later('export.slug'), type: 'text' },
      { key: 'kind', label: say.later('column.kind'), type: 'text' },
      { key: 'status', label: say.later('column.status'), type: 'text' },
      ...(seatOf ? [] : [{ key: 'category', label: say.later('column.category'), type: 'text' } as const]),
      ...factColumns,
      { key: 'list', label: say.later('export.list'), type: 'text' },
    ],
    rows: groups.flatMap(([group, seats]) =>
      seats.map((seat) => {
        const held = status(seat);
        const category = seat.fact.row['category'];
        return {
          name: inLang(seat.party.name, lang),
          slug: seat.party.slug,
          kind: t(`kind.${seat.party.kind as PartyKind}`),
          status: held && t(`status.${held}`),
          category: category ? t(`category.${category}` as 'category.city') : null,
          ...factCells(seat.fact, refs, lang),
          list: t(`export.list.${group}`),
        };
      }),
    ),
  };
}
