import type { Question } from '../../calls/forms/definition.ts';
import { type Known, resolveParty } from './parts.ts';
import { listOf, type Pieces, rowsOf, textOf } from './pieces.ts';
import { readCents, readIsoDay, readNumber, readPosition, type Report } from './values.ts';

type Table = Extract<Question, { kind: 'table' }>;
type Column = Table['columns'][number];
/** The kinds that a form may ask as often as it likes. */
export type SimpleQuestion = Column | Table | Extract<Question, { kind: 'place' }>;

/** Whether a question is asked, given the answers before it. */
export function isAskedNow({ when }: Pick<Question, 'when'>, pieces: Pieces): boolean {
  return !when || listOf(pieces, when.key).some((value) => when.is.includes(value));
}

/** Checks the answer to a question of a simple kind. */
export function readSimple(question: SimpleQuestion, pieces: Pieces, known: Known | null, report: Report): void {
  if (question.kind === 'table') return readTable(question, pieces, known, report);
  if (question.kind === 'place') {
    const { key, required } = question;
    const [name, latitude, longitude] = ['name', 'latitude', 'longitude'].map((cell) => textOf(pieces, `${key}/${cell}`));
    if ((latitude || longitude) && !readPosition(latitude!, longitude!)) report({ path: `${key}/latitude`, code: 'place' });
    else if (required && !name) report({ path: `${key}/name`, code: 'required' });
    return;
  }
  readCell(question, listOf(pieces, question.key), question.key, known, report);
}

function readTable({ key, columns, most, required }: Table, pieces: Pieces, known: Known | null, report: Report): void {
  const rows = rowsOf(pieces, key);
  if (required && rows.length === 0) report({ path: key, code: 'required' });
  if (rows.length > most) report({ path: key, code: 'tooManyRows', values: { most } });
  for (const row of rows)
    for (const column of columns) {
      const text = row.cells[column.key];
      readCell(column, text ? [text] : [], `${key}/${row.id}/${column.key}`, known, report);
    }
}

function readCell(asked: Column, values: readonly string[], path: string, known: Known | null, report: Report): void {
  const text = values[0]?.trim() ?? '';
  if (!text) {
    if (asked.required) report({ path, code: 'required' });
    return;
  }
  switch (asked.kind) {
    case 'text':
      if (text.length > asked.most) report({ path, code: 'tooLong', values: { most: asked.most } });
      return;
    case 'number': {
      const number = readNumber(text);
      if (number === null) return report({ path, code: 'number' });
      if (asked.least !== undefined && number < asked.least) report({ path, code: 'least', values: { least: asked.least } });
      if (asked.most !== undefined && number > asked.most) report({ path, code: 'most', values: { most: asked.most } });
      if ((/[.,](\d+)$/.exec(text)?.[1]?.length ?? 0) > asked.decimals)
        report({ path, code: 'decimals', values: { decimals: asked.decimals } });
      return;
    }
    case 'money':
      return void readCents(path, text, report);
    case 'date':
      if (!readIsoDay(text)) report({ path, code: 'day' });
      return;
    case 'choice':
      if (values.some((value) => !asked.options.some((option) => option.value === value))) report({ path, code: 'choice' });
      return;
    case 'party':
      resolveParty(path, text, known, report);
  }
}
