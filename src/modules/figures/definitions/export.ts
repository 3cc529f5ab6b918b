import type { Catalogue } from '../../../kernel/catalogue.ts';
import type { ExportColumn, ExportRow } from '../../../kernel/export/index.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import type { CountedRow } from '../evaluation/recompute.ts';
import { say } from '../messages.ts';
import { attributeInWords, attributeName, shownAttributes } from '../views/words.ts';
import type { FigureEvaluation } from './queries.ts';

/** The rows behind a figure as a table to take away: those that count, then those left out with their reason. */
export function figureTable(
  { version, rows, excluded }: FigureEvaluation,
  catalogue: Catalogue,
  lang: Lang,
): { columns: ExportColumn[]; rows: ExportRow[] } {
  const { expression } = version.reading;
  const collection = catalogue.collections.get(expression.collection);
  const attributes = shownAttributes(collection, expression, rows);
  const numeric = (name: string) =>
    collection !== undefined && (name in collection.measures || collection.dimensions[name]?.type === 'number');
  const toRow = (row: CountedRow & { reason?: string }): ExportRow => ({
    label: inLang(row.label, lang),
    ...Object.fromEntries(
      attributes.map((name) => [name, numeric(name) ? row.values[name] : attributeInWords(collection, name, row.values[name], lang)]),
    ),
    certainty: row.certainty,
    source: row.source,
    excluded: row.reason ? say.in(lang)(`reason.short.${row.reason}` as 'reason.short.noDate') : null,
    id: row.id,
  });
  return {
    columns: [
      { key: 'label', label: say.later('column.row'), type: 'text' },
      ...attributes.map((name): ExportColumn => ({
        key: name,
        label: (lang) => attributeName(collection, name, lang),
        type: numeric(name) ? 'number' : 'text',
      })),
      { key: 'certainty', label: say.later('column.certainty'), type: 'text' },
      { key: 'source', label: say.later('column.source'), type: 'text' },
      { key: 'excluded', label: say.later('column.excluded'), type: 'text' },
      { key: 'id', label: say.later('column.id'), type: 'text' },
    ],
    rows: [...rows, ...excluded].map(toRow),
  };
}
