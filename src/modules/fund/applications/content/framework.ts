import { type Pieces, rowsOf } from './pieces.ts';
import { readNumber, type Report } from './values.ts';

/** What a project changes, from what it does at once to what it is for. */
export const resultLevels = ['immediate', 'intermediate', 'ultimate'] as const;
export type ResultLevel = (typeof resultLevels)[number];

export interface Result {
  id: string;
  level: ResultLevel;
  /** The result of the level above that it leads to; none for the ultimate ones. */
  parentId: string | null;
  text: string;
}

/** A quantity, with the part of women and of men where it is told by sex. */
export interface Count {
  total: number | null;
  women: number | null;
  men: number | null;
}

export interface Indicator {
  id: string;
  resultId: string;
  name: string;
  unit: string;
  /** Told by sex: so by default. */
  bySex: boolean;
  baseline: Count;
  /** What is aimed at by the end of each year. */
  targets: ({ year: number } & Count)[];
  /** Where it will be read. */
  source: string;
}

/** The *cadre de rendement* of a dossier. */
export interface Framework {
  results: Result[];
  indicators: Indicator[];
}

/** The years of a period of days, `2026-05-01` to `2028-04-30`: 2026, 2027, 2028. At most ten. */
export function yearsOf(period: { from: string; to: string } | null): number[] {
  if (!period) return [];
  const [first, last] = [Number(period.from.slice(0, 4)), Number(period.to.slice(0, 4))];
  return Array.from({ length: Math.min(10, Math.max(0, last - first + 1)) }, (_, index) => first + index);
}

/** Reads a performance framework, and says what it lacks: each result leads somewhere and is measured. */
export function readFramework(pieces: Pieces, years: readonly number[], report: Report): Framework {
  const results = rowsOf(pieces, 'framework-results').map((row): Result => {
    const { level = '', parent = '', text = '' } = row.cells;
    if (!text) report({ path: `framework-results/${row.id}/text`, code: 'required' });
    const known = resultLevels.find((one) => one === level);
    if (!known) report({ path: `framework-results/${row.id}/level`, code: 'resultLevel' });
    return { id: row.id, level: known ?? 'immediate', parentId: known === 'ultimate' ? null : parent || null, text };
  });
  for (const level of resultLevels)
    if (!results.some((one) => one.level === level)) report({ path: 'framework', code: 'noResult', values: { level } });
  for (const one of results) {
    const above = resultLevels[resultLevels.indexOf(one.level) + 1];
    if (above && !results.some(({ id, level }) => id === one.parentId && level === above))
      report({ path: `framework-results/${one.id}/parent`, code: 'resultParent', values: { level: above } });
  }
  const indicators = rowsOf(pieces, 'framework-indicators').map((row) => readIndicator(row.id, row.cells, years, results, report));
  for (const one of results)
    if (one.level !== 'ultimate' && !indicators.some(({ resultId }) => resultId === one.id))
      report({ path: `framework-results/${one.id}/text`, code: 'noIndicator' });
  return { results, indicators };
}

function readIndicator(
  id: string,
  cells: Readonly<Record<string, string>>,
  years: readonly number[],
  results: readonly Result[],
  report: Report,
): Indicator {
  const at = (cell: string) => `framework-indicators/${id}/${cell}`;
  const { result = '', name = '', unit = '', source = '' } = cells;
  if (!name) report({ path: at('name'), code: 'required' });
  if (!unit) report({ path: at('unit'), code: 'required' });
  if (!source) report({ path: at('source'), code: 'required' });
  if (!results.some((one) => one.id === result)) report({ path: at('result'), code: 'indicatorResult' });
  const bySex = cells['bySex'] !== 'no';
  const count = (cell: string): Count => {
    const part = (suffix: string): number | null => {
      const text = cells[cell + suffix] ?? '';
      const number = readNumber(text);
      if (text && number === null) report({ path: at(cell + suffix), code: 'number' });
      return number;
    };
    const [total, women, men] = [part(''), bySex ? part('-women') : null, bySex ? part('-men') : null];
    // A rate of women and a rate of men do not add up to a rate.
    const adds = unit !== '%' && total !== null && women !== null && men !== null;
    if (adds && Math.abs(women + men - total) > 1e-9) report({ path: at(cell), code: 'sexTotal', values: { women, men, total } });
    return { total, women, men };
  };
  const baseline = count('baseline');
  if (!cells['baseline']) report({ path: at('baseline'), code: 'required' });
  const targets = years.map((year) => ({ year, ...count(`target-${year}`) }));
  const last = years.at(-1);
  if (last && !cells[`target-${last}`]) report({ path: at(`target-${last}`), code: 'target', values: { year: String(last) } });
  if (last && bySex)
    for (const sex of ['women', 'men'])
      if (!cells[`target-${last}-${sex}`]) report({ path: at(`target-${last}-${sex}`), code: 'required' });
  return { id, resultId: result, name, unit, bySex, baseline, targets, source };
}
