import { formatNumber } from '../../../kernel/i18n/format.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { formatHedge } from '../reading/hedges.ts';
import { formatNumberWords } from '../reading/number-words.ts';
import type { FigureRun } from './tree.ts';

/** A figure's value and the unit it is counted in. */
export interface FigureValue {
  value: number | null;
  unit: string;
}

/**
 * What the sentence says of a figure, before the words that follow it: `90`, `quatre`, `plus de 20`, `plus de vingt`, `20 %`.
 * A figure without value is « … »: the reading refuses the text.
 */
export function writeFigure({ directive, said }: FigureRun, { value, unit }: FigureValue, lang: Lang): string {
  const { hedge, n, form } = directive;
  if (hedge && n !== undefined) return form === 'words' && isWritable(n) ? formatHedge(hedge, formatNumberWords(n, lang), lang) : said!;
  if (value === null) return '…';
  const number =
    form === 'words' && isWritable(value) ? formatNumberWords(value, lang) : formatNumber(value, lang, { maximumFractionDigits: 4 });
  return unit === '%' ? `${number}${lang === 'fr' ? '\u202f' : ''}%` : number;
}

/** What stands between a figure and the words that follow: they stay on one line. */
export const noBreak = '\u00a0';

function isWritable(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 1e12;
}
