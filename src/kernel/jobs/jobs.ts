import type { PgBoss } from 'pg-boss';
import type { Act } from '../act.ts';
import type { OpenDatabase } from '../db/open.ts';
import { secretariatTimeZone } from '../i18n/format.ts';
import type { Module } from '../module.ts';
import { buildBoss, inside, queueOptions } from './boss.ts';
import type { JobData, JobSender } from './sender.ts';

export interface Jobs extends JobSender {
  /** Takes no new job, waits for those that run (ten seconds at most), and lets go of the database. */
  stop(): Promise<void>;
}

/** Where jobs come from: the modules' manifests. */
export type JobModules = readonly Pick<Module, 'jobs' | 'schedule'>[];

export interface JobSettings {
  /** What a handler finds in its act, beside its name and the queue; asked at each job, for the time it is. */
  context: () => Omit<Act, 'actor' | 'jobs' | 'requestId'>;
  /** Told of each job that failed, and of what pg-boss says is wrong. */
  complain: (line: string) => void;
  /** Seconds between two looks at a queue of which nothing was told. */
  patience?: number;
}

/** Starts the worker: every module's handlers and schedules. Handlers may run twice for one job. */
export async function startJobs(open: OpenDatabase, modules: JobModules, settings: JobSettings): Promise<Jobs> {
  const boss = buildBoss(open, { useListenNotify: true, monitorIntervalSeconds: 30 });
  boss.on('error', (error: Error) => settings.complain(error.message));
  const jobs = await startBoss(boss, modules);
  const { patience = 10 } = settings;
  for (const [name, handler] of listHandlers(modules)) {
    await boss.work<JobData>(name, { pollingIntervalSeconds: patience, notifyPollingIntervalSeconds: patience }, async ([job]) => {
      const act: Act = { ...settings.context(), actor: { kind: 'system', name }, requestId: job!.id, jobs };
      try {
        await handler(act, job!.data ?? {});
      } catch (error) {
        settings.complain(`${name} ${job!.id}: ${error instanceof Error ? error.stack : String(error)}`);
        throw error;
      }
    });
  }
  await keepSchedules(boss, modules);
  return jobs;
}

/** For a process that sends jobs and runs none: the command line beside a server. */
export async function openJobSender(open: OpenDatabase, modules: JobModules): Promise<Jobs> {
  return startBoss(buildBoss(open, { supervise: false, schedule: false }), modules);
}

async function startBoss(boss: PgBoss, modules: JobModules): Promise<Jobs> {
  const names = new Set(listHandlers(modules).keys());
  await boss.start();
  for (const name of names) await boss.createQueue(name, queueOptions);
  // pg-boss reads a queue it has not met on a connection of its own, which inside a transaction of the embedded
  // engine would wait for ever: every queue is met before the first transaction.
  for (const name of names) await boss.getQueueStats(name);
  return {
    async send(act, name, data, options = {}) {
      if (!names.has(name)) throw new Error(`No module handles the job ${name}`);
      const id = await boss.send(name, data, { db: inside(act.db), ...(options.after ? { startAfter: options.after.toString() } : {}) });
      if (id === null) throw new Error(`The job ${name} was not queued`);
      return id;
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

function listHandlers(modules: JobModules): Map<string, NonNullable<Module['jobs']>[string]> {
  const handlers = new Map<string, NonNullable<Module['jobs']>[string]>();
  for (const [name, handler] of modules.flatMap((module) => Object.entries(module.jobs ?? {}))) {
    if (handlers.has(name)) throw new Error(`Two modules handle the job ${name}`);
    handlers.set(name, handler);
  }
  return handlers;
}

/** A tick missed while the process was down is sent once; schedules of an older version go. */
async function keepSchedules(boss: PgBoss, modules: JobModules): Promise<void> {
  const wanted = modules.flatMap((module) => module.schedule ?? []);
  for (const { name } of await boss.getSchedules()) {
    if (!wanted.some(({ job }) => job === name)) await boss.unschedule(name);
  }
  for (const { job, cron } of wanted) await boss.schedule(job, cron, {}, { tz: secretariatTimeZone, missed: 'once' });
}
