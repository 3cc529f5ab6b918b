import { Refused } from '../../kernel/errors.ts';
import type { Module } from '../../kernel/module.ts';
import { loadDemonstration } from './load.ts';
import { say } from './messages.ts';

/** A network that does not exist, to see what Beffroi does before anything real is in it. */
export const demonstrating = {
  name: 'demonstration',
  commands: [
    {
      words: ['demo'],
      summary: say.later('summary'),
      usage: '',
      arguments: { min: 0, max: 0 },
      database: 'exclusive',
      async run({ act, print, complain, lang }) {
        print(say.in(lang)('begins'));
        try {
          await loadDemonstration(act);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          complain(error.sentence(lang));
          return 1;
        }
        print(say.in(lang)('done'));
        return 0;
      },
    },
  ],
} satisfies Module;
