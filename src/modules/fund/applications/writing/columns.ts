import type { Localized } from '../../../../kernel/i18n/lang.ts';
import type { SimpleQuestion } from '../../calls/forms/views/question-field.tsx';
import type { Question } from '../../calls/forms/definition.ts';
import { budgetCategories, fundingStates, payers } from '../content/budget.ts';
import { resultLevels } from '../content/framework.ts';
import { riskLevels } from '../content/parts.ts';
import { purposes } from '../../purposes/purposes.ts';
import { say } from '../messages.ts';

/** A table of a dossier as a form draws it: each cell is a question. */
export interface RowGroup {
  group: string;
  title: Localized;
  columns: SimpleQuestion[];
  /** What may be chosen in a cell as one types: anything else may be typed. */
  suggestions?: { cell: string; among: readonly Localized[] };
}

/** What rows may name, of what is written or known elsewhere. */
export interface RowChoices {
  years: readonly number[];
  results: readonly { id: string; text: string }[];
  themes: readonly { code: string; name: Localized }[];
}

/** Purposes as they are chosen: the code, then its name, so that a word of either finds it. */
const namedPurposes = purposes.map(({ code, name }) => ({ fr: `${code} ${name.fr}`, en: `${code} ${name.en}` }));

/** The tables that a question is answered by; none where it is answered otherwise. */
export function rowGroupsOf(question: Question, choices: RowChoices): RowGroup[] {
  switch (question.kind) {
    case 'table':
      return [{ group: question.key, title: question.label, columns: question.columns }];
    case 'places':
      return [groupOf('places', [text('name'), { ...text('party'), kind: 'party' }, number('latitude', 6), number('longitude', 6)])];
    case 'sectors':
      return [
        {
          ...groupOf('sectors', [
            // The network's themes are entered by the secretariat: until then there are the DAC's codes.
            ...(choices.themes.length > 0
              ? [
                  choice(
                    'theme',
                    choices.themes.map(({ code, name }) => ({ value: code, label: both(name) })),
                  ),
                ]
              : []),
            text('purpose'),
            number('share', 2),
          ]),
          suggestions: { cell: 'purpose', among: namedPurposes },
        },
      ];
    case 'budget':
      return [
        groupOf('budget', [
          text('label'),
          choice('category', worded('category', budgetCategories)),
          number('quantity', 6),
          text('unit'),
          money('unitCost'),
          choice('paidBy', worded('payer', payers)),
        ]),
        groupOf('budget-funding', [
          text('name'),
          { ...text('party'), kind: 'party' },
          money('amount'),
          choice('inKind', worded('yesNo', ['no', 'yes'])),
          choice('state', worded('funding', fundingStates)),
        ]),
      ];
    case 'framework': {
      const results = choices.results.map(({ id, text }) => ({ value: id, label: { fr: text, en: text } }));
      const counts = (cell: string) => [cell, `${cell}-women`, `${cell}-men`].map((one) => number(one, 6));
      return [
        groupOf('framework-results', [area('text', 2), choice('level', worded('level', resultLevels)), choice('parent', results)]),
        groupOf('framework-indicators', [
          text('name'),
          choice('result', results),
          text('unit'),
          choice('bySex', worded('yesNo', ['yes', 'no'])),
          ...counts('baseline'),
          ...choices.years.flatMap((year) => counts(`target-${year}`)),
          text('source'),
        ]),
      ];
    }
    case 'risks':
      return [
        groupOf('risks', [
          area('text', 2),
          choice('likelihood', worded('risk', riskLevels)),
          choice('impact', worded('risk', riskLevels)),
          area('response', 2),
        ]),
      ];
    default:
      return [];
  }
}

/** What a cell of a table is called: « Coût unitaire », « Cible 2028, femmes ». */
export function cellLabel(group: string, cell: string): Localized {
  const target = /^(baseline|target-(\d{4}))(?:-(women|men))?$/.exec(cell);
  const sentence = (lang: 'fr' | 'en') => {
    const t = say.in(lang);
    if (target)
      return t(`count.${target[3] === undefined ? 'total' : (target[3] as 'women' | 'men')}`, {
        what: target[2] ? t('count.target', { year: target[2] }) : t('count.baseline'),
      });
    const key = `cell.${group}.${cell}`;
    return say.has(key) ? t(key) : cell;
  };
  return { fr: sentence('fr'), en: sentence('en') };
}

function groupOf(group: string, columns: SimpleQuestion[]): RowGroup {
  const named = columns.map((column) => ({ ...column, label: both(cellLabel(group, column.key)), ...hintOf(group, column.key) }));
  const key = `group.${group}`;
  return { group, title: { fr: words('fr', key), en: words('en', key) }, columns: named };
}

function hintOf(group: string, cell: string): { hint?: { fr: string; en: string } } {
  const key = `hint.${group}.${cell}`;
  return say.has(key) ? { hint: { fr: words('fr', key), en: words('en', key) } } : {};
}

function words(lang: 'fr' | 'en', key: string): string {
  if (!say.has(key)) throw new Error(`No message « ${key} »`);
  return say.in(lang)(key);
}

function both(name: Localized): { fr: string; en: string } {
  return { fr: name.fr, en: name.en ?? name.fr };
}

function worded(prefix: string, values: readonly string[]): { value: string; label: { fr: string; en: string } }[] {
  return values.map((value) => ({ value, label: { fr: words('fr', `${prefix}.${value}`), en: words('en', `${prefix}.${value}`) } }));
}

const unnamed = { fr: '', en: '' };
// Every cell is drawn as asked: whether one may be left empty depends on the others, and is said when the dossier is checked.
const common = { label: unnamed, required: true } as const;
const text = (key: string): SimpleQuestion => ({ ...common, kind: 'text', key, rows: 1, most: 500 });
const area = (key: string, rows: number): SimpleQuestion => ({ ...common, kind: 'text', key, rows, most: 2000 });
const number = (key: string, decimals: number): SimpleQuestion => ({ ...common, kind: 'number', key, decimals });
const money = (key: string): SimpleQuestion => ({ ...common, kind: 'money', key });
const choice = (key: string, options: { value: string; label: { fr: string; en: string } }[]): SimpleQuestion => ({
  ...common,
  kind: 'choice',
  key,
  several: false,
  options,
});
