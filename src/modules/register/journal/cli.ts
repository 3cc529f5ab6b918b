import type { Command } from '../../../kernel/command.ts';
import { createVerifier, listKeys } from '../../../kernel/signing/index.ts';
import { verifyJournal } from '../facts/journal.ts';
import { say } from '../messages.ts';

/** `beffroi journal verify`: the register is what its journal says, and its signed seals are whole. */
export const journalVerify: Command = {
  words: ['journal', 'verify'],
  summary: say.later('cli.journal.summary'),
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  arguments: { min: 0, max: 0 },
  async run({ act, lang, options, print }) {
    const check = await verifyJournal(act.db, createVerifier(await listKeys(act.db)));
    const valid = check.faults.length === 0;
    if (options['json']) print(JSON.stringify({ valid, ...check }));
    else {
      const t = say.in(lang);
      const { revisions, entries, seals, redacted } = check;
      print(t(valid ? 'cli.journal.valid' : 'cli.journal.invalid', { revisions, entries, seals, faults: check.faults.length }));
      if (redacted > 0) print(t('cli.journal.redacted', { count: redacted }));
      for (const { what, where } of check.faults) print(`- ${t(`cli.journal.${what}`, { where })}`);
    }
    return valid ? 0 : 1;
  },
};
