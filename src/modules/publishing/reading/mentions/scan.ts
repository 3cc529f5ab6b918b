import type { Lang } from '../../../../kernel/i18n/lang.ts';
import type { Precision } from '../../../../kernel/i18n/format.ts';
import type { Hedge } from '../hedges.ts';
import { blockBreak, type Prose } from '../prose.ts';
import type { Vocabulary } from './vocabulary.ts';

export type MentionKind =
  | 'cardinal'
  | 'ordinal'
  | 'percent'
  | 'money'
  | 'range'
  | 'date'
  | 'year'
  | 'time'
  | 'duration'
  | 'anniversary'
  | 'fraction'
  | 'name'
  | 'directive';

/** Days from `from` to `to`, both included. `yearInferred`: the text gives no year, the nearest was taken. */
export type MentionedDate = { from: Temporal.PlainDate; to: Temporal.PlainDate; precision: Precision; yearInferred?: boolean };

/** What a mention says. `upTo` ends a range. `unit`: `%`, a currency (ISO 4217), `year`, `day`, `km²`… `noun`: up to eight words that follow. */
export type Meaning = {
  kind: MentionKind;
  value?: number;
  upTo?: number;
  unit?: string;
  hedge?: Hedge;
  date?: MentionedDate;
  noun?: string;
};

/** What a recogniser found from its position, in the prose's offsets; without meaning, words that look like a number and are none. */
export type Found = { start: number; end: number; meaning: Meaning | null };

/** A text being searched. */
export type Scan = { prose: Prose; text: string; lower: string; lang: Lang; on: Temporal.PlainDate; words: Vocabulary };

/** Recognises what stands exactly at a position, or null. */
export type Recogniser = (scan: Scan, at: number) => Found | null;

/** Runs a sticky pattern at a position. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The word before a position, in lower case, when only a space, an apostrophe or an opening mark parts them; else empty. */
export function wordBefore({ lower }: Scan, at: number): string {
  let end = at;
  while (end > 0 && end > at - 2 && ' \'(«“"'.includes(lower[end - 1] ?? '')) end -= 1;
  if (end === at) return '';
  let start = end;
  while (start > 0 && /[\p{L}\p{Nd}.-]/u.test(lower[start - 1] ?? '')) start -= 1;
  return lower.slice(start, end);
}

/** Whether a letter or digit stands at a position. */
export function isWordAt(text: string, at: number): boolean {
  return /[\p{L}\p{Nd}]/u.test(text[at] ?? '');
}

/** Whether a sentence or a block begins at a position. */
export function isSentenceStart({ text }: Scan, at: number): boolean {
  const before = text.slice(Math.max(0, at - 4), at).replace(/[ «“"(*-]+$/, '');
  return before === '' || before.endsWith(blockBreak) || /[.!?:;…–—]$/.test(before);
}

/** Up to eight words that follow a position, as far as the punctuation. */
export function nounAfter({ text }: Scan, at: number): string | undefined {
  const following = /^[ ]?((?:[\p{L}\p{Nd}'&/-]+(?: |(?![\p{L}\p{Nd}]))){1,8})/u.exec(text.slice(at, at + 120))?.[1]?.trim();
  return following || undefined;
}
