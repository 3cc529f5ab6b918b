import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { registerPaths } from '../src/modules/register/paths.ts';
import { factKinds, inRevision, recordFact, sourceFor } from '../src/modules/register/index.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Database } from './databases.ts';
import { fillRegister } from './large-register.ts';
import { connections } from './load.ts';
import type { Measure } from './measure.ts';
import { shipOnPostgres, signIn } from './pages.ts';
import { inFolder, type RunningServer, startBeffroi } from './running-server.ts';

/** Who is written about while everybody reads their page. */
const city = 'ville-17';

/**
 * Whether an answer is ever older than a write that was acknowledged before it was asked for. An officer records facts by
 * the form, one after the other; sixteen visitors read the page of that city without pause.
 */
export const freshness: Benchmark = {
  name: 'freshness',
  async run(bench: Bench): Promise<Measure[]> {
    return inFolder(async (folder) => {
      const database = await bench.databases.create('freshness', await shipOnPostgres(bench, folder));
      await fillRegister(database, 350);
      const server = await startBeffroi({ data: folder, databaseUrl: database.url });
      const cookie = await signIn(database, server);
      const seconds = 10 * bench.seconds;
      const byForm = await readWhile(server, seconds, (number) => recordByForm(server, cookie, number));
      const byOther = await readWhile(server, seconds, (number) => recordApart(database, number));
      await server.stop();
      await bench.databases.drop(database);
      return [
        {
          title: 'Stale answers under writes',
          ours: 'answers that do not show a fact whose recording was acknowledged before they were asked for, read from the cache by 16 visitors without pause',
          unit: 'answers',
          unrelated: true,
          sizes: [
            { label: 'facts recorded by the form', ours: byForm.stale, target: { atMost: 0 }, detail: describe(byForm) },
            {
              label: 'facts recorded by another process',
              ours: byOther.stale,
              detail: `${describe(byOther)}; the oldest was ${Math.ceil(byOther.oldest)} ms late`,
            },
          ],
          notes: [
            'The server answers the form once its own cache knows of the write: nothing older can be given. A write of another process (the command line on PostgreSQL) is announced by the database: until the notice comes, a page may be as late as the last row says.',
          ],
        },
      ];
    });
  },
};

interface Readings {
  writes: number;
  answers: number;
  stale: number;
  /** Milliseconds between an acknowledgement and the asking of the latest answer that did not show it. */
  oldest: number;
}

async function readWhile(server: RunningServer, seconds: number, record: (number: number) => Promise<void>): Promise<Readings> {
  const end = performance.now() + seconds * 1000;
  const first = await lastShown(server.url, new Agent());
  const acknowledged = [{ number: first, at: performance.now() }];
  const readings: Readings = { writes: 0, answers: 0, stale: 0, oldest: 0 };
  async function write(): Promise<void> {
    for (let number = first + 1; performance.now() < end; number += 1) {
      await record(number);
      acknowledged.push({ number, at: performance.now() });
      readings.writes += 1;
    }
  }
  async function read(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (performance.now() < end) {
      const asked = performance.now();
      const known = acknowledged.at(-1)!;
      const shown = await lastShown(server.url, agent);
      readings.answers += 1;
      if (shown >= known.number) continue;
      readings.stale += 1;
      readings.oldest = Math.max(readings.oldest, asked - acknowledged.find(({ number }) => number > shown)!.at);
    }
    agent.destroy();
  }
  await Promise.all([write(), ...Array.from({ length: connections }, read)]);
  return readings;
}

/** The number of the last fact that the page shows. */
async function lastShown(url: string, agent: Agent): Promise<number> {
  const asking = request(url + registerPaths.party(city), { agent }).end();
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  let html = '';
  for await (const chunk of response.setEncoding('utf8')) html += chunk;
  if (response.statusCode !== 200) throw new Error(`The page answers ${response.statusCode}`);
  return Math.max(0, ...[...html.matchAll(/essai-(\d+)/g)].map(([, number]) => Number(number)));
}

async function recordByForm(server: RunningServer, cookie: string, number: number): Promise<void> {
  const response = await fetch(server.url + registerPaths.newFact(city, 'measure'), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: server.origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      measure: 'gni_per_head',
      value: String(number),
      unit: `essai-${number}`,
      from: String(1000 + number),
      to: String(1001 + number),
      certainty: 'confirmed',
      sourceTitle: 'Mesures',
      reason: 'mesure',
    }),
  });
  if (response.status !== 303) throw new Error(`The form answers ${response.status}: ${await response.text()}`);
}

async function recordApart({ act, query }: Database, number: number): Promise<void> {
  const [found] = await query('select id from party where slug = $1', [city]);
  await inRevision(act(), { command: 'bench', reason: 'mesure' }, async (rev) => {
    const year = (year: number) => ({ date: Temporal.PlainDate.from({ year, month: 1, day: 1 }), precision: 'year' }) as const;
    await recordFact(rev, factKinds.measure, {
      from: year(1000 + number),
      to: year(1001 + number),
      certainty: 'confirmed',
      sourceId: await sourceFor(rev, { title: 'Mesures' }),
      values: { partyId: String(found!['id']), measure: 'gni_per_head', value: String(number), unit: `essai-${number}` },
    });
  });
}

function describe({ writes, answers }: Readings): string {
  return `${writes.toLocaleString('en')} writes, ${answers.toLocaleString('en')} answers`;
}
