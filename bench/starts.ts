import { join } from 'node:path';
import { registerPaths } from '../src/modules/register/paths.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import { load } from './load.ts';
import { median, type Measure } from './measure.ts';
import { computed } from './pages.ts';
import { inFolder, type RunningServer, startBeffroi } from './running-server.ts';

type Place = Parameters<typeof startBeffroi>[0];

interface Lives {
  first: number;
  next: number;
  idle: number;
  loaded: number;
}

/** How long the product takes to start, and how much memory it holds. */
export const starts: Benchmark = {
  name: 'starts',
  async run(bench: Bench): Promise<Measure[]> {
    return inFolder(async (folder) => {
      const onPostgres = await live(bench, async (round) => {
        const database = await bench.databases.create(`starts_${round}`);
        await database.close();
        return { data: join(folder, `server-${round}`), databaseUrl: database.url };
      });
      const embedded = await live(bench, async (round) => ({ data: join(folder, `embedded-${round}`) }));
      return [
        {
          title: 'Start to first answer',
          ours: 'from the start of the process to the whole home page; the first start makes the tables and records every fact, figure and text that ships',
          unit: 's',
          unrelated: true,
          sizes: [
            { label: 'PostgreSQL', ours: onPostgres.next / 1000, target: { atMost: 1.5 } },
            { label: 'embedded, not the first', ours: embedded.next / 1000, target: { atMost: 2.5 } },
            { label: 'PostgreSQL, first start on an empty database', ours: onPostgres.first / 1000 },
            { label: 'embedded, first start on an empty folder', ours: embedded.first / 1000 },
          ],
        },
        {
          title: 'Memory',
          ours: 'what the process holds after its first page, and the most that it holds while 16 connections ask for computed pages',
          unit: 'MiB',
          unrelated: true,
          sizes: [
            { label: 'PostgreSQL, idle', ours: onPostgres.idle, target: { atMost: 250 } },
            { label: 'PostgreSQL, under load', ours: onPostgres.loaded, target: { atMost: 350 } },
            { label: 'embedded, idle', ours: embedded.idle, target: { atMost: 750 } },
            { label: 'embedded, under load', ours: embedded.loaded, target: { atMost: 750 } },
          ],
        },
      ];
    });
  },
};

/** Starts twice in each of several new places; the second time it is also loaded. */
async function live(bench: Bench, prepare: (round: number) => Promise<Place>): Promise<Lives> {
  const seen: Lives[] = [];
  for (let round = 0; round < bench.runs; round += 1) {
    const place = await prepare(round);
    const first = await startBeffroi(place);
    await first.stop();
    const next = await startBeffroi(place);
    const idle = next.memory();
    seen.push({
      first: first.startedIn,
      next: next.startedIn,
      idle,
      loaded: await largest(next, () => load({ url: next.url + registerPaths.parties(), headers: computed }, 2 * bench.seconds)),
    });
    await next.stop();
  }
  const of = (name: keyof Lives) => median(seen.map((one) => one[name]));
  return { first: of('first'), next: of('next'), idle: of('idle'), loaded: of('loaded') };
}

/** The most memory that the server holds while something goes on. */
async function largest(server: RunningServer, work: () => Promise<unknown>): Promise<number> {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, server.memory());
  }, 200);
  await work();
  clearInterval(timer);
  return most;
}
