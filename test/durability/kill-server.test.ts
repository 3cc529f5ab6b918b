import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCluster, type Cluster } from '../../scripts/postgres-cluster.ts';
import { killRepeatedly } from './kills.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'beffroi-kills-'));
const kills = Number(process.env['KILLS'] ?? 200);
/** Every tenth time the server dies with its client. */
const crashEvery = 10;
let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ durable: true });
});

afterAll(async () => {
  await cluster.remove();
  rmSync(folder, { recursive: true });
});

test(`PostgreSQL keeps every promise through ${kills} kills of the client, and of the server one time in ten`, async () => {
  const result = await killRepeatedly({
    settings: { databaseUrl: cluster.url, databasePool: 2, data: folder, url: 'http://localhost:3000', checkpointSeconds: 300 },
    file: path.join(folder, 'acknowledged'),
    kills,
    seed: 3,
    beforeKill: async (kill) => {
      if (kill % crashEvery === crashEvery - 1) await cluster.crash();
    },
  });
  console.log(JSON.stringify(result));
  expect(result.faults).toEqual([]);
  expect(result.kills).toBe(kills);
  expect(result.acknowledged).toBeGreaterThan(kills);
});
