import { Refused } from '../../kernel/errors.ts';
import { formatDate } from '../../kernel/i18n/format.ts';
import type { Module } from '../../kernel/module.ts';
import { loadDemonstration } from './load.ts';
import { say } from './messages.ts';
import { demonstrateNetwork } from './network.ts';

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
          await loadDemonstration(act, (act) =>
            demonstrateNetwork(act, {
              say: (stage, { count = 0, day } = {}) =>
                print(say.in(lang)(`stage.${stage}`, { count, day: day ? formatDate(day, lang) : '' })),
            }),
          );
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
