import { resolve } from 'node:path';
import type { Act } from '../act.ts';
import type { CommandCall, ExitCode } from '../command.ts';
import type { Config } from '../config.ts';
import { DatabaseRefused } from '../db/refused.ts';
import { Forbidden, Invalid, Missing, Refused } from '../errors.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Installation } from '../installation.ts';
import { say } from './messages.ts';
import type { Typed } from './read-words.ts';

/** Where a command prints, and whence it reads: the terminal, or the other end of the server's socket. */
export interface Terminal {
  print(line: string): void;
  complain(line: string): void;
  /** @param path as typed, relative to `folder` */
  readFile(path: string): Promise<Uint8Array>;
  /** The folder in which the command was called. */
  folder: string;
}

/** A file named on the command line cannot be read. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
  readonly file: string;
  constructor(file: string, why: string) {
    super(why);
    this.file = file;
  }
}

export interface CommandSurroundings {
  config: Config;
  lang: Lang;
  /** Null for a command that opens nothing. */
  opened: { installation: Installation; act: Act } | null;
}

/** Runs a command that was understood; what is refused is said in a sentence, and in the exit status. */
export async function runCommand(
  { command, arguments: given, options }: Extract<Typed, { command: unknown }>,
  { config, lang, opened }: CommandSurroundings,
  terminal: Terminal,
): Promise<ExitCode> {
  const call: CommandCall = {
    config,
    lang,
    arguments: given,
    options,
    print: terminal.print,
    complain: terminal.complain,
    readFile: terminal.readFile,
    resolve: (path) => resolve(terminal.folder, path),
    get act() {
      return need(opened).act;
    },
    get installation() {
      return need(opened).installation;
    },
  };
  try {
    return await command.run(call);
  } catch (error) {
    const refusal = describeRefusal(error, lang);
    if (!refusal) throw error;
    for (const sentence of refusal.sentences) terminal.complain(sentence);
    return refusal.exit;
  }
}

function need<T>(opened: T | null): T {
  if (!opened) throw new Error('This command says that it needs no database');
  return opened;
}

function describeRefusal(error: unknown, lang: Lang): { sentences: string[]; exit: ExitCode } | null {
  const t = say.in(lang);
  if (error instanceof Invalid) return { sentences: Object.values(error.fields).map((sentence) => sentence(lang)), exit: 2 };
  if (error instanceof UnreadableFile) return { sentences: [t('file', { file: error.file, why: error.message })], exit: 2 };
  if (error instanceof DatabaseRefused) return { sentences: [error.sentence(lang)], exit: 2 };
  if (error instanceof Refused) return { sentences: [error.sentence(lang)], exit: 1 };
  if (error instanceof Missing) return { sentences: [t('missing')], exit: 1 };
  return error instanceof Forbidden ? { sentences: [t('forbidden')], exit: 1 } : null;
}
