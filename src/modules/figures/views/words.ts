import type { Catalogue } from '../../../kernel/catalogue.ts';
import type { Collection } from '../../../kernel/collections.ts';
import { parseDay } from '../../../kernel/dates.ts';
import { formatDate, formatNumber } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang, type Localized } from '../../../kernel/i18n/lang.ts';
import type { Expression, Filter } from '../evaluation/expression.ts';
import type { CountedRow } from '../evaluation/recompute.ts';
import { say } from '../messages.ts';

/** A value as a reader sees it: `90`, `37,2032`; a dash where there is none. */
export function formatValue(value: number | null, lang: Lang): string {
  return value === null ? '–' : formatNumber(value, lang, { maximumFractionDigits: 4 });
}

/** A value and its unit: `90 États et gouvernements`, `37,2 %`. */
export function valueInWords(value: number | null, unit: Localized, lang: Lang): string {
  return value === null ? say.in(lang)('value.none') : `${formatValue(value, lang)}\u00a0${inLang(unit, lang)}`;
}

/** A date that a row carries, no finer than it can be known: facts dated to the year or the month begin on its first day. */
export function factDateInWords(text: string, lang: Lang): string {
  const date = parseDay(text);
  if (!date) return text;
  return formatDate(date, lang, text.endsWith('-01-01') ? 'year' : text.endsWith('-01') ? 'month' : 'day');
}

/** What a row says of an attribute, in words. */
export function attributeInWords(
  collection: Collection | undefined,
  name: string,
  value: CountedRow['values'][string] | undefined,
  lang: Lang,
): string {
  if (value === null || value === undefined) return say.in(lang)('attribute.unknown');
  if (typeof value === 'number') return formatNumber(value, lang, { maximumFractionDigits: 4 });
  const dimension = collection?.dimensions[name];
  if (dimension?.type === 'date') return factDateInWords(value, lang);
  const choice = dimension?.choices?.find((one) => one.value === value);
  return choice ? choice.label(lang) : value;
}

/** The attributes worth a column: those on which rows differ. A row's own name, and what all have in common, are not. */
export function shownAttributes(collection: Collection | undefined, expression: Expression, rows: readonly CountedRow[]): string[] {
  const names = Object.keys(rows[0]?.values ?? {});
  return names.filter((name) => {
    if (collection?.dimensions[name]?.type === 'party') return false;
    const onlyOne = expression.where.some((filter) => filter.dimension === name && 'in' in filter && filter.in.length === 1);
    return !onlyOne;
  });
}

/** The name of a dimension or a measure, as the module that holds it says. */
export function attributeName(collection: Collection | undefined, name: string, lang: Lang): string {
  return (collection?.dimensions[name] ?? collection?.measures[name])?.label(lang) ?? name;
}

/** A condition in words: « statut : membre ou associé ». */
export function filterInWords(
  filter: Filter,
  collection: Collection | undefined,
  catalogue: Catalogue,
  parties: ReadonlyMap<string, Localized>,
  lang: Lang,
): string {
  const t = say.in(lang);
  const name = attributeName(collection, filter.dimension, lang);
  const list = (values: readonly string[], type: string | undefined, choices: Collection['dimensions'][string]['choices']) =>
    new Intl.ListFormat(lang, { type: 'disjunction' }).format(
      values.map((value) => {
        const party = type === 'party' ? parties.get(value) : undefined;
        return party ? inLang(party, lang) : (choices?.find((choice) => choice.value === value)?.label(lang) ?? value);
      }),
    );
  if ('party' in filter) {
    const found = catalogue.partyFilters.get(filter.party);
    const parameters = Object.entries(filter.parameters).map(([key, values]) => {
      const parameter = found?.parameters[key];
      return t('filter.is', { name: parameter?.label(lang) ?? key, values: list(values, parameter?.type, parameter?.choices) });
    });
    return t('filter.party', { name, filter: found?.label(lang) ?? filter.party, parameters: parameters.join(' ; ') });
  }
  const dimension = collection?.dimensions[filter.dimension];
  if ('in' in filter) return t('filter.is', { name, values: list(filter.in, dimension?.type, dimension?.choices) });
  const bound = (value: string | undefined) =>
    value === undefined ? '' : dimension?.type === 'date' ? factDateInWords(value, lang) : value;
  const kind = filter.from === undefined ? 'filter.to' : filter.to === undefined ? 'filter.from' : 'filter.between';
  return t(kind, { name, from: bound(filter.from), to: bound(filter.to) });
}

/** How many there are and, where some are not shown, how many are: for captions. */
export function shownOf(count: number, most: number): { count: number; shown: number; hidden: number } {
  const shown = Math.min(count, most);
  return { count, shown, hidden: count - shown };
}
