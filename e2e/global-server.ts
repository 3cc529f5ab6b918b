import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server under test answers. */
    url: string;
    /** The one-time link of its first administrator. */
    firstAdminUrl: string;
  }
}

/** Starts the product as its users do, on an empty folder, for all the files of the suite. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = mkdtempSync(path.join(tmpdir(), 'beffroi-e2e-'));
  const server = spawn(process.execPath, ['scripts/run.ts', 'main'], {
    env: { ...process.env, BEFFROI_DATA: data, PORT: '0', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const found: string[] = [];
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /https?:\/\/\S+/.exec(line)?.[0];
    if (address && !line.startsWith('{')) found.push(address);
    if (found.length === 2) break;
  }
  server.stdout.resume();
  if (found.length < 2) throw new Error('The server did not start');
  project.provide('url', found[0]!);
  project.provide('firstAdminUrl', found[1]!);
  return async () => {
    const ended = new Promise((resolve) => {
      server.once('exit', resolve);
    });
    server.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true });
  };
}
