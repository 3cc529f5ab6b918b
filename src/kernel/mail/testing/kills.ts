import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { randomFrom } from '../../../../test/durability/random.ts';
import type { MailState } from '../schema.ts';
import { listenSmtp } from './smtp.ts';

interface SentRow {
  messageId: string;
  state: MailState;
  answer: string | null;
}

export interface PostingResult {
  /** How often the recipients' box holds each mail. */
  box: Map<string, number>;
  rows: SentRow[];
  /** The same once a person has decided on what was in doubt. */
  settled: { box: Map<string, number>; rows: SentRow[] };
  kills: number;
}

/**
 * Sends mails through a mail server of our own by a process that is killed over and over, wherever chance wants: while a mail
 * is given, after the server has it and before it says so, after it said so and before that is written down.
 */
export async function postAndKill({ mails, kills, seed }: { mails: number; kills: number; seed: number }): Promise<PostingResult> {
  const random = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'beffroi-posting-'));
  let killNow: (() => void) | null = null;
  const server = await listenSmtp({
    taken: async () => {
      killNow?.();
      await pause(random() * 4);
    },
  });
  const plan = { data: join(folder, 'data'), smtpUrl: server.url, mails, box: null };
  let done = 0;
  try {
    let rows: SentRow[] | null = null;
    for (let run = 0; rows === null; run += 1) {
      const poster = startPoster({ ...plan, ahead: run * 120 });
      await poster.ready;
      if (done < kills) {
        // Never more than an equal part of what is left: the last kill too finds mails that are not sent yet.
        const from = server.raw.length;
        const share = Math.floor(((mails - from) / (kills - done + 1)) * (0.5 + random() / 2));
        await until(() => server.raw.length >= from + share || poster.hasEnded());
        // One in two falls while the server has a mail and has not said so.
        if (random() < 0.5) await Promise.race([new Promise<void>((resolve) => (killNow = resolve)), poster.done]);
        else await pause(random() * 10);
        killNow = null;
        if (poster.kill()) done += 1;
      }
      rows = await poster.done;
    }
    const box = boxOf(server.raw);
    writeFileSync(join(folder, 'box.json'), JSON.stringify([...box.keys()]));
    const settling = startPoster({ ...plan, box: join(folder, 'box.json'), ahead: 100_000 });
    const settledRows = (await settling.done)!;
    return { box, rows, settled: { box: boxOf(server.raw), rows: settledRows }, kills: done };
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function startPoster(plan: object) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./poster.ts', import.meta.url)), JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  let rows: SentRow[] | null = null;
  child.stderr.on('data', (chunk) => (errors += chunk));
  const ready = new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const said = JSON.parse(line) as { ready?: true; done?: SentRow[] };
      if (said.done) rows = said.done;
      resolve();
    });
    child.once('close', () => reject(new Error(errors)));
  });
  ready.catch(() => {});
  const done = once(child, 'close').then(() => {
    if (rows === null && !child.killed) throw new Error(`The poster ended by itself: ${errors}`);
    return rows;
  });
  done.catch(() => {});
  return { ready, done, hasEnded: () => child.exitCode !== null, kill: () => child.exitCode === null && child.kill('SIGKILL') };
}

function boxOf(raw: readonly string[]): Map<string, number> {
  const box = new Map<string, number>();
  for (const mail of raw) {
    const id = /^Message-ID: (\S+)/im.exec(mail)![1]!;
    box.set(id, (box.get(id) ?? 0) + 1);
  }
  return box;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(2);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
