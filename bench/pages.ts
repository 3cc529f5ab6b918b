import { randomUUID } from 'node:crypto';
import { createAuth } from '../src/kernel/auth/auth.ts';
import { createSession, createUser } from '../src/kernel/auth/factories.ts';
import { registerPaths } from '../src/modules/register/paths.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Database } from './databases.ts';
import { fillRegister } from './large-register.ts';
import { type Asked, type Load, load, startBare } from './load.ts';
import { inTurn, median, type Measure, type Sized } from './measure.ts';
import { inFolder, type RunningServer, secret, startBeffroi } from './running-server.ts';

/** Members of the network: as many as it has, ten and a hundred times more; the facts that ship are there too. */
export const networks = [350, 3_500, 35_000] as const;

/** A cookie that opens no session: such a request is computed, never answered from the cache. */
export const computed = { cookie: 'bench=1' };

/** The list of the register, fifty to a page, on PostgreSQL: kept, computed, and for someone signed in. */
export const pages: Benchmark = {
  name: 'pages',
  async run(bench: Bench): Promise<Measure[]> {
    const found = {
      cached: [] as Sized[],
      computed: [] as Sized[],
      anew: [] as Sized[],
      compressed: [] as Sized[],
      staff: [] as Sized[],
      slowest: [] as Sized[],
    };
    await inFolder(async (folder) => {
      const shipped = await shipOnPostgres(bench, folder);
      for (const members of bench.sizes(networks)) {
        const database = await bench.databases.create(`pages_${members}`, shipped);
        await fillRegister(database, members);
        const server = await startBeffroi({ data: folder, databaseUrl: database.url });
        const label = `${members.toLocaleString('en')} members`;
        const page = { url: server.url + registerPaths.parties() };
        const staff = { ...page, headers: { cookie: await signIn(database, server) } };

        const open = await inTurnWithBare(bench, folder, page, {
          cached: page,
          computed: { ...page, headers: computed },
          anew: { url: `${page.url}?knownAt=${encodeURIComponent(aSecondAgo())}`, headers: computed },
          compressed: { ...page, headers: { ...computed, 'accept-encoding': 'br' } },
        });
        const behind = await inTurnWithBare(bench, folder, staff, { staff });
        for (const name of ['cached', 'computed', 'anew', 'compressed'] as const) found[name].push(against(label, open[name], open.bare));
        found.staff.push(against(label, behind.staff, behind.bare));
        found.slowest.push({ label, ours: open.computed.p99 });
        await server.stop();
        await bench.databases.drop(database);
      }
    });
    const yardstick = 'a bare `node:http` server sending the same bytes with the same headers, asked in the same way in turn';
    const asked = 'asked by 16 connections from a process of its own';
    return [
      {
        title: 'A public page from the cache by revision',
        ours: `the list of the register, 50 to a page, ${asked}`,
        yardstick,
        unit: 'requests/s',
        sizes: found.cached,
        target: { atLeast: 0.5 },
      },
      {
        title: 'The same page computed',
        ours: `the same, the cache of pages passed by: what the last revision knows is at hand once it was asked for, each page is drawn; ${asked}`,
        yardstick,
        unit: 'requests/s',
        sizes: found.computed,
        target: { atLeast: 0.03 },
        notes: ['The server, PostgreSQL and the process that asks share the processors; the yardstick has no database to share them with.'],
      },
      {
        title: 'The same page read anew',
        ours: `the same, as it was known a second ago: nothing is at hand, each answer is read from PostgreSQL in four queries and drawn; ${asked}`,
        yardstick,
        unit: 'requests/s',
        sizes: found.anew,
      },
      {
        title: 'The same page computed: the slowest answers',
        ours: 'the time within which 99 answers of 100 come',
        unit: 'ms',
        sizes: found.slowest,
        target: { atMost: 50 },
      },
      {
        title: 'The same page computed and compressed',
        ours: `the same, in Brotli as browsers ask; ${asked}`,
        yardstick: `${yardstick}, uncompressed`,
        unit: 'requests/s',
        sizes: found.compressed,
      },
      {
        title: 'A staff list of 50',
        ours: `the same list for someone signed in: session, rights, count, entries of the staff; ${asked}`,
        yardstick,
        unit: 'requests/s',
        sizes: found.staff,
        target: { atLeast: 0.015 },
      },
    ];
  },
};

/** A state of knowledge that is no longer the last one: its answers are not kept. */
function aSecondAgo(): string {
  return Temporal.Now.instant().subtract({ seconds: 1 }).toString();
}

/** A database with what ships, left by a first start. @returns its name */
export async function shipOnPostgres(bench: Bench, folder: string): Promise<string> {
  const database = await bench.databases.create(`shipped_${randomUUID().replaceAll('-', '')}`);
  const server = await startBeffroi({ data: folder, databaseUrl: database.url });
  await server.stop();
  await database.close();
  return database.name;
}

/** An open session of an officer who has given their second factor, as their browser sends it. */
export async function signIn({ db, act }: Database, server: RunningServer): Promise<string> {
  const auth = createAuth({ db, url: server.origin, secret, clock: () => Temporal.Now.instant() });
  const user = await createUser(act(), { role: 'officer' });
  return createSession(act(), auth, user.id);
}

/** Loads the bare server and each of ours in turn. */
export async function inTurnWithBare<Name extends string>(
  bench: Bench,
  folder: string,
  same: Asked,
  asked: Record<Name, Asked>,
): Promise<Record<Name | 'bare', Load>> {
  const bare = await startBare(same, folder);
  const seen = new Map<string, number[]>();
  const sample = (name: string, one: Asked) => async () => {
    const { perSecond, p99 } = await load(one, bench.seconds);
    seen.set(name, [...(seen.get(name) ?? []), p99]);
    return perSecond;
  };
  const all = { ...asked, bare: { url: bare.url } } as Record<Name | 'bare', Asked>;
  const names = Object.keys(all) as (Name | 'bare')[];
  const perSecond = await inTurn(bench.runs, Object.fromEntries(names.map((name) => [name, sample(name, all[name])])));
  await bare.stop();
  return Object.fromEntries(names.map((name) => [name, { perSecond: perSecond[name]!, p99: median(seen.get(name)!.slice(1)) }])) as Record<
    Name | 'bare',
    Load
  >;
}

export function against(label: string, ours: Load, bare: Load): Sized {
  return { label, ours: ours.perSecond, yardstick: bare.perSecond, detail: `99 % within ${Math.round(ours.p99)} ms` };
}
