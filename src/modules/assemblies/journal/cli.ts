import type { Command } from '../../../kernel/command.ts';
import { Missing } from '../../../kernel/errors.ts';
import { say } from '../messages.ts';
import { replaySitting } from './verify.ts';

/** `beffroi sitting replay SLUG`: a sitting told again from its journal is what was recorded. Status 1 where it is not. */
export const sittingReplay: Command = {
  words: ['sitting', 'replay'],
  summary: say.later('cli.replay.summary'),
  usage: 'SLUG [--json]',
  options: { json: { type: 'boolean' } },
  arguments: { min: 1, max: 1 },
  async run({ act, lang, arguments: [slug], options, print, complain }) {
    const t = say.in(lang);
    try {
      const report = await replaySitting(act, slug!);
      const isSame = report.faults.length === 0;
      if (options['json']) print(JSON.stringify({ same: isSame, ...report }));
      else {
        print(t(isSame ? 'cli.replay.same' : 'cli.replay.differs', { ...report, faults: report.faults.length }));
        for (const { what, where } of report.faults) print(`- ${t(`cli.replay.${what}`, { where })}`);
      }
      return isSame ? 0 : 1;
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      complain(t('cli.replay.unknown', { slug: slug! }));
      return 2;
    }
  },
};
