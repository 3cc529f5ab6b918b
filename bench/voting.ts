import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Act } from '../src/kernel/act.ts';
import { recordArrivals } from '../src/modules/assemblies/attendance/commands.ts';
import { createItem, createNetwork, createSitting, createVoterLink } from '../src/modules/assemblies/factories.ts';
import { conveneSitting, getSitting, openSitting } from '../src/modules/assemblies/sittings/commands.ts';
import { closeVote } from '../src/modules/assemblies/votes/closing.ts';
import { findVote, openVote } from '../src/modules/assemblies/votes/commands.ts';
import { countVoices } from '../src/modules/assemblies/votes/rules.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import type { Measure, Sized } from './measure.ts';
import { startBeffroi } from './running-server.ts';

/** A secret vote from phones: each voter opens their link and votes, all within the time that a chair leaves them. */
export const voting: Benchmark = {
  name: 'voting',
  async run(bench: Bench): Promise<Measure[]> {
    const sizes: Sized[] = [];
    // The same rate: 500 voters in a minute.
    for (const voters of bench.sizes([100, 500])) sizes.push(await vote(bench, voters, (voters / 500) * 60));
    return [
      {
        title: 'A secret vote from phones',
        ours: 'the time that 95 voters of 100 wait for the answer to « Voter », each having opened their page just before',
        unit: 'ms',
        sizes,
        target: { atMost: 500 },
        notes: [
          'Through the running product, on PostgreSQL. Each run ends with the closing, and fails unless there are as many ballots as voters.',
        ],
      },
    ];
  },
};

async function vote(bench: Bench, voters: number, seconds: number): Promise<Sized> {
  const database = await bench.databases.create(`voting_${voters}`);
  const data = mkdtempSync(join(tmpdir(), 'beffroi-voting-'));
  const files = join(data, 'files');
  mkdirSync(files, { recursive: true });
  const act = { ...database.act(), files };
  // The first start records what ships with the product; the assembly comes after.
  const server = await startBeffroi({ data, databaseUrl: database.url });
  try {
    const { slug, number, voteId, tokens } = await prepare(act, voters);
    const waited = await Promise.all(
      tokens.map(async (token) => {
        await wait(Math.random() * seconds * 1000);
        return castOne(server.url, server.origin, token, voteId);
      }),
    );
    const { voices } = await closeVote({ ...act, now: Temporal.Now.instant() }, slug, number, { casting: null, confidential: undefined });
    if (countVoices(voices) !== voters) throw new Error(`${countVoices(voices)} ballots of ${voters} voters`);
    const posts = waited.map(({ post }) => post).toSorted((one, other) => one - other);
    const pages = waited.map(({ page }) => page).toSorted((one, other) => one - other);
    const share = (times: readonly number[], part: number) => times[Math.ceil(times.length * part) - 1]!;
    return {
      label: `${voters} voters in ${seconds} s`,
      ours: share(posts, 0.95),
      detail: `median ${share(posts, 0.5).toFixed(0)} ms, slowest ${posts.at(-1)!.toFixed(0)} ms; the page before, p95 ${share(pages, 0.95).toFixed(0)} ms`,
    };
  } finally {
    await server.stop();
    await database.close();
    rmSync(data, { recursive: true });
  }
}

/** An open sitting of so many present voters, one secret vote, and the links of all. */
async function prepare(act: Act, voters: number) {
  const cities = await createNetwork(
    act,
    Array.from({ length: voters }, (_, index) => `Ville ${index + 1}`),
  );
  const slug = await createSitting(act, { startsOn: act.now.toZonedDateTimeISO('Europe/Paris').toPlainDate().add({ days: 30 }) });
  const item = await createItem(act, slug);
  await conveneSitting(act, slug, { reason: null });
  await recordArrivals(
    act,
    slug,
    cities.map(({ id }) => id),
  );
  await openSitting(act, slug);
  const number = await openVote(act, slug, item, { method: 'secret' });
  const { id } = await getSitting(act, slug);
  const tokens: string[] = [];
  for (const city of cities) tokens.push(await createVoterLink(act, id, city.id));
  return { slug, number, voteId: (await findVote(act, slug, number)).id, tokens };
}

/** One voter: opens the page, reads its form, votes. @returns milliseconds for each @throws when an answer is not what a voter expects */
async function castOne(url: string, origin: string, token: string, voteId: string): Promise<{ page: number; post: number }> {
  const start = performance.now();
  const page = await fetch(`${url}/vote/lien/${token}`);
  const html = await page.text();
  const read = performance.now();
  const [, requestKey] = /name="requestKey" value="([^"]+)"/.exec(html) ?? [];
  const [, party] = /name="party" value="([^"]+)"/.exec(html) ?? [];
  if (!requestKey || !party) throw new Error(`The page of a voter answers ${page.status} without its form`);
  const choice = ['for', 'against', 'abstain', 'blank'][randomInt(4)]!;
  const sent = performance.now();
  const answer = await fetch(`${url}/vote/lien/${token}/bulletins/${voteId}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    body: new URLSearchParams({ requestKey, party, choice }),
  });
  await answer.arrayBuffer();
  if (answer.status !== 303) throw new Error(`A vote is answered ${answer.status}`);
  return { page: read - start, post: performance.now() - sent };
}
