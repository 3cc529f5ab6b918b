import { randomUUID } from 'node:crypto';
import { and, asc, eq, gt, inArray, ne, sql, type SQL } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Forbidden, Refused } from '../../../../kernel/errors.ts';
import { columnName, factKinds, factKindsByName, type FactKind } from '../../facts/kinds.ts';
import { inRevision, type Revision } from '../../facts/revision.ts';
import { closeRows, insertRows } from '../../facts/rows.ts';
import { mayRecord } from '../../policy.ts';
import { event, journalEntry, party, series } from '../../schema.ts';
import { say } from '../messages.ts';
import { importReplaced, importRun } from '../schema.ts';
import { changeState } from './change-state.ts';
import { keepFailure } from './failure.ts';
import type { Run } from './queries.ts';
import { tellProgress } from './progress.ts';

/** A fact that a later revision changed or built upon, and that keeps an import from being undone. */
export interface Obstacle {
  kind: string;
  factId: string;
  /** The later revision. */
  revision: number;
}

const most = 50;

/** What keeps an import from being undone, at most fifty; none, and it can be. */
export async function findObstacles(db: Db, run: Run): Promise<Obstacle[]> {
  if (run.revision === null) return [];
  const found = [...(await findTouched(db, run.revision)), ...(await findUsed(db, run.revision))];
  for (const kind of factKindsByName.values()) found.push(...(await findTaken(db, run.revision, kind)));
  return found.slice(0, most);
}

/**
 * Undoes an import by one correcting revision: what it recorded is closed, what it closed is recorded again. Parties and
 * events that it created keep their address, without a name or a date; they come back with the next import that names them.
 * @throws Refused where later revisions touched what it recorded
 */
export async function undoRun(act: Act, id: string, reason: string): Promise<void> {
  const [run] = await act.db.select().from(importRun).where(eq(importRun.id, id));
  if (run?.state !== 'undoing') return;
  const undone = run.revision!;
  // What stands in the way, the page of the import lists.
  await keepFailure(act, id, 'undoing', async () => {
    if (!mayRecord(act.actor)) throw new Forbidden();
    await tellProgress(id, (progress) =>
      inRevision(act, { command: 'import undo', reason }, async (rev) => {
        const obstacles = await findObstacles(rev.act.db, run);
        if (obstacles.length > 0) throw new Refused(say.later('undo.touched', { count: obstacles.length }));
        const entries = await rev.act.db
          .select({ kind: journalEntry.kind, factId: journalEntry.factId, operation: journalEntry.operation, row: journalEntry.row })
          .from(journalEntry)
          .where(eq(journalEntry.revision, undone))
          .orderBy(asc(journalEntry.position));
        const closed = Map.groupBy(
          entries.filter((one) => one.operation === 'close'),
          (one) => one.kind,
        );
        for (const [kind, recorded] of Map.groupBy(
          entries.filter((one) => one.operation === 'record'),
          (one) => one.kind,
        )) {
          const replaced = new Set(closed.get(kind)?.map((one) => one.factId));
          const byChange = Map.groupBy(
            recorded.map((one) => one.factId),
            (factId) => (replaced.has(factId) ? 'correct' : 'retract'),
          );
          for (const [change, factIds] of byChange) await closeRows(rev, factKindsByName.get(kind)!, factIds, change);
        }
        for (const [kind, rows] of closed)
          await insertRows(
            rev,
            factKindsByName.get(kind)!,
            rows.map(({ row }) => ({ ...row, id: randomUUID() })),
            'correct',
          );
        progress('writing', entries.length, entries.length);
        await undoSeries(rev, id, undone);
        await changeState(rev.act, id, 'undone', { undoneBy: rev.number });
      }),
    );
  });
}

/** Facts that the import recorded and that a later revision closed. */
async function findTouched(db: Db, revision: number): Promise<Obstacle[]> {
  const { rows } = await db.execute<{ kind: string; fact_id: string; revision: number } & Record<string, unknown>>(sql`
    select made.kind, made.fact_id, later.revision from ${journalEntry} made
    join ${journalEntry} later on later.fact_id = made.fact_id and later.row_id = made.row_id and later.operation = 'close' and later.revision > made.revision
    where made.revision = ${revision} and made.operation = 'record' order by later.revision, made.position limit ${most}`);
  return rows.map(toObstacle);
}

