import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startCluster } from '../../scripts/postgres-cluster.ts';
import { killRepeatedly, type KillResult } from './kills.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'beffroi-kills-'));
const kills = Number(process.env['KILLS'] ?? 200);
/** Every tenth time the server dies with its client. */
const crashEvery = 10;

afterAll(() => rmSync(folder, { recursive: true }));

test(`PostgreSQL keeps every promise through ${kills} kills of the client, and of the server one time in ten`, async () => {
  // Two servers side by side, for two cores.
  const results = await Promise.all([3, 4].map((seed) => killOnServer(seed)));
  console.log(JSON.stringify(results));
  expect(results.flatMap(({ faults }) => faults)).toEqual([]);
  expect(results.reduce((sum, result) => sum + result.kills, 0)).toBe(kills);
  expect(results.every(({ acknowledged }) => acknowledged > kills / 2)).toBe(true);
});

async function killOnServer(seed: number): Promise<KillResult> {
  const cluster = await startCluster({ durable: true });
  try {
    return await killRepeatedly({
      settings: { databaseUrl: cluster.url, databasePool: 2, data: folder, url: 'http://localhost:3000', checkpointSeconds: 300 },
      file: path.join(folder, `acknowledged-${seed}`),
      kills: kills / 2,
      seed,
      beforeKill: async (kill) => {
        if (kill % crashEvery === crashEvery - 1) await cluster.crash();
      },
    });
  } finally {
    await cluster.remove();
  }
}
