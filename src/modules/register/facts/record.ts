import { randomUUID } from 'node:crypto';
import { and, eq, ne, sql } from 'drizzle-orm';
import type { PartialDate } from '../../../kernel/dates.ts';
import { Invalid, Missing } from '../../../kernel/errors.ts';
import { actorName } from '../../../kernel/actor.ts';
import { say } from '../messages.ts';
import type { JsonRow } from '../schema.ts';
import type { Certainty } from '../vocabulary.ts';
import { heldAt } from './as-of.ts';
import { jsonValues, onSubjectOf, ownColumns, type FactKind, type FactValues } from './kinds.ts';
import { closeRows, insertRows, type FactChange } from './rows.ts';
import type { Revision } from './revision.ts';

type FactTable = FactKind['table'];

/** When a fact is true, how sure it is, and who says so. `to` is the first day, month or year in which it is no longer true. */
export interface FactContext {
  from: PartialDate | null;
  to: PartialDate | null;
  /** Where `from` is not known: since when the source vouches for the fact. */
  attestedFrom?: Temporal.PlainDate | null;
  certainty: Certainty;
  sourceId: string;
  note?: string | null;
}

export interface NewFact<T extends FactTable> extends FactContext {
  values: FactValues<T>;
  /** False for a claim that another source contradicts: it is kept beside, and not read as true. */
  retained?: boolean;
}

/**
 * Records a fact in an open revision.
 * @returns the fact's identifier, which it keeps through its corrections
 * @throws Invalid when it would overlap a fact held on the same subject, or ends before it starts
 */
export async function recordFact<T extends FactTable>(rev: Revision, kind: FactKind<T>, fact: NewFact<T>): Promise<string> {
  const row = newFactRow(kind, fact);
  if (row['retained']) await refuseOverlap(rev, kind, row);
  await insertRows(rev, kind, [row], 'record');
  return row['fact_id'] as string;
}

/** Ends a fact: it is no longer true from `to` on. The end has its own source, which replaces the fact's where given. */
export async function endFact<T extends FactTable>(
  rev: Revision,
  kind: FactKind<T>,
  factId: string,
  end: { to: PartialDate; sourceId?: string; note?: string | null; certainty?: Certainty; values?: Partial<FactValues<T>> },
): Promise<void> {
  const held = await findHeldRow(rev, kind, factId);
  const { from } = readSpan(held);
  await replace(
    rev,
    kind,
    held,
    {
      ...jsonValues(kind.table, end.values ?? {}),
      ...spanColumns(from, end.to),
      ...(end.sourceId ? { source_id: end.sourceId } : {}),
      ...(end.certainty ? { certainty: end.certainty } : {}),
      ...(end.note ? { note: end.note } : {}),
    },
    'end',
  );
}

/** Corrects what the register held wrongly; what it held before stays readable at earlier revisions. */
export async function correctFact<T extends FactTable>(
  rev: Revision,
  kind: FactKind<T>,
  factId: string,
  changes: Partial<Omit<NewFact<T>, 'values'>> & { values?: Partial<FactValues<T>> },
): Promise<void> {
  const held = await findHeldRow(rev, kind, factId);
  const span = readSpan(held);
  const row: JsonRow = {
    ...jsonValues(kind.table, changes.values ?? {}),
    ...spanColumns(changes.from === undefined ? span.from : changes.from, changes.to === undefined ? span.to : changes.to),
    ...(changes.attestedFrom === undefined ? {} : { attested_from: changes.attestedFrom?.toString() ?? null }),
    ...(changes.certainty ? { certainty: changes.certainty } : {}),
    ...(changes.sourceId ? { source_id: changes.sourceId } : {}),
    ...(changes.note === undefined ? {} : { note: changes.note }),
  };
  await replace(rev, kind, held, row, 'correct');
}

/** Retracts a fact that should never have been recorded: no later revision holds it. */
export async function retractFact(rev: Revision, kind: FactKind, factId: string): Promise<void> {
  await findHeldRow(rev, kind, factId);
  await closeRows(rev, kind, [factId], 'retract');
}

