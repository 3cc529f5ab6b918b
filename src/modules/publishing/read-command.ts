import type { Command, CommandCall, ExitCode } from '../../kernel/command.ts';
import { parseDay } from '../../kernel/dates.ts';
import { dayOf } from '../../kernel/i18n/format.ts';
import { isLang, type Lang } from '../../kernel/i18n/lang.ts';
import { say } from './messages.ts';
import { guessLang, readDraft, type Reading } from './reading/reading.ts';
import { openReadingRegister } from './reading/register-reader.ts';
import { splitFrontMatter } from './reference/text-file.ts';
import { mentionGate } from './rules.ts';

/** One mention as the command prints it in JSON. */
export interface PrintedMention {
  text: string;
  start: number;
  class: string;
  figure?: string;
  expected?: number | string;
  verdict?: string;
}

/** `read FILE`: the reading of a draft, for people and for scripts. Status 1 when something is unbound or contradicted. */
export const readCommand: Command = {
  words: ['read'],
  summary: say.later('command.read'),
  usage: 'FILE [--lang fr|en] [--on DATE] [--json]',
  options: { lang: { type: 'string' }, on: { type: 'string' }, json: { type: 'boolean' } },
  arguments: { min: 1, max: 1 },
  run: readFileCommand,
};

async function readFileCommand({
  act,
  lang: spoken,
  arguments: [path],
  options,
  print,
  complain,
  readFile,
}: CommandCall): Promise<ExitCode> {
  const text = new TextDecoder().decode(await readFile(path!));
  const { fields } = splitFrontMatter(text);
  const lang = langOf(path!, text, options['lang']);
  if (!lang) {
    complain(say.in(spoken)('command.noLang'));
    return 2;
  }
  const asked = options['on'] ?? fields['figures_on'];
  const on = typeof asked === 'string' ? parseDay(asked) : dayOf(act.now);
  if (!on) {
    complain(say.in(spoken)('command.noDay', { day: String(asked) }));
    return 2;
  }
  const readings = await readDraft(text, { lang, on, register: await openReadingRegister(act, { lang, on }) });
  const left = readings.filter((reading) => mentionGate(reading, false) !== 'clear').length;
  if (options['json']) print(JSON.stringify(readings.map(printed), null, 2));
  else printRows(readings, left, spoken, print);
  return left > 0 ? 1 : 0;
}

/** What the person says, else what the file is called (`kigali.en.md`), else what its words are. */
function langOf(path: string, text: string, asked: string | boolean | undefined): Lang | null {
  if (asked !== undefined) return isLang(asked) ? asked : null;
  const named = /\.(fr|en)\.[a-z]+$/.exec(path)?.[1];
  return isLang(named) ? named : guessLang(text);
}

function printed({ text, start, class: found, figure, expected, verdict }: Reading): PrintedMention {
  return { text, start, class: found, figure, expected, verdict };
}

function printRows(readings: readonly Reading[], left: number, spoken: Lang, print: CommandCall['print']): void {
  const t = say.in(spoken);
  const width = Math.min(60, Math.max(0, ...readings.map(({ text }) => text.length)));
  for (const reading of readings) {
    const verdict = reading.verdict ? t(`verdict.${reading.verdict}`) : '';
    print(
      [
        String(reading.start).padStart(6),
        reading.text.replace(/\s+/g, ' ').padEnd(width),
        t(`class.${reading.class}`).padEnd(20),
        verdict,
        reading.expected ?? '',
      ]
        .join('  ')
        .trimEnd(),
    );
  }
  print(t('command.count', { count: readings.length, left }));
}
