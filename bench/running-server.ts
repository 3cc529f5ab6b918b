import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../src/kernel/project.ts';

/** The product as people run it (`dist/main.js`), in a process of its own, its log written to a file. */
export interface RunningServer {
  /** `http://127.0.0.1:PORT`; the product knows itself as `http://localhost:PORT`. */
  url: string;
  /** The name that forms must come from. */
  origin: string;
  /** Milliseconds from the start of the process to the first whole page. */
  startedIn: number;
  pid: number;
  /** MiB of memory that the process holds. */
  memory(): number;
  stop(): Promise<void>;
}

/** Seals the sessions that benchmarks open. */
export const secret = 'un secret qui ne sert qu’aux mesures';

/** @param where a data folder, and the database if it is not the embedded one in that folder */
export async function startBeffroi({ data, databaseUrl }: { data: string; databaseUrl?: string }): Promise<RunningServer> {
  const port = await findFreePort();
  mkdirSync(data, { recursive: true });
  const log = join(data, 'log');
  const file = openSync(log, 'a');
  const started = performance.now();
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [projectPath('dist', 'main.js')], {
    env: {
      ...environment,
      PORT: String(port),
      BEFFROI_DATA: data,
      BEFFROI_SECRET: secret,
      BEFFROI_BACKUP_AT: 'off',
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    },
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`Beffroi ended with status ${child.exitCode}:\n${readFileSync(log, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return {
    url,
    origin: `http://localhost:${port}`,
    startedIn: performance.now() - started,
    pid: child.pid!,
    memory: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** An empty folder for as long as the work lasts. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'beffroi-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    return response.ok && (await response.text()).length > 0;
  } catch {
    return false;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
