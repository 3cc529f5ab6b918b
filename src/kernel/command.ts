import type { ParseArgsConfig } from 'node:util';
import type { Act } from './act.ts';
import type { Config } from './config.ts';
import type { Lang, Message } from './i18n/lang.ts';
import type { Installation } from './installation.ts';

/** One subcommand of `beffroi`: `figure show`, `import`, `drift`. */
export interface Command {
  /** The words that call it: `['figure', 'show']`. */
  words: readonly string[];
  /** What it does, in one sentence. */
  summary: Message;
  /** What follows the words: `SLUG [--on DATE]`. */
  usage: string;
  options?: NonNullable<ParseArgsConfig['options']>;
  /** How many plain arguments it takes. */
  arguments: { min: number; max: number };
  /**
   * What it needs: `none` opens nothing; `exclusive` is alone with the database, the server being stopped;
   * `shared`, the default, is run by the server when the server holds the embedded database.
   */
  database?: 'none' | 'exclusive' | 'shared';
  run(call: CommandCall): Promise<ExitCode>;
}

/** 0: done; 1: done, and the answer is no (invalid, drifted, refused); 2: could not be done (usage, input). */
export type ExitCode = 0 | 1 | 2;

export interface CommandCall {
  /** Reading it is a bug in a command whose `database` is `none`; so it is with `installation`. */
  act: Act;
  installation: Installation;
  config: Config;
  /** The language of what is printed. */
  lang: Lang;
  arguments: string[];
  options: Record<string, string | boolean | undefined>;
  /** Writes one line on standard output. */
  print(line: string): void;
  /** Writes one line on standard error. */
  complain(line: string): void;
  /** Reads a file named by the person, from the folder where the command was called; `-` is standard input. */
  readFile(path: string): Promise<Uint8Array>;
  /** The whole path of a file named by the person. */
  resolve(path: string): string;
}
