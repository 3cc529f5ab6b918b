import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { deserialize } from 'node:v8';
import { afterAll, expect, test } from 'vitest';
import { program } from './bundle.ts';
import { acknowledgedBefore, buildImage, type Cut, type Recording } from './disk.ts';
import { randomFrom } from './random.ts';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'beffroi-power-'));
const cuts = Number(process.env['CUTS'] ?? 60);
const controls = 5;

afterAll(() => rmSync(folder, { recursive: true }));

test(`the embedded database keeps every promise through ${cuts} power cuts`, async () => {
  const recorded = await record('durable');
  expect(recorded.recording.operations.filter(({ kind }) => kind === 'acknowledge').length).toBeGreaterThan(50);
  const faults = await inPairs(Array.from({ length: cuts }, (_, cut) => () => cutPower(recorded, cut)));
  console.log(describe(recorded.recording));
  expect(faults.flat()).toEqual([]);
});

test('the control: as PGlite comes, without fsync, a power cut in five breaks a promise', async () => {
  const recorded = await record('stock');
  expect(recorded.recording.operations.some(({ kind }) => kind === 'sync')).toBe(false);
  const faults = await inPairs(Array.from({ length: controls }, (_, cut) => () => cutPower(recorded, 1_000 + cut, 0.5)));
  console.log(describe(recorded.recording), `${faults.filter((found) => found.length > 0).length} of ${controls} broken`);
  expect(faults.filter((found) => found.length > 0).length).toBeGreaterThan(0);
});

interface Recorded {
  recording: Recording;
  base: string;
}

async function record(mode: 'durable' | 'stock'): Promise<Recorded> {
  const [data, base, file] = ['data', 'base', 'recording'].map((name) => path.join(folder, mode, name)) as [string, string, string];
  mkdirSync(path.join(folder, mode));
  await run(process.execPath, [program('recorder'), mode, data, base, file]);
  return { recording: deserialize(readFileSync(file)), base };
}

/** Cuts the power at a moment that the seed chooses (after a part `earliest` of the recording), opens what is left, and says what is wrong with it. */
async function cutPower({ recording, base }: Recorded, seed: number, earliest = 0): Promise<string[]> {
  const data = path.join(folder, `cut-${seed}`);
  const cut = chooseCut(recording, seed, earliest);
  buildImage(recording, base, path.join(data, 'db'), cut);
  const acknowledged = path.join(data, 'acknowledged');
  writeFileSync(
    acknowledged,
    acknowledgedBefore(recording, cut.at)
      .map((line) => `${line}\n`)
      .join(''),
  );
  const settings = { databasePool: 1, data, url: '', checkpointSeconds: 3600 };
  const faults = await run(process.execPath, [program('checker'), JSON.stringify(settings), acknowledged]).then(
    ({ stdout }) => JSON.parse(stdout) as string[],
    (error: { stderr?: string }) => [`does not open: ${error.stderr?.trim().split('\n').at(-1)}`],
  );
  rmSync(data, { recursive: true });
  return faults.map((fault) => `cut ${seed} at ${cut.at} of ${recording.operations.length}: ${fault}`);
}

function chooseCut(recording: Recording, seed: number, earliest: number): Cut {
  const random = randomFrom(seed + 1);
  // The first draws of neighbouring seeds are alike.
  random();
  return {
    at: Math.ceil((earliest + random() * (1 - earliest)) * recording.operations.length),
    keep: [0, 0.5, 0.9, random()][Math.floor(random() * 4)]!,
    block: random() < 0.25 ? 512 : 4096,
    random,
  };
}

/** How many operations of each kind were recorded. */
function describe({ operations }: Recording): string {
  return [...Map.groupBy(operations, ({ kind }) => kind)].map(([kind, list]) => `${list.length} ${kind}`).join(', ');
}

/** Two at a time, for two cores. */
async function inPairs<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < tasks.length; index = next++) results[index] = await tasks[index]!();
  };
  await Promise.all([work(), work()]);
  return results;
}
