import { formatPartialDate } from '../../../kernel/dates.ts';
import type { Export } from '../../../kernel/export/index.ts';
import type { Precision } from '../../../kernel/i18n/format.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { factCells, factColumns } from '../facts/export.ts';
import { occurrenceName, partyLabel } from '../facts/in-words.ts';
import type { HeldFact } from '../facts/read.ts';
import { say } from '../messages.ts';
import type { SeriesDossier } from './queries.ts';

/** The events of a series as a file: every version of each, the one of the day marked. */
export function exportSeries({ events, refs }: SeriesDossier, lang: Lang): Pick<Export, 'columns' | 'rows'> {
  const t = say.in(lang);
  const text = (key: string, label: Parameters<typeof say.later>[0]) => ({ key, label: say.later(label), type: 'text' }) as const;
  const row = (slug: string, fact: HeldFact, current: boolean) => ({
    event: slug,
    number: fact.row['number'],
    name: occurrenceName(fact.row, lang),
    starts_on: dateText(fact.row['starts_on'], fact.row['date_precision'] as Precision),
    ends_on: dateText(fact.row['ends_on'], 'day'),
    place: fact.row['place'],
    state: fact.row['state_id'] ? partyLabel(refs, fact.row['state_id'], lang) : null,
    status: t(`occurrence.${fact.row['status']}` as 'occurrence.held'),
    current,
    ...factCells(fact, refs, lang),
  });
  return {
    columns: [
      text('event', 'export.slug'),
      { key: 'number', label: say.later('series.number'), type: 'number' },
      text('name', 'column.name'),
      text('starts_on', 'column.starts_on'),
      text('ends_on', 'column.ends_on'),
      text('place', 'column.place'),
      text('state', 'column.state_id'),
      text('status', 'column.state'),
      { key: 'current', label: say.later('export.current'), type: 'number' },
      ...factColumns,
    ],
    rows: events.flatMap(({ slug, current, others }) => [
      ...(current ? [row(slug, current, true)] : []),
      ...others.map((one) => row(slug, one, false)),
    ]),
  };
}

function dateText(value: unknown, precision: Precision): string | null {
  return typeof value === 'string' ? formatPartialDate({ date: Temporal.PlainDate.from(value), precision }) : null;
}
