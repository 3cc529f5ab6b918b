import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { findNearest } from '../config/nearest.ts';
import type { Lang } from '../i18n/lang.ts';
import { say } from './messages.ts';

/** What was typed after `beffroi`, understood: a command to run, or something to print and be done. */
export type Typed =
  | { command: Command; arguments: string[]; options: Record<string, string | boolean | undefined> }
  | { print: string[]; exit: 0 }
  | { complain: string[]; exit: 2 };

/** Finds the command that the words name, and reads its arguments and options. */
export function readWords(typed: readonly string[], commands: readonly Command[], lang: Lang): Typed {
  const command = commands.find(({ words }) => words.every((word, index) => typed[index] === word));
  if (!command)
    return typed.length === 0 || isHelp(typed[0]!) || typed[0] === 'help'
      ? { print: describeAll(commands, lang), exit: 0 }
      : unknown(typed, commands, lang);
  const rest = typed.slice(command.words.length);
  if (rest.some(isHelp)) return { print: describeOne(command, lang), exit: 0 };
  const t = say.in(lang);
  try {
    const { values, positionals } = parseArgs({ args: [...rest], options: command.options ?? {}, allowPositionals: true });
    if (positionals.length < command.arguments.min || positionals.length > command.arguments.max)
      return { complain: [t('arguments'), usageOf(command, lang)], exit: 2 };
    return { command, arguments: positionals, options: values as Record<string, string | boolean | undefined> };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { complain: [t('option', { why: error.message }), usageOf(command, lang)], exit: 2 };
  }
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function unknown(typed: readonly string[], commands: readonly Command[], lang: Lang): Typed {
  const t = say.in(lang);
  const words =
    typed
      .filter((word) => !word.startsWith('-'))
      .slice(0, 2)
      .join(' ') || typed[0]!;
  // A word that begins commands calls for the whole list of them.
  const begun = commands.filter((command) => command.words[0] === typed[0]);
  const hints =
    begun.length > 0
      ? begun.map((command) => usageOf(command, lang))
      : [
          t('nearest', {
            words: findNearest(
              words,
              commands.map((command) => command.words.join(' ')),
            ),
          }),
        ];
  return { complain: [t('unknown', { words }), ...hints, t('helpOfOne')], exit: 2 };
}

function describeAll(commands: readonly Command[], lang: Lang): string[] {
  const t = say.in(lang);
  const width = Math.max(...commands.map(({ words }) => words.join(' ').length));
  return [
    t('usage'),
    '',
    t('commands'),
    ...commands.map(({ words, summary }) => `  ${words.join(' ').padEnd(width)}  ${summary(lang)}`),
    '',
    t('helpOfOne'),
  ];
}

function describeOne(command: Command, lang: Lang): string[] {
  return [usageOf(command, lang), '', command.summary(lang)];
}

function usageOf({ words, usage }: Command, lang: Lang): string {
  return say.in(lang)('usageOf', { usage: `beffroi ${words.join(' ')} ${usage}`.trim() });
}
