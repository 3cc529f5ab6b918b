import { matchOrdinal } from '../ordinals.ts';
import { matchAt, nounAfter, type Found, type Scan } from './scan.ts';
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
  if (celebrated) return { start: at, end: end + celebrated[0].length, meaning: { kind: 'anniversary', value, unit: 'year', noun: nounAfter(scan, end + celebrated[0].length) } };
  const noun = nounAfter(scan, end);
  if (ordinal.form === 'words') {
    const inSeries = grammar.series.test(scan.lower.slice(end, end + 60));
    const ordinary = value === 1 || /seconde?s?$/.test(scan.lower.slice(at, end));
    if (ordinary && !inSeries) return null;
    if (ordinal.plural && !inSeries) return { start: at, end, meaning: null };
    if (grammar.ordering.test(scan.lower.slice(end, end + 30))) return { start: at, end, meaning: null };
    if (/-$/.test(scan.text.slice(at - 1, at)) || (scan.text[end] === '-' && scan.lang === 'fr')) return null;
  }
  const named = grammar.naming.test(scan.lower.slice(end, end + 40));
  if (named && ordinal.form === 'words') return { start: at, end, meaning: null };
  return { start: at, end, meaning: { kind: named ? 'name' : 'ordinal', value, noun } };
}

type Grammar = { anniversary: RegExp; series: RegExp; naming: RegExp; ordering: RegExp; anniversaryNouns: { pattern: RegExp; years: number }[] };

const grammars: Record<Lang, Grammar> = { fr: buildGrammar('fr'), en: buildGrammar('en') };

function buildGrammar(lang: Lang): Grammar {
  const words = vocabularyOf(lang);
  return {
    anniversary: new RegExp(` (?:${words.anniversary})(?!\\p{L})`, 'uy'),
    series: new RegExp(`^ (?:${words.seriesNouns})(?!\\p{L})`, 'u'),
    naming: new RegExp(`^[ -](?:${words.namingNouns})(?!\\p{L})`, 'u'),
    ordering: new RegExp(`^[ -](?:${words.orderingNouns})(?!\\p{L})`, 'u'),
    anniversaryNouns: words.anniversaryNouns.map(([source, years]) => ({ pattern: new RegExp(`(?:${source})(?!\\p{L})`, 'uy'), years })),
  };
}

function matchAnniversaryNoun(scan: Scan, at: number): Found | null {
  for (const { pattern, years } of grammars[scan.lang].anniversaryNouns) {
    const found = matchAt(pattern, scan.lower, at);
    if (found) return { start: at, end: at + found[0].length, meaning: { kind: 'anniversary', value: years, unit: 'year', noun: nounAfter(scan, at + found[0].length) } };
  }
  return null;
}
