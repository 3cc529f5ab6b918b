import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectPath } from '../src/kernel/project.ts';
import type { BareAnswer } from './bare-server.ts';

/** What is asked for, as a browser or a program would. */
export interface Asked {
  url: string;
  headers?: Record<string, string>;
}

export interface Load {
  perSecond: number;
  /** Milliseconds within which 99 answers of 100 came. */
  p99: number;
}

export const connections = 16;

/** Asks for a page as fast as sixteen connections can, from a process of its own. @throws when an answer is not 200 */
export async function load({ url, headers = {} }: Asked, seconds: number): Promise<Load> {
  const heads = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      projectPath('node_modules', 'autocannon', 'autocannon.js'),
      '-j',
      '-n',
      '-c',
      String(connections),
      '-d',
      String(seconds),
      ...heads,
      url,
    ],
    { maxBuffer: 1 << 26 },
  );
  const result = JSON.parse(stdout) as { '2xx': number; non2xx: number; errors: number; duration: number; latency: { p99: number } };
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: ${result.non2xx} answers were not 200, ${result.errors} failed`);
  return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99 };
}

export interface BareServer {
  url: string;
  stop(): Promise<void>;
}

/** Starts a bare `node:http` server that sends the very bytes and headers of this page. */
export async function startBare({ url, headers = {} }: Asked, folder: string): Promise<BareServer> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity', ...headers } });
  if (response.status !== 200) throw new Error(`${url} answers ${response.status}`);
  const body = Buffer.from(await response.arrayBuffer());
  const same = Object.fromEntries(
    [...response.headers].filter(([name]) => !['connection', 'keep-alive', 'date', 'transfer-encoding'].includes(name)),
  );
  const answer: BareAnswer = { headers: { ...same, 'content-length': String(body.length) }, body: body.toString('base64') };
  const file = join(folder, 'answer.json');
  writeFileSync(file, JSON.stringify(answer));
  const child = spawn(process.execPath, [projectPath('bench', 'bare-server.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${Number(port.toString())}`,
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
