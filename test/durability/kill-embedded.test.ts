import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { killRepeatedly } from './kills.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'beffroi-kills-'));
const kills = Number(process.env['KILLS'] ?? 200);

afterAll(() => rmSync(folder, { recursive: true }));

test(`the embedded database keeps every promise through ${kills} kills during writes`, async () => {
  // Two folders side by side: one process waits for its disk while the other starts.
  const results = await Promise.all(
    [1, 2].map((seed) =>
      killRepeatedly({
        settings: {
          databaseUrl: undefined,
          databasePool: 1,
          data: path.join(folder, `data-${seed}`),
          url: 'http://localhost:3000',
          checkpointSeconds: 1,
        },
        file: path.join(folder, `acknowledged-${seed}`),
        kills: kills / 2,
        seed,
      }),
    ),
  );
  console.log(JSON.stringify(results));
  expect(results.flatMap(({ faults }) => faults)).toEqual([]);
  expect(results.reduce((sum, result) => sum + result.kills, 0)).toBe(kills);
  expect(results.every(({ acknowledged }) => acknowledged > kills / 2)).toBe(true);
});
