import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './lock.ts';

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beffroi-lock-'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function hold(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./testing/hold-folder.ts', import.meta.url)), folder, 'http://localhost:4321'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

test('a second process is refused, and told which one holds the folder and where it answers', async () => {
  const holder = await hold();
  expect(() => lockFolder(folder, 'http://localhost:3000')).toThrow(
    `(numéro ${holder.pid}), qui devrait répondre à l’adresse http://localhost:4321`,
  );
});

test('a process that was killed no longer holds the folder', async () => {
  for (let kill = 0; kill < 3; kill += 1) {
    const holder = await hold();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    lockFolder(folder, 'http://localhost:3000').release();
  }
});

test('the same process does not open its folder twice', () => {
  const lock = lockFolder(folder, 'http://localhost:3000');
  expect(() => lockFolder(folder, 'http://localhost:3000')).toThrow(`numéro ${process.pid}`);
  lock.release();
  lockFolder(folder, 'http://localhost:3000').release();
});