/** Facts recorded since on the parties that the import created. */
async function findUsed(db: Db, revision: number): Promise<Obstacle[]> {
  const created = sql`(select ${party.id} from ${party} where ${party.revision} = ${revision})`;
  const uses: [FactKind, SQL][] = [
    [factKinds.partyName, sql`${factKinds.partyName.table.partyId} in ${created}`],
    [factKinds.partyIdentifier, sql`${factKinds.partyIdentifier.table.partyId} in ${created}`],
    [factKinds.status, sql`(${factKinds.status.table.partyId} in ${created} or ${factKinds.status.table.institutionId} in ${created})`],
    [
      factKinds.endorsement,
      sql`(${factKinds.endorsement.table.partyId} in ${created} or ${factKinds.endorsement.table.coalitionId} in ${created})`,
    ],
    [factKinds.measure, sql`${factKinds.measure.table.partyId} in ${created}`],
    [factKinds.occurrence, sql`${factKinds.occurrence.table.stateId} in ${created}`],
    [factKinds.partyLink, sql`(${factKinds.partyLink.table.partyId} in ${created} or ${factKinds.partyLink.table.targetId} in ${created})`],
  ];
  const found: Obstacle[] = [];
  for (const [{ name, table }, where] of uses) {
    const rows = await db
      .select({ fact_id: table.factId, revision: sql<number>`lower(${table.recorded})`.mapWith(Number) })
      .from(table)
      .where(and(where, sql`upper_inf(${table.recorded})`, sql`lower(${table.recorded}) > ${revision}`))
      .limit(most);
    found.push(...rows.map((row) => toObstacle({ kind: name, ...row })));
  }
  return found;
}

/** Facts recorded since in the place of those that the import closed. */
async function findTaken(db: Db, revision: number, { name, table, subject }: FactKind): Promise<Obstacle[]> {
  const same = subject.map(
    (property) => sql`${table[property as 'certainty']}::text = ${journalEntry.row} ->> ${columnName(table, property)}::text`,
  );
  const rows = await db
    .select({ fact_id: table.factId, revision: sql<number>`lower(${table.recorded})`.mapWith(Number) })
    .from(journalEntry)
    .innerJoin(table, and(...same))
    .where(
      and(
        eq(journalEntry.revision, revision),
        eq(journalEntry.operation, 'close'),
        eq(journalEntry.kind, name),
        sql`upper_inf(${table.recorded}) and lower(${table.recorded}) > ${revision} and ${table.retained}`,
        sql`${table.valid} && (${journalEntry.row} ->> 'valid')::daterange and ${table.factId} <> ${journalEntry.factId}`,
      ),
    )
    .limit(most);
  return rows.map((row) => toObstacle({ kind: name, ...row }));
}

/** Series are not dated: those that the import created go if nothing counts on them, those that it changed are as before. */
async function undoSeries(rev: Revision, runId: string, revision: number): Promise<void> {
  const { db } = rev.act;
  const used = await db
    .selectDistinct({ id: event.seriesId, slug: series.slug })
    .from(event)
    .innerJoin(series, eq(series.id, event.seriesId))
    .where(eq(series.revision, revision));
  if (used.length > 0) throw new Refused(say.later('undo.seriesUsed', { series: used.map((one) => one.slug).join(', ') }));
  const before = await db.select().from(importReplaced).where(eq(importReplaced.runId, runId));
  const created = await db.select({ id: series.id }).from(series).where(eq(series.revision, revision));
  const concerned = [...before.map((one) => one.seriesId), ...created.map((one) => one.id)];
  const later = await db
    .selectDistinct({ slug: series.slug })
    .from(importReplaced)
    .innerJoin(importRun, eq(importRun.id, importReplaced.runId))
    .innerJoin(series, eq(series.id, importReplaced.seriesId))
    .where(and(inArray(importReplaced.seriesId, concerned), gt(importRun.revision, revision), ne(importRun.state, 'undone')));
  if (later.length > 0) throw new Refused(say.later('undo.seriesReplaced', { series: later.map((one) => one.slug).join(', ') }));
  for (const { seriesId, before: row } of before) {
    await db
      .update(series)
      .set({
        nameFr: row['name_fr']!,
        nameEn: row['name_en']!,
        wordsFr: row['words_fr']!,
        wordsEn: row['words_en']!,
        institutionId: row['institution_id']!,
      })
      .where(eq(series.id, seriesId));
  }
  const gone = created.map((one) => one.id);
  // What imports undone since had put back in these series is of no more use.
  await db.delete(importReplaced).where(inArray(importReplaced.seriesId, gone));
  await db.delete(series).where(inArray(series.id, gone));
}

function toObstacle(row: { kind: string; fact_id: string; revision: number }): Obstacle {
  return { kind: row.kind, factId: row.fact_id, revision: Number(row.revision) };
}
