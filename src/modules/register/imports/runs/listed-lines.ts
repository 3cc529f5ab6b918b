import type { Act } from '../../../../kernel/act.ts';
import type { ExportColumn, ExportRow } from '../../../../kernel/export/index.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import type { Outcome } from '../plan.ts';
import { readLines, type Run, type RunLine } from './queries.ts';
import { lineInWords } from './words.ts';

/** A preview's entries as a file. Refused lines come as they were, one row each, with why: to be corrected and brought back. */
export function listedLines(act: Act, run: Run, outcome: Outcome, lang: Lang): { columns: ExportColumn[]; rows: AsyncIterable<ExportRow> } {
  const line: ExportColumn = { key: 'line', label: say.later('lines.line'), type: 'number' };
  const words: ExportColumn = { key: 'words', label: say.later(outcome === 'refused' ? 'lines.reason' : 'lines.change'), type: 'text' };
  if (outcome !== 'refused') {
    const about: ExportColumn = { key: 'about', label: say.later('lines.about'), type: 'text' };
    return {
      columns: [line, about, words],
      rows: mapLines(readLines(act, run.id, outcome), (one) => ({
        line: one.line,
        about: one.label && inLang(one.label, lang),
        words: lineInWords(run.kind, one, lang).join(' ; '),
      })),
    };
  }
  const cells = run.header.map((heading, index): ExportColumn => ({ key: `c${index}`, label: () => heading, type: 'text' }));
  return {
    columns: [...cells, line, words],
    rows: refusedRows(readLines(act, run.id, 'refused'), (one) => lineInWords(run.kind, one, lang).join(' ; ')),
  };
}

async function* mapLines(lines: AsyncIterable<RunLine>, row: (line: RunLine) => ExportRow): AsyncGenerator<ExportRow> {
  for await (const line of lines) yield row(line);
}

/** A line may be refused for several reasons: they come together. */
async function* refusedRows(lines: AsyncIterable<RunLine>, why: (line: RunLine) => string): AsyncGenerator<ExportRow> {
  let waiting: ExportRow | null = null;
  for await (const one of lines) {
    if (waiting && one.line !== null && waiting['line'] === one.line) {
      waiting['words'] = `${String(waiting['words'])} | ${why(one)}`;
      continue;
    }
    if (waiting) yield waiting;
    waiting = { ...Object.fromEntries((one.cells ?? []).map((cell, index) => [`c${index}`, cell])), line: one.line, words: why(one) };
  }
  if (waiting) yield waiting;
}
