import { sql } from 'drizzle-orm';
import { findPending } from '../../kernel/db/migrate.ts';
import type { OpenDatabase } from '../../kernel/db/open.ts';

/** Whether visitors may be sent here: the database answers, it is at this version, and the process is neither starting nor stopping. */
export async function checkReadiness(
  open: OpenDatabase,
  { started, stopping }: { started: boolean; stopping: boolean },
): Promise<Record<string, boolean>> {
  const database = await succeeds(() => open.db.execute(sql`select 1`));
  const migrations =
    database &&
    (await succeeds(async () => {
      if ((await findPending(open)).length > 0) throw new Error('migrations are pending');
    }));
  return { database, migrations, running: started && !stopping };
}

async function succeeds(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch {
    return false;
  }
}
