import type { PartialDate } from '../../../../kernel/dates.ts';
import type { Localized } from '../../../../kernel/i18n/lang.ts';
import type { FactKind } from '../../facts/kinds.ts';
import { newFactRow } from '../../facts/record.ts';
import type { JsonRow } from '../../schema.ts';
import { sourceInput, type SourceInput } from '../../sources.ts';
import { choices } from '../choices.ts';
import { say } from '../messages.ts';
import type { RowReader } from '../row-reader.ts';

/** What one line of a file says: a fact as it would be recorded, its source aside. */
export interface Claim {
  line: number;
  kind: FactKind;
  /** The values of the subject's columns: facts on one subject may not overlap. */
  subject: string;
  /** What the fact is about, in words. */
  label: Localized;
  row: JsonRow;
  span: Span;
  source: SourceInput;
  /** The file has no dates at all for this (names and codes of a parties file): those that the register has stay. */
  undated: boolean;
}

/** ISO days, so that they compare as text; null is open. */
export interface Span {
  from: string | null;
  to: string | null;
}

/** When, how sure, from where: the columns that every kind of fact has in common. */
export interface ClaimContext {
  from: PartialDate | null;
  to: PartialDate | null;
  attestedFrom: Temporal.PlainDate | null;
  certainty: 'confirmed' | 'probable' | 'disputed';
  retained: boolean;
  source: SourceInput;
  note: string | null;
}

/** Reads the common columns; null where something is wrong in the line, these columns or others. */
export function readContext(row: RowReader): ClaimContext | null {
  const from = row.date('from');
  const to = row.date('to');
  const attested = row.date('attested');
  if (from && to && Temporal.PlainDate.compare(from.date, to.date) >= 0) row.refuse('to', say.later('cell.endBeforeStart'));
  const certainty = row.choice('certainty', choices.certainty) ?? 'confirmed';
  const retained = row.choice('retained', choices.answer) !== 'no';
  const source = readSource(row);
  const note = row.text('note');
  if (row.faults.length > 0 || !source) return null;
  return { from, to, attestedFrom: from ? null : (attested?.date ?? null), certainty, retained, source, note };
}

/** Builds a claim. `subject` and `values` are columns of the fact's table. */
export function claim(
  line: number,
  kind: FactKind,
  label: Localized,
  values: { subject: JsonRow; says: JsonRow },
  context: ClaimContext,
  undated = false,
): Claim {
  const row = newFactRow(kind, { ...context, sourceId: '', values: {} as never });
  Object.assign(row, values.subject, values.says);
  const span = { from: context.from?.date.toString() ?? null, to: context.to?.date.toString() ?? null };
  return { line, kind, subject: Object.values(values.subject).join(' '), label, row, span, source: context.source, undated };
}

const sourceColumns = { title: 'source', publisher: 'source_publisher', url: 'source_url', consultedOn: 'consulted_on' } as const;

/** What the register would not take for a source is said of its cell now, not once the import is applied. */
function readSource(row: RowReader): SourceInput | null {
  const title = row.needed('source');
  const url = row.address('source_url');
  const publisher = row.text('source_publisher');
  const consulted = row.date('consulted_on');
  if (consulted && consulted.precision !== 'day') row.refuse('consulted_on', say.later('cell.day'));
  if (title === null) return null;
  const source = { title, url, publisher: publisher ?? undefined, consultedOn: consulted?.date ?? null };
  for (const issue of sourceInput.safeParse(source).error?.issues ?? []) {
    const column = sourceColumns[issue.path[0] as keyof typeof sourceColumns];
    if (issue.code === 'too_big') row.refuse(column, say.later('cell.tooLong', { max: Number(issue.maximum) }));
    else if (column === 'source_url') row.refuse(column, say.later('cell.address', { value: url!.slice(0, 200) }));
    else row.refuse(column, say.later('cell.required'));
  }
  return source;
}
