import type { Command } from './kernel/command.ts';
import { modules } from './modules.ts';
import { say } from './site/operation/messages.ts';
import { siteModules } from './site/site.ts';

/** Starts everything in this process; `npm start` does the same. */
const start: Command = {
  words: ['start'],
  summary: say.later('start.summary'),
  usage: '',
  arguments: { min: 0, max: 0 },
  database: 'none',
  async run() {
    // Only this command needs the server: the others start faster without it.
    const { runMain } = await import('./run-main.ts');
    return (await runMain(process.env)) === 0 ? 0 : 2;
  },
};

/** Every subcommand of `beffroi`, in the order of its help. */
export const allCommands: readonly Command[] = [start, ...[...siteModules, ...modules].flatMap((module) => module.commands ?? [])];
