import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The product, running on an empty folder of its own. */
export interface Product {
  data: string;
  url: string;
  /** The one-time link of its first administrator. */
  firstAdminUrl: string;
  stop(): Promise<void>;
  /** Stops it, and takes its folder away. */
  remove(): Promise<void>;
}

/** Starts the product as its users do, on the embedded engine and a free port. */
export async function startProduct(): Promise<Product> {
  const data = mkdtempSync(path.join(tmpdir(), 'beffroi-e2e-'));
  const server = spawn(process.execPath, ['scripts/run.ts', 'main'], {
    env: { ...process.env, BEFFROI_DATA: data, PORT: '0', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const addresses: string[] = [];
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /https?:\/\/\S+/.exec(line)?.[0];
    if (address && !line.startsWith('{')) addresses.push(address);
    if (addresses.length === 2) break;
  }
  server.stdout.resume();
  const [url, firstAdminUrl] = addresses;
  if (!url || !firstAdminUrl) throw new Error('The server did not start');
  const stop = async () => {
    if (server.exitCode !== null) return;
    server.kill('SIGTERM');
    await once(server, 'exit');
  };
  const remove = async () => {
    await stop();
    rmSync(data, { recursive: true });
  };
  return { data, url, firstAdminUrl, stop, remove };
}
