import { Invalid } from '../errors.ts';
import type { Command } from '../command.ts';
import { say } from './messages.ts';
import { recordReturn } from './returns.ts';

/** `beffroi mail bounce FILE`: what a mail server's own rules hand over, or a script on a mailbox. */
export const returnCommand: Command = {
  words: ['mail', 'bounce'],
  summary: say.later('command.return'),
  usage: 'FILE',
  arguments: { min: 1, max: 1 },
  async run({ act, lang, arguments: [file], print, complain, readFile }) {
    const t = say.in(lang);
    try {
      const { kind, recipient, subject } = await recordReturn(act, await readFile(file!));
      print(t('command.recorded', { kind: t(`kind.${kind}`), recipient, subject }));
      return 0;
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      complain(error.fields['file']!(lang));
      return 1;
    }
  },
};
