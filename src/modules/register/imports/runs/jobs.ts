import { eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Actor } from '../../../../kernel/actor.ts';
import type { JobHandler } from '../../../../kernel/module.ts';
import { applyImport } from '../apply.ts';
import { importLine, importReplaced, importRun } from '../schema.ts';
import { changeState } from './change-state.ts';
import { forgetOldRuns } from './commands.ts';
import { keepFailure } from './failure.ts';
import { dropPieces } from './pieces.ts';
import { previewRun, readRun } from './preview.ts';
import { tellProgress } from './progress.ts';
import { undoRun } from './undo.ts';

/** The long work on imports; each handler looks at the state of the run first, for it may be called twice. */
export const importJobs: Record<string, JobHandler> = {
  'imports.preview': (act, data) => previewRun(act, String(data['id'])),
  'imports.apply': (act, data) => applyRun(inTheNameOf(act, data), String(data['id']), data['acceptRefused'] === true),
  'imports.undo': (act, data) => undoRun(inTheNameOf(act, data), String(data['id']), String(data['reason'])),
  'imports.forget': async (act) => {
    await forgetOldRuns(act);
  },
};

export const importSchedule = [{ job: 'imports.forget', cron: '15 3 * * *' }] as const;

/** Applies what the preview showed, all in one revision, or nothing. */
export async function applyRun(act: Act, id: string, acceptRefused: boolean): Promise<void> {
  const [run] = await act.db.select().from(importRun).where(eq(importRun.id, id));
  if (run?.state !== 'applying') return;
  await keepFailure(act, id, 'applying', async () => {
    const table = await readRun(act, run);
    const expected = await act.db
      .select({ line: importLine.line, digest: importLine.digest })
      .from(importLine)
      .where(eq(importLine.runId, id));
    const { revision } = await tellProgress(id, (progress) =>
      applyImport(act, run.kind, table, run.mapping!, {
        reason: run.reason!,
        completeOn: run.completeOn,
        acceptRefused,
        expected,
        progress,
        afterwards: async (rev, plan) => {
          const before = plan.writes.changedSeries.map((one) => ({
            runId: id,
            seriesId: one.before.id,
            before: {
              name_fr: one.before.nameFr,
              name_en: one.before.nameEn,
              words_fr: one.before.wordsFr,
              words_en: one.before.wordsEn,
              institution_id: one.before.institutionId,
            },
          }));
          if (before.length > 0) await rev.act.db.insert(importReplaced).values(before);
          await changeState(rev.act, id, 'applied', { revision: rev.number });
          await dropPieces(rev.act.db, id);
        },
      }),
    );
    if (revision === null) await changeState(act, id, 'applied', {});
  });
}

/** Whoever asked signs the revision; their role was checked when they asked, and is again by the command. */
function inTheNameOf(act: Act, data: Record<string, unknown>): Act {
  return { ...act, actor: data['actor'] as Actor };
}
