import { matchOrdinal } from '../ordinals.ts';
import { isSentenceStart, matchAt, nounAfter, type Found, type Scan } from './scan.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { vocabularyOf } from './vocabulary.ts';

/**
 * An ordinal that counts. In digits or Roman numerals it always does; in words, from the third on, and `deuxième`.
 * « premier », « second », `first`, `second` count only in front of what comes in series (sommet, session, édition…): the others are
 * ordinary adjectives (« premier adjoint », « en premier lieu », « la première fois »). What merely names (« XIIIe arrondissement »,
 * « XXIe siècle », « 3e adjoint ») is a name, or in words nothing (« deuxième adjoint »).
 */
export function matchOrdinalMention(scan: Scan, at: number): Found | null {
  const anniversary = matchAnniversaryNoun(scan, at);
  if (anniversary) return anniversary;
  const ordinal = matchOrdinal(scan.text, scan.lower, at, scan.lang);
  if (!ordinal) return null;
  const { end, value } = ordinal;
  const grammar = grammars[scan.lang];
  const celebrated = matchAt(grammar.anniversary, scan.lower, end);
  if (celebrated)
    return {
      start: at,
      end: end + celebrated[0].length,
      meaning: { kind: 'anniversary', value, unit: 'year', noun: nounAfter(scan, end + celebrated[0].length) },
    };
  // In « aux XVIIe et XVIIIe siècles », both name centuries.
  const counted = end + (matchAt(grammar.others, scan.lower, end)?.[0].length ?? 0);
  const noun = nounAfter(scan, counted);
  if (ordinal.form === 'words') {
    const following = scan.lower.slice(counted, counted + 60);
    // "second largest" ranks as "third largest" does.
    const inSeries =
      grammar.series.test(following) || (scan.lang === 'en' && value > 1 && /^[ -](?:most|\p{L}{3,}est)(?!\p{L})/u.test(following));
    const ordinary = value === 1 || /seconde?s?$/.test(scan.lower.slice(at, end));
    if (ordinary && !inSeries) return null;
    // "Third, …" orders the speech.
    if (scan.lang === 'en' && scan.text[end] === ',' && isSentenceStart(scan, at)) return { start: at, end, meaning: null };
    if (ordinal.plural && !inSeries) return { start: at, end, meaning: null };
    if (grammar.ordering.test(scan.lower.slice(end, end + 30))) return { start: at, end, meaning: null };
    if (scan.text[at - 1] === '-' || (scan.text[end] === '-' && scan.lang === 'fr')) return null;
  }
  const named = grammar.naming.test(scan.lower.slice(counted, counted + 40));
  if (named && ordinal.form === 'words') return { start: at, end, meaning: null };
  return { start: at, end, meaning: { kind: named ? 'name' : 'ordinal', value, noun } };
}

type Grammar = {
  anniversary: RegExp;
  others: RegExp;
  series: RegExp;
  naming: RegExp;
  ordering: RegExp;
  anniversaryNouns: RegExp;
  anniversaryYears: number[];
};

const grammars: Record<Lang, Grammar> = { fr: buildGrammar('fr'), en: buildGrammar('en') };

function buildGrammar(lang: Lang): Grammar {
  const words = vocabularyOf(lang);
  return {
    anniversary: new RegExp(` (?:${words.anniversary})(?!\\p{L})`, 'uy'),
    others: /(?:(?:,| et| and| ou| or| à| to|-|–) ?(?:\d+|[ivxl]+|\p{L}+)(?:er|i?[eè]me|e|th|st|nd|rd)(?= ))+/uy,
    series: new RegExp(`^ (?:${words.seriesNouns})(?!\\p{L})`, 'u'),
    naming: new RegExp(`^[ -](?:${words.namingNouns})(?!\\p{L})`, 'u'),
    ordering: new RegExp(`^[ -](?:${words.orderingNouns})(?!\\p{L})`, 'u'),
    anniversaryNouns: new RegExp(`(?:${words.anniversaryNouns.map(([source]) => `(${source})`).join('|')})(?!\\p{L})`, 'uy'),
    anniversaryYears: words.anniversaryNouns.map(([, years]) => years),
  };
}

function matchAnniversaryNoun(scan: Scan, at: number): Found | null {
  const { anniversaryNouns, anniversaryYears } = grammars[scan.lang];
  const found = matchAt(anniversaryNouns, scan.lower, at);
  if (!found) return null;
  const end = at + found[0].length;
  return {
    start: at,
    end,
    meaning: {
      kind: 'anniversary',
      value: anniversaryYears[found.slice(1).findIndex((group) => group !== undefined)],
      unit: 'year',
      noun: nounAfter(scan, end),
    },
  };
}
