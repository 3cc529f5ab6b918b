import { sql } from 'drizzle-orm';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { inTransaction, type Act } from '../act.ts';
import { actBuilder, cloneDatabase } from '../db/testing.ts';
import { openJobSender, startJobs, type JobModules, type Jobs } from './jobs.ts';

const open = await cloneDatabase();
const act = actBuilder(open.db);
const started: Jobs[] = [];

afterEach(async () => {
  for (const jobs of started.splice(0)) await jobs.stop();
  await open.db.execute(sql`delete from pgboss.job`);
});

afterAll(() => open.close());

interface Received {
  name: string;
  data: Record<string, unknown>;
  actor: Act['actor'];
}

/** A worker whose handlers only note what they were given. */
async function start(names: string[], handle: (act: Act, data: Record<string, unknown>) => Promise<void> = async () => {}) {
  const received: Received[] = [];
  const complaints: string[] = [];
  const modules: JobModules = [
    {
      jobs: Object.fromEntries(
        names.map((name) => [
          name,
          async (act: Act, data: Record<string, unknown>) => {
            received.push({ name, data, actor: act.actor });
            await handle(act, data);
          },
        ]),
      ),
    },
  ];
  const jobs = await startJobs(open, modules, { context: () => act(), complain: (line) => complaints.push(line), patience: 1 });
  started.push(jobs);
  return { jobs, received, complaints };
}

const soon = { timeout: 15_000, interval: 50 };

test('a job sent in a transaction that commits arrives once; one that is rolled back never existed', async () => {
  const { jobs, received } = await start(['ring']);
  await inTransaction(act({ jobs }), async (act) => {
    await act.jobs.send(act, 'ring', { city: 'Lomé' });
    throw new Error('refus');
  }).catch(() => {});
  await inTransaction(act({ jobs }), async (act) => void (await act.jobs.send(act, 'ring', { city: 'Cotonou' })));
  await vi.waitFor(() => expect(received).toHaveLength(1), soon);
  await inTransaction(act({ jobs }), async (act) => void (await act.jobs.send(act, 'ring', { city: 'Dakar' })));
  await vi.waitFor(() => expect(received).toHaveLength(2), soon);
  expect(received).toEqual(['Cotonou', 'Dakar'].map((city) => ({ name: 'ring', data: { city }, actor: { kind: 'system', name: 'ring' } })));
});

test('a handler may write, and send another job in its own transaction', async () => {
  const { received } = await start(['first', 'second'], async (act, data) => {
    if (data['last']) return;
    await inTransaction(act, async (act) => {
      await act.db.execute(sql`insert into job_day_done (job, day, done_at) values ('first', '2026-11-23', now())`);
      await act.jobs.send(act, 'second', { last: true });
    });
  });
  const [worker] = started;
  await worker!.send(act(), 'first', {});
  await vi.waitFor(() => expect(received.map(({ name }) => name)).toEqual(['first', 'second']), soon);
});

test('a job that fails is complained of and tried again', async () => {
  const { jobs, complaints } = await start(['fails'], async () => {
    throw new Error('le serveur de courrier ne répond pas');
  });
  await jobs.send(act(), 'fails', {});
  await vi.waitFor(() => expect(complaints.join()).toContain('le serveur de courrier ne répond pas'), soon);
  await vi.waitFor(async () => expect(await states('fails')).toEqual([{ state: 'retry' }]), soon);
});

test('a job may wait for its hour', async () => {
  const { jobs, received } = await start(['later', 'now']);
  await jobs.send(act(), 'later', {}, { after: Temporal.Now.instant().add({ hours: 1 }) });
  await jobs.send(act(), 'now', {});
  await vi.waitFor(() => expect(received.map(({ name }) => name)).toEqual(['now']), soon);
  expect(await states('later')).toEqual([{ state: 'created' }]);
});

test('what was sent while no worker ran is done when one starts', async () => {
  const sender = await openJobSender(open, [{ jobs: { wait: async () => {} } }]);
  started.push(sender);
  await inTransaction(act({ jobs: sender }), async (act) => void (await act.jobs.send(act, 'wait', { n: 1 })));
  const { received } = await start(['wait']);
  await vi.waitFor(() => expect(received.map(({ data }) => data)).toEqual([{ n: 1 }]), soon);
});

test('a stop waits for the job that runs', async () => {
  let finished = false;
  const { jobs, received } = await start(['slow'], async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    finished = true;
  });
  await jobs.send(act(), 'slow', {});
  await vi.waitFor(() => expect(received).toHaveLength(1), soon);
  await started.pop()!.stop();
  expect(finished).toBe(true);
  expect(await states('slow')).toEqual([{ state: 'completed' }]);
});

test('a job that no module handles is refused at once, and so is one that two handle', async () => {
  const { jobs } = await start(['known']);
  await expect(jobs.send(act(), 'unknown', {})).rejects.toThrow('No module handles the job unknown');
  const twice: JobModules = [{ jobs: { ring: async () => {} } }, { jobs: { ring: async () => {} } }];
  await expect(openJobSender(open, twice)).rejects.toThrow('Two modules handle the job ring');
});

test('schedules follow the modules: those of an older version go', async () => {
  const settings = { context: () => act(), complain: () => {} };
  const jobs = { daily: async () => {}, weekly: async () => {} };
  started.push(await startJobs(open, [{ jobs, schedule: [{ job: 'daily', cron: '30 2 * * *' }] }], settings));
  await started.pop()!.stop();
  started.push(await startJobs(open, [{ jobs, schedule: [{ job: 'weekly', cron: '0 6 * * 1' }] }], settings));
  const { rows } = await open.db.execute(sql`select name, cron, timezone from pgboss.schedule`);
  expect(rows).toEqual([{ name: 'weekly', cron: '0 6 * * 1', timezone: 'Europe/Paris' }]);
});

async function states(name: string) {
  return (await open.db.execute(sql`select state::text from pgboss.job where name = ${name}`)).rows;
}
