import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { DatabaseSettings } from '../../src/kernel/db/open.ts';
import { program } from './bundle.ts';
import { randomFrom } from './random.ts';

export interface KillPlan {
  settings: DatabaseSettings;
  /** Where the acknowledged writes are noted. */
  file: string;
  kills: number;
  seed: number;
  /** Called while a writer writes, just before it is killed; it may end the writer in its own way. */
  beforeKill?: (kill: number) => Promise<void>;
}

export interface KillResult {
  kills: number;
  acknowledged: number;
  /** Kills that came before the database was open. */
  early: number;
  faults: string[];
}

/** How often everything is checked, and not only that nothing is lost. */
const wholeCheckEvery = 20;

/** A writer is killed after as many acknowledged writes as chance wants, below this number. */
const mostWrites = 12;

/** Starts a writer and kills it, over and over; each checks what those before it were promised. */
export async function killRepeatedly({ settings, file, kills, seed, beforeKill }: KillPlan): Promise<KillResult> {
  const random = randomFrom(seed);
  const result: KillResult = { kills: 0, acknowledged: 0, early: 0, faults: [] };
  writeFileSync(file, '');
  // The first start lays the database down, and the last one only checks.
  for (let kill = 0; kill <= kills; kill += 1) {
    const whole = kill % wholeCheckEvery === 0 || kill === kills;
    const writer = startWriter(settings, `${kill}`, file, whole);
    // One kill in eight falls while the database opens, which is when a journal is replayed.
    if (!whole && random() < 1 / 8) {
      await pause(random() * 500);
    } else {
      const first = await writer.opened;
      result.faults.push(...first.faults.map((fault) => `kill ${kill}: ${fault}`));
      if (kill < kills) await writer.acknowledges(Math.floor(random() * mostWrites));
      // Anywhere in the write that follows.
      await pause(random() * 20);
    }
    if (writer.hasEnded()) throw new Error(writer.errors());
    await beforeKill?.(kill);
    const { opened, acknowledged } = await writer.kill();
    if (!opened) result.early += 1;
    appendFileSync(file, acknowledged.map((line) => `${line}\n`).join(''));
    result.acknowledged += acknowledged.length;
    result.kills += 1;
  }
  result.kills -= 1;
  return result;
}

function startWriter(settings: DatabaseSettings, run: string, file: string, whole: boolean) {
  const child = spawn(process.execPath, [program('writer'), JSON.stringify(settings), run, file, whole ? '1' : '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const acknowledged: string[] = [];
  let onLine = () => {};
  let errors = '';
  let isOpen = false;
  child.stderr.on('data', (chunk) => (errors += chunk));
  const closed = once(child, 'close');
  const opened = new Promise<{ faults: string[] }>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (isOpen) {
        acknowledged.push(line);
        return onLine();
      }
      isOpen = true;
      resolve(JSON.parse(line));
    });
    child.once('exit', () => {
      if (!child.killed) reject(new Error(`The writer ended by itself: ${errors}`));
    });
  });
  // Where the kill comes first, nobody waits for it.
  opened.catch(() => {});
  return {
    opened,
    acknowledges: (count: number) =>
      new Promise<void>((resolve) => {
        onLine = () => {
          if (acknowledged.length >= count || child.exitCode !== null) resolve();
        };
        child.once('exit', onLine);
        onLine();
      }),
    hasEnded: () => child.exitCode !== null,
    errors: () => errors,
    async kill() {
      child.kill('SIGKILL');
      await closed;
      return { opened: isOpen, acknowledged };
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
