import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { startCluster } from '../../scripts/postgres-cluster.ts';
import { inTransaction, type Act } from '../../src/kernel/act.ts';
import { openServer } from '../../src/kernel/db/server.ts';
import { startJobs } from '../../src/kernel/jobs/jobs.ts';
import { workloadAct } from './workload.ts';

const cluster = await startCluster({ durable: true });
const open = await openServer(cluster.url, 2);

afterAll(async () => {
  await open.close();
  await cluster.remove();
});

test('a server that is lost over and over fails what was under way, and nothing after it', async () => {
  let failed = 0;
  for (let loss = 0; loss < 12; loss += 1) {
    const busy = Promise.allSettled(Array.from({ length: 6 }, () => transact('select pg_sleep(0.05)')));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await (loss % 3 === 0 ? cluster.crash() : cutConnections());
    failed += (await busy).filter(({ status }) => status === 'rejected').length;
    await transact('select 1');
  }
  expect(failed).toBeGreaterThan(5);
  expect(open.pool!.totalCount - open.pool!.idleCount).toBe(0);
});

test('a transaction that cannot even begin gives its connection back and begins on another', async () => {
  for (let time = 0; time < 5; time += 1) {
    const client = await open.pool!.connect();
    const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection;
    client.release();
    // The pool has not heard of it yet when it lends the connection again.
    stream.destroy();
    await transact('select 1');
  }
  expect(open.pool!.totalCount - open.pool!.idleCount).toBe(0);
});

test('the worker takes up its jobs again when the server is back', async () => {
  const received: unknown[] = [];
  const modules = [{ jobs: { ring: async (_: Act, data: Record<string, unknown>) => void received.push(data['city']) } }];
  const jobs = await startJobs(open, modules, { context: () => workloadAct(open.db), complain: () => {}, patience: 1 });
  const act = { ...workloadAct(open.db), jobs };
  await jobs.send(act, 'ring', { city: 'Cotonou' });
  await vi.waitFor(() => expect(received).toEqual(['Cotonou']), { timeout: 20_000 });
  await cluster.crash();
  await vi.waitFor(() => jobs.send(act, 'ring', { city: 'Kigali' }), { timeout: 20_000 });
  await vi.waitFor(() => expect(received).toContain('Kigali'), { timeout: 20_000 });
  await jobs.stop();
});

function transact(statement: 'select 1' | 'select pg_sleep(0.05)'): Promise<void> {
  return inTransaction(workloadAct(open.db), async ({ db }) => {
    await db.execute(statement === 'select 1' ? sql`select 1` : sql`select pg_sleep(0.05)`);
  });
}

/** Ends every connection but the one that asks. */
async function cutConnections(): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null');
  await client.end();
}
