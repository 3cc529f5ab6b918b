import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { allCommands } from './commands.ts';
import type { Act } from './kernel/act.ts';
import type { ExitCode } from './kernel/command.ts';
import { commandActor } from './kernel/commands/answer.ts';
import { say } from './kernel/commands/messages.ts';
import { readWords, type Typed } from './kernel/commands/read-words.ts';
import { runCommand, type Terminal, UnreadableFile } from './kernel/commands/run.ts';
import { askServer, socketPath } from './kernel/commands/socket.ts';
import { BadConfig, type Config, readConfig } from './kernel/config.ts';
import { DatabaseRefused } from './kernel/db/refused.ts';
import { isLang, type Lang } from './kernel/i18n/lang.ts';
import { makeReady, openInstallation } from './kernel/installation.ts';
import { openJobSender } from './kernel/jobs/jobs.ts';
import { modules } from './modules.ts';
import { siteModules } from './site/site.ts';

/** Runs what was typed after `beffroi`. @returns the exit status */
export async function runTyped(typed: string[]): Promise<ExitCode> {
  const read = readWords(typed, allCommands, lang);
  if ('print' in read) return sayAll(read.print, terminal.print, 0);
  if ('complain' in read) return sayAll(read.complain, terminal.complain, 2);
  try {
    return await runRead(typed, read, readConfig(process.env));
  } catch (error) {
    if (error instanceof BadConfig)
      return sayAll(
        error.sentences.map((sentence) => sentence(lang)),
        terminal.complain,
        2,
      );
    if (error instanceof DatabaseRefused) return sayAll([error.sentence(lang)], terminal.complain, 2);
    throw error;
  }
}

const lang: Lang = isLang(process.env['BEFFROI_LANG']) ? process.env['BEFFROI_LANG'] : 'fr';

// npm runs scripts from the project's folder: the one where the person stands is in INIT_CWD.
const folder = process.env['INIT_CWD'] ?? process.cwd();

const terminal: Terminal = {
  folder,
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  async readFile(path) {
    try {
      return path === '-' ? await buffer(process.stdin) : await readFile(resolve(folder, path));
    } catch (error) {
      throw new UnreadableFile(path, error instanceof Error && 'code' in error ? String(error.code) : String(error));
    }
  },
};

/** Runs the command here, or in the server where the server holds the embedded database. */
async function runRead(typed: string[], read: Extract<Typed, { command: unknown }>, config: Config): Promise<ExitCode> {
  const { database = 'shared' } = read.command;
  if (database === 'none') return runCommand(read, { config, lang, opened: null }, terminal);
  if (database === 'shared' && !config.databaseUrl) {
    const exit = await askServer(socketPath(config.data), typed, terminal, lang);
    if (exit === 'lost') return sayAll([say.in(lang)('lost')], terminal.complain, 2);
    if (exit !== null) return exit;
  }
  return runHere(read, config);
}

async function runHere(read: Extract<Typed, { command: unknown }>, config: Config): Promise<ExitCode> {
  const installation = await openInstallation(config, [...modules, ...siteModules]);
  const jobs = await openJobSender(installation.open, installation.modules);
  try {
    await makeReady(installation, jobs);
    const act: Act = { ...installation.surroundings(), actor: commandActor(), jobs };
    return await runCommand(read, { config, lang, opened: { installation, act } }, terminal);
  } finally {
    await jobs.stop();
    await installation.close();
  }
}

function sayAll(lines: readonly string[], write: (line: string) => void, exit: ExitCode): ExitCode {
  for (const line of lines) write(line);
  return exit;
}
