import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { program } from './bundle.ts';
import { randomFrom } from './random.ts';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'beffroi-failure-'));

afterAll(() => rmSync(folder, { recursive: true }));

function settingsOf(data: string): string {
  return JSON.stringify({ databasePool: 1, data, url: '', checkpointSeconds: 3600 });
}

async function findFaults(data: string, acknowledged: string): Promise<unknown> {
  const file = path.join(folder, 'acknowledged');
  writeFileSync(file, acknowledged);
  return JSON.parse((await run(process.execPath, [program('checker'), settingsOf(data), file])).stdout);
}

test.each(['fsync', 'space'])(
  'when the disk fails (%s), Beffroi stops with a clear line, and what it acknowledged is there',
  async (mode) => {
    const data = path.join(folder, mode);
    const stopped = await run(process.execPath, [program('breaker'), mode, data, '8']).then(
      () => null,
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    expect(stopped?.code).toBe(1);
    expect(JSON.parse(stopped!.stderr.trim().split('\n').at(-1)!)).toMatchObject({
      level: 'error',
      message: expect.stringContaining('Le disque n’a pas confirmé une écriture'),
    });
    const acknowledged = stopped!.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).name);
    expect(acknowledged).toContain('write-7');
    expect(acknowledged).not.toContain('write-8');
    expect(await findFaults(data, stopped!.stdout)).toEqual([]);
  },
);

test('a first start that is killed anywhere leaves nothing that the next one cannot take up', async () => {
  const random = randomFrom(11);
  let early = 0;
  for (let kill = 0; kill < 5; kill += 1) {
    const data = path.join(folder, `first-${kill}`);
    writeFileSync(path.join(folder, 'none'), '');
    const writer = spawn(process.execPath, [program('writer'), settingsOf(data), '0', path.join(folder, 'none'), '0'], { stdio: 'ignore' });
    await new Promise((resolve) => setTimeout(resolve, 200 + random() * 4_000));
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    if (!existsSync(path.join(data, 'db/PG_VERSION'))) early += 1;
    expect(await findFaultsAfterStart(data), `kill ${kill}`).toEqual([]);
  }
  expect(early).toBeGreaterThan(0);
});

/** Starts a writer, which migrates, and lets it open; then checks all. */
async function findFaultsAfterStart(data: string): Promise<unknown> {
  const writer = spawn(process.execPath, [program('writer'), settingsOf(data), '1', path.join(folder, 'none'), '1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(writer.stdout, 'data');
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  return JSON.parse(String(line).split('\n')[0]!).faults;
}
