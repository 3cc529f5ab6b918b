import type { ComponentChildren } from 'preact';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Link, Table, type TableColumn } from '../../../../ui/index.ts';
import { FactActions, FactMarks, HistoryLink, SourceLink } from '../../facts/views/marks.tsx';
import type { Refs } from '../../facts/refs.ts';
import { startInWords } from '../../facts/spans.ts';
import { useRegister } from '../../views/register-context.ts';
import type { Seat } from '../queries.ts';

export interface SeatTableProps<S extends Seat> {
  caption: string;
  seats: S[];
  refs: Refs;
  nameColumn: TableColumn;
  /** What stands between the name and the date. */
  columns: { column: TableColumn; cell: (seat: S) => ComponentChildren }[];
  sinceColumn: TableColumn;
  /** Instead of the start: why a seat is listed apart. */
  since?: (seat: S) => ComponentChildren;
}

/** Parties that have a seat: name, what it is, since when, according to whom. */
export function SeatTable<S extends Seat>({ caption, seats, refs, nameColumn, columns, sinceColumn, since }: SeatTableProps<S>) {
  const { say, lang, partyHref, mayChange } = useRegister();
  return (
    <Table
      caption={caption}
      firstCellIsHeader
      class="seats"
      columns={[
        nameColumn,
        ...columns.map(({ column }) => column),
        sinceColumn,
        { header: say('fact.source') },
        { header: say('fact.historyHeader') },
        ...(mayChange ? [{ header: say('fact.actions') }] : []),
      ]}
      rows={seats.map((seat) => {
        const name = inLang(seat.party.name, lang);
        return [
          <Link href={partyHref(seat.party.slug)}>{name}</Link>,
          ...columns.map(({ cell }) => cell(seat)),
          <>
            {since ? since(seat) : startInWords(seat.fact.span, lang)}
            {since === undefined && <FactMarks fact={seat.fact} />}
          </>,
          <SourceLink source={refs.sources.get(seat.fact.sourceId)} />,
          <HistoryLink fact={seat.fact} />,
          ...(mayChange ? [<FactActions fact={seat.fact} about={name} />] : []),
        ];
      })}
    />
  );
}
