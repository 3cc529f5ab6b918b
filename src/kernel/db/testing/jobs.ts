import { sql } from 'drizzle-orm';
import { PgBoss } from 'pg-boss';
import { inside, type BossDatabase } from '../../jobs/boss.ts';
import type { JobData, JobSender } from '../../jobs/sender.ts';
import type { Db } from '../db.ts';

/** A job that a test has sent. */
export interface SentJob {
  name: string;
  data: JobData;
}

/**
 * Sends jobs for real, wholly inside the test's transaction, and makes the queue that a test needs:
 * the modules that handle jobs are not known here.
 */
export const testSender: JobSender = {
  async send(act, name, data, options = {}) {
    const boss = await bossInside(act.db);
    await act.db.execute(
      sql`select pgboss.create_queue(${name}, '{"policy": "standard"}'::jsonb) where not exists (select from pgboss.queue where name = ${name})`,
    );
    const id = await boss.send(name, data, { db: inside(act.db), ...(options.after ? { startAfter: options.after.toString() } : {}) });
    return id!;
  },
};

/** The jobs that wait, in the order in which they were sent. */
export async function listSentJobs(db: Db): Promise<SentJob[]> {
  const { rows } = await db.execute<SentJob & Record<string, unknown>>(
    sql`select name, data from pgboss.job where state = 'created' order by created_on, ctid`,
  );
  return rows.map(({ name, data }) => ({ name, data }));
}

let boss: PgBoss | undefined;
let current: BossDatabase;

/** One pg-boss for all tests of the worker, which speaks through the transaction of the moment. */
async function bossInside(db: Db): Promise<PgBoss> {
  current = inside(db);
  boss ??= await new PgBoss({
    db: { executeSql: (text, values) => current.executeSql(text, values) },
    supervise: false,
    schedule: false,
    migrate: false,
    createSchema: false,
    queueCacheIntervalSeconds: 86_400,
    // A heartbeat between two tests would find the transaction of the one before closed.
    instanceHeartbeatSeconds: 3_600,
  }).start();
  return boss;
}
