import { parsePartialDate } from '../../../../kernel/dates.ts';
import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { say as sayRegister } from '../../messages.ts';
import type { ImportKind } from '../columns.ts';
import { say } from '../messages.ts';
import type { CellChange } from '../plan.ts';
import type { RunLine } from './queries.ts';

/** The name of one of our columns, for people. */
export function columnInWords(column: string, lang: Lang): string {
  for (const key of [`column.${column}`, `scheme.${column}`]) {
    if (say.has(key)) return say.in(lang)(key);
    if (sayRegister.has(key)) return sayRegister.in(lang)(key);
  }
  return column;
}

/** A cell for people: codes of closed lists and dates in words. */
export function valueInWords(kind: ImportKind, column: string, value: string, lang: Lang): string {
  const date = dates.has(column) ? parsePartialDate(value) : null;
  if (date) return formatDate(date.date, lang, date.precision);
  if (!closedLists.has(column)) return value;
  const list = kind === 'occurrences' && column === 'status' ? 'occurrence' : column === 'retained' ? 'kept' : column;
  const key = `${list}.${value}`;
  if (say.has(key)) return say.in(lang)(key).split(' | ')[0]!;
  return sayRegister.has(key) ? sayRegister.in(lang)(key) : value;
}

const dates = new Set(['from', 'to', 'attested', 'starts_on', 'ends_on']);
const closedLists = new Set(['kind', 'status', 'category', 'certainty', 'measure', 'link', 'language', 'usage', 'scheme', 'retained']);

/** One change: « statut : associé → membre ». */
export function changeInWords(kind: ImportKind, { column, before, after }: CellChange, lang: Lang): string {
  const t = say.in(lang);
  const word = (value: string | null) => (value === null ? t('change.empty') : valueInWords(kind, column, value, lang));
  return before === null && after !== null
    ? t('change.given', { column: columnInWords(column, lang), after: word(after) })
    : t('change.changed', { column: columnInWords(column, lang), before: word(before), after: word(after) });
}

/** What an entry says: the reason of a refusal, or what is written. */
export function lineInWords(kind: ImportKind, line: RunLine, lang: Lang): string[] {
  if (line.reason)
    return [
      line.column
        ? say.in(lang)('line.inColumn', { column: columnInWords(line.column, lang), reason: inLang(line.reason, lang) })
        : inLang(line.reason, lang),
    ];
  return (line.changes ?? []).map((change) => changeInWords(kind, change, lang));
}