/** Retains one claim where sources disagree, with a reason and a name; those it contradicts stay beside it, unread. */
export async function retainFact(rev: Revision, kind: FactKind, factId: string, reason: string): Promise<void> {
  const held = await findHeldRow(rev, kind, factId);
  const setAside = await findOverlapping(rev, kind, held);
  await closeRows(rev, kind, [factId, ...setAside.map((row) => row['fact_id'] as string)], 'retain');
  const retained = { retained: true, retained_reason: reason, retained_by: actorName(rev.act.actor) };
  await insertRows(
    rev,
    kind,
    [...setAside.map((row) => reissue(row, { retained: false, retained_reason: null, retained_by: null })), reissue(held, retained)],
    'retain',
  );
}

/** The row that a new fact will be, its dates checked. */
export function newFactRow<T extends FactTable>(kind: FactKind<T>, fact: NewFact<T>): JsonRow {
  return {
    id: randomUUID(),
    fact_id: randomUUID(),
    ...spanColumns(fact.from, fact.to),
    attested_from: fact.attestedFrom?.toString() ?? null,
    source_id: fact.sourceId,
    certainty: fact.certainty,
    retained: fact.retained ?? true,
    retained_reason: null,
    retained_by: null,
    note: fact.note ?? null,
    ...Object.fromEntries(ownColumns(kind).map((column) => [column, null])),
    ...jsonValues(kind.table, fact.values),
  };
}

/** The columns that say when: `valid` as PostgreSQL writes a range, and how exactly each end is known. */
export function spanColumns(from: PartialDate | null, to: PartialDate | null): JsonRow {
  if (from && to && Temporal.PlainDate.compare(from.date, to.date) >= 0) throw new Invalid({ to: say.later('fact.endBeforeStart') });
  return {
    valid: `${from ? `[${from.date.toString()}` : '('},${to ? to.date.toString() : ''})`,
    from_precision: from?.precision ?? null,
    to_precision: to?.precision ?? null,
  };
}

/** Reads back what `spanColumns` wrote. */
export function readSpan(row: JsonRow): { from: PartialDate | null; to: PartialDate | null } {
  const [from = '', to = ''] = String(row['valid']).slice(1, -1).split(',');
  return { from: partial(from, row['from_precision']), to: partial(to, row['to_precision']) };
}

async function replace(rev: Revision, kind: FactKind, held: JsonRow, changes: JsonRow, change: FactChange): Promise<void> {
  const row = reissue(held, changes);
  await closeRows(rev, kind, [held['fact_id'] as string], change);
  if (row['retained']) await refuseOverlap(rev, kind, row);
  await insertRows(rev, kind, [row], change);
}

/** @throws Invalid when the row would overlap a fact held on the same subject */
export async function refuseOverlap(rev: Revision, kind: FactKind, row: JsonRow): Promise<void> {
  if ((await findOverlapping(rev, kind, row)).length > 0)
    throw new Invalid({ from: say.later(`fact.overlap.${kind.name}` as 'fact.overlap.status') });
}

/** The retained facts held on the same subject whose days meet those of this row. */
export async function findOverlapping(rev: Revision, kind: FactKind, row: JsonRow): Promise<JsonRow[]> {
  const { table } = kind;
  const rows = await rev.act.db
    .select({ row: sql<JsonRow>`to_jsonb(${table}.*) - 'recorded'` })
    .from(table)
    .where(
      and(
        ...onSubjectOf(kind, row),
        ne(table.factId, row['fact_id'] as string),
        sql`${table.valid} && ${row['valid'] as string}::daterange`,
        heldAt(table, rev.number),
      ),
    );
  return rows.map((found) => found.row);
}

async function findHeldRow(rev: Revision, kind: FactKind, factId: string): Promise<JsonRow> {
  const { table } = kind;
  const [found] = await rev.act.db
    .select({ row: sql<JsonRow>`to_jsonb(${table}.*) - 'recorded'` })
    .from(table)
    .where(and(eq(table.factId, factId), sql`upper_inf(${table.recorded})`));
  if (!found) throw new Missing(`${kind.name} ${factId}`);
  return found.row;
}

function reissue(held: JsonRow, changes: JsonRow): JsonRow {
  return { ...held, ...changes, id: randomUUID() };
}

function partial(date: string, precision: JsonRow[string] | undefined): PartialDate | null {
  return date ? { date: Temporal.PlainDate.from(date), precision: precision as PartialDate['precision'] } : null;
}
