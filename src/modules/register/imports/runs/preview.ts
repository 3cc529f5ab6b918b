import { eq, sql } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { planImport } from '../plan-import.ts';
import type { ImportPlan } from '../plan.ts';
import { importLine, importRun } from '../schema.ts';
import { readTable, type Table } from '../table/table.ts';
import { changeState } from './change-state.ts';
import { keepFailure } from './failure.ts';
import { readPieces } from './pieces.ts';
import { tellProgress } from './progress.ts';
import type { Run } from './queries.ts';

const batch = 2_000;

/** Compares a run's file with the register and keeps what would change. Run twice, it says the same. */
export async function previewRun(act: Act, id: string): Promise<void> {
  const [run] = await act.db.select().from(importRun).where(eq(importRun.id, id));
  if (run?.state !== 'previewing') return;
  await keepFailure(act, id, 'previewing', async () => {
    const table = await readRun(act, run);
    const plan = await tellProgress(id, (progress) =>
      planImport(act, run.kind, table, run.mapping!, { completeOn: run.completeOn, progress }),
    );
    await inTransaction(act, async (act) => {
      await changeState(act, id, 'previewed', { counts: plan.counts });
      await act.db.delete(importLine).where(eq(importLine.runId, id));
      await writeLines(act, id, plan, table);
    });
  });
}

/** A run's file as a table. */
export function readRun(act: Act, run: Run): Promise<Table> {
  return readTable(readPieces(act.db, run.id), { encoding: run.encoding === 'windows-1252' ? run.encoding : null });
}

async function writeLines(act: Act, runId: string, plan: ImportPlan, table: Table): Promise<void> {
  const cells = new Map(table.rows.map((row) => [row.line, row.cells]));
  for (let start = 0; start < plan.entries.length; start += batch) {
    const rows = plan.entries.slice(start, start + batch).map((entry, index) => ({
      run_id: runId,
      position: start + index,
      ...entry,
      cells: entry.outcome === 'refused' && entry.line !== null ? cells.get(entry.line)! : null,
    }));
    await act.db.execute(
      sql`insert into ${importLine} select * from jsonb_populate_recordset(null::${importLine}, ${JSON.stringify(rows)}::jsonb)`,
    );
  }
}
