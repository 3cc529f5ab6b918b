import { formatPartialDate, type PartialDate } from '../../../kernel/dates.ts';
import type { ExportColumn, ExportRow } from '../../../kernel/export/index.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import type { AskedDay } from '../asked-day.ts';
import { say } from '../messages.ts';
import type { HeldFact } from './read.ts';
import type { Refs } from './refs.ts';

/** What every fact says of itself in a file: its dates as precise as they are known, its certainty, its whole source. */
export const factColumns: readonly ExportColumn[] = [
  { key: 'since', label: say.later('column.since'), type: 'text' },
  { key: 'until', label: say.later('form.to'), type: 'text' },
  { key: 'attested', label: say.later('form.attested'), type: 'text' },
  { key: 'certainty', label: say.later('column.certainty'), type: 'text' },
  { key: 'source', label: say.later('fact.source'), type: 'text' },
  { key: 'source_url', label: say.later('form.sourceUrl'), type: 'text' },
];

/** The cells of `factColumns`. */
export function factCells(fact: HeldFact, refs: Refs, lang: Lang): ExportRow {
  const source = refs.sources.get(fact.sourceId);
  return {
    since: dateText(fact.span.from),
    until: dateText(fact.span.to),
    attested: dateText(fact.span.attestedFrom),
    certainty: say.in(lang)(`certainty.${fact.certainty}`),
    source: source?.title,
    source_url: source?.url,
  };
}

/** The name of a file: what it lists, and the day: `oif-2025-11-19`. */
export function fileName(subject: string, { at }: AskedDay): string {
  return `${subject}-${at.on.toString()}`;
}

function dateText(date: PartialDate | null): string | null {
  return date && formatPartialDate(date);
}
