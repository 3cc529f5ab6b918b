import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import type { CountedRow } from '../evaluation/recompute.ts';
import type { FigureEvaluation } from './queries.ts';

/** A figure as commands and downloads print it: labels in one language, attributes beside them. */
export function figureAsJson({ version, value, at, knownAt, rows, excluded, alternatives }: FigureEvaluation, lang: Lang) {
  return {
    slug: version.slug,
    name: inLang(version.name, lang),
    version: version.number,
    value,
    unit: inLang(version.unit, lang),
    on: at.on.toString(),
    knownAt: knownAt.toString(),
    revision: at.revision,
    rows: rows.map((row) => rowAsJson(row, lang)),
    excluded: excluded.map((row) => ({ ...rowAsJson(row, lang), reason: row.reason })),
    alternatives: alternatives.map((one) => ({ label: inLang(one.label, lang), value: one.value })),
  };
}

function rowAsJson({ id, label, certainty, source, values, part }: CountedRow, lang: Lang) {
  return { ...values, id, label: inLang(label, lang), certainty, source, ...(part === undefined ? {} : { part }) };
}
