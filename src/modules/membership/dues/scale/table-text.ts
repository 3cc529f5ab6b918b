import { Invalid } from '../../../../kernel/errors.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import { typeAmount } from '../money/fields.ts';
import { readAmount } from '../money/rules.ts';
import type { NumberRange } from '../schema.ts';
import { type Band, findOverlap } from './rules.ts';

const mostBands = 500;

/** The fields of a row of the form, in the order of the cells of a line. */
export const bandCells = ['gniFrom', 'gniTo', 'populationFrom', 'populationTo', 'bandAmount'] as const;

/**
 * Reads the table of a scale as it is typed or pasted from a spreadsheet, a line each: GNI per head from and to, population
 * from and to, amount; separated by semicolons or tabs; an empty end is open. A first line of headings is passed over.
 * @throws Invalid (`bands`) naming every line that is wrong
 */
export function readBands(text: string): Band[] {
  const wrong: Message[] = [];
  const bands: Band[] = [];
  const numbers: number[] = [];
  const lines = text.split(/\r?\n/).map((line, index) => ({ line, number: index + 1 }));
  for (const { line, number } of lines.filter((one) => one.line.trim() !== '')) {
    const cells = line.split(/[;\t]/).map((cell) => cell.trim());
    if (bands.length === 0 && wrong.length === 0 && !/\d/.test(line)) continue;
    const band = readBand(cells);
    if (typeof band === 'string') wrong.push(say.later(`scale.line.${band}`, { line: number }));
    else {
      bands.push(band);
      numbers.push(number);
    }
  }
  if (bands.length > mostBands) wrong.push(say.later('scale.tooMany', { most: mostBands }));
  const overlap = wrong.length === 0 && bands.length <= mostBands ? findOverlap(bands) : null;
  if (overlap) wrong.push(say.later('scale.overlap', { one: numbers[overlap[0]]!, other: numbers[overlap[1]]! }));
  if (wrong.length > 0)
    throw new Invalid({
      bands: (lang) =>
        wrong
          .slice(0, 20)
          .map((sentence) => sentence(lang))
          .join(' '),
    });
  return bands;
}

/** A case of the table as the fields of its row show it. */
export function bandFields({ gni, population, amountCents }: Band): string[] {
  return [String(gni.from), String(gni.to ?? ''), String(population.from), String(population.to ?? ''), typeAmount(amountCents)];
}

/** The rows of a form as lines, an empty one where a row is empty: the number of a line is that of its row. */
export function rowsAsText(columns: readonly (readonly string[])[]): string {
  const count = Math.max(0, ...columns.map((column) => column.length));
  const rows = Array.from({ length: count }, (_, at) => columns.map((column) => (column[at] ?? '').trim()));
  return rows.map((cells) => (cells.some(Boolean) ? cells.join(';') : '')).join('\n');
}

function readBand(cells: readonly string[]): Band | 'cells' | 'gni' | 'population' | 'amount' {
  if (cells.length !== 5) return 'cells';
  const gni = readRange(cells[0]!, cells[1]!);
  if (!gni) return 'gni';
  const population = readRange(cells[2]!, cells[3]!);
  if (!population || !Number.isInteger(population.from) || !Number.isInteger(population.to ?? 0)) return 'population';
  const amountCents = readAmount(cells[4]!);
  return typeof amountCents === 'number' && amountCents > 0 ? { gni, population, amountCents } : 'amount';
}

function readRange(from: string, to: string): NumberRange | null {
  const start = from === '' ? 0 : readFigure(from);
  const end = to === '' ? null : readFigure(to);
  if (start === null || (to !== '' && end === null) || (end !== null && end <= start)) return null;
  return { from: start, to: end };
}

/** A number of people or of dollars: thousands may be parted by spaces. */
function readFigure(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^\d{1,12}(?:\.\d{1,2})?$/.test(bare) ? Number(bare) : null;
}
