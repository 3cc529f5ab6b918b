import type { Lang } from '../../../kernel/i18n/lang.ts';
import { readDirective } from './directives.ts';
import { matchQuantity } from './mentions/amounts.ts';
import { matchDate } from './mentions/dates.ts';
import { matchFraction } from './mentions/fractions.ts';
import { matchIdiom, matchNumbering } from './mentions/idioms.ts';
import { matchMixed, matchName } from './mentions/names.ts';
import { matchOrdinalMention } from './mentions/ordinal-mentions.ts';
import { nounAfter, type Found, type Meaning, type Recogniser, type Scan } from './mentions/scan.ts';
import { matchTime } from './mentions/times.ts';
import { vocabularyOf } from './mentions/vocabulary.ts';
import { matchYears } from './mentions/years.ts';
import { opaque, readProse, type Prose } from './prose.ts';

/**
 * A number-like mention. `text` is the original's slice from `start` to `end` (UTF-16): it includes the hedge, the unit, the currency
 * (`plus de 20 %`, `1,2 M€`, `30 ans`, `du 14 au 16 novembre 2026`), never the noun that is counted (`90` in « 90 États »).
 * `at` is where it stands in the prose. `figure` is the slug of a directive.
 */
export type Mention = Meaning & { text: string; start: number; end: number; at: { start: number; end: number }; figure?: string };

/**
 * Every number-like mention of a Markdown or plain text, in order, never overlapping. `on` completes dates without year.
 *
 * What counts: digits; number words from two up, and « un » or `one` only inside a larger number, a range, a rate (« un sur quatre ») or a
 * collective (« une vingtaine », « un million »); ordinals that count (see ordinal-mentions.ts); percentages, money, ranges, fractions,
 * dates and years, times, durations; names with digits (kind `name`). What does not: articles, « neuf » for new, months alone, ordinary
 * adjectives (« premier adjoint »), set phrases, list numbering, code, addresses, attributes of directives.
 */
export function findMentions(text: string, options: { lang: Lang; on: Temporal.PlainDate }): Mention[] {
  return findMentionsInProse(readProse(text), text, options);
}

/** The same on a prose already read. */
export function findMentionsInProse(prose: Prose, original: string, { lang, on }: { lang: Lang; on: Temporal.PlainDate }): Mention[] {
  const scan: Scan = { prose, text: prose.text, lower: prose.lower, lang, on, words: vocabularyOf(lang) };
  const mentions: Mention[] = [];
  let cursor = 0;
  for (const candidate of prose.text.matchAll(candidates)) {
    const at = candidate.index;
    if (at < cursor) continue;
    const found = candidate[0] === opaque ? matchDirectiveMention(scan, original, at) : recognise(scan, at, candidate[0]);
    if (!found) continue;
    cursor = found.end;
    if (!found.meaning) continue;
    const { start, end } = { start: prose.starts[found.start] ?? 0, end: prose.ends[found.end - 1] ?? 0 };
    mentions.push({ ...found.meaning, text: original.slice(start, end), start, end, at: { start: found.start, end: found.end } });
  }
  return mentions;
}

const candidates = new RegExp(`[\\p{L}\\p{Nd}]+|[€$£¥+−~≈±<>≥§#½⅓⅔¼¾⅕⅛'-]|\\((?=[\\dUEC])|${opaque}`, 'gu');

/** The first that recognises wins: what is most particular stands first. */
const fromDigits: Recogniser[] = [
  matchNumbering,
  matchDate,
  matchTime,
  matchName,
  matchYears,
  matchOrdinalMention,
  matchFraction,
  matchQuantity,
  matchMixed,
];
const fromLetters: Recogniser[] = [
  matchIdiom,
  matchTime,
  matchDate,
  matchYears,
  matchName,
  matchFraction,
  matchOrdinalMention,
  matchQuantity,
];
const fromSigns: Recogniser[] = [matchName, matchYears, matchFraction, matchQuantity];

function recognise(scan: Scan, at: number, candidate: string): Found | null {
  const recognisers = /^\d/.test(candidate) ? fromDigits : /^\p{L}/u.test(candidate) ? fromLetters : fromSigns;
  for (const recogniser of recognisers) {
    const found = recogniser(scan, at);
    if (found) return found;
  }
  return null;
}

function matchDirectiveMention(
  scan: Scan,
  original: string,
  at: number,
): (Found & { meaning: (Meaning & { figure?: string }) | null }) | null {
  const span = scan.prose.directives.get(at);
  if (!span) return null;
  const { directive } = readDirective(original, span);
  return {
    start: at,
    end: at + 1,
    meaning: {
      kind: 'directive',
      figure: directive.slug ?? undefined,
      value: directive.n,
      hedge: directive.hedge,
      noun: nounAfter(scan, at + 1),
    },
  };
}
