import { userInfo } from 'node:os';
import type { Act } from '../act.ts';
import type { Actor } from '../actor.ts';
import type { Command } from '../command.ts';
import type { Installation } from '../installation.ts';
import { say } from './messages.ts';
import { readWords } from './read-words.ts';
import { runCommand } from './run.ts';
import type { Answer } from './socket.ts';

/** Runs, in the server that holds the database, the commands typed at another terminal. */
export function answerCommands(installation: Installation, jobs: Act['jobs'], commands: readonly Command[]): Answer {
  return async (typed, terminal, lang) => {
    const read = readWords(typed, commands, lang);
    if ('print' in read || 'complain' in read) throw new Error('The command line sends only what it understood');
    if (read.command.database === 'exclusive') {
      terminal.complain(say.in(lang)('held'));
      return 2;
    }
    const act: Act = { ...installation.surroundings(), actor: commandActor(), jobs };
    try {
      return await runCommand(read, { config: installation.config, lang, opened: { installation, act } }, terminal);
    } catch (error) {
      terminal.complain(say.in(lang)('bug', { why: error instanceof Error ? (error.stack ?? error.message) : String(error) }));
      return 2;
    }
  };
}

/** Whoever has a terminal on the machine: the system, under the name of their session on it. */
export function commandActor(): Actor {
  return { kind: 'system', name: `beffroi (${userInfo().username})` };
}
