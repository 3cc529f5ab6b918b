import { matchHedgeAfter, matchHedgeBefore, type Hedge } from '../hedges.ts';
import { matchNumber, type NumberFound } from './number.ts';
import { isWordAt, matchAt, nounAfter, wordBefore, type Found, type Meaning, type Scan } from './scan.ts';
import { matchSuffix, matchPrefixCurrency } from './units.ts';
import { matchYears } from './years.ts';

/** An amount or a range, with the hedge that may stand on either side: what most mentions are. */
export function matchQuantity(scan: Scan, at: number): Found | null {
  const hedge = matchHedgeBefore(scan.lower, at, scan.lang);
  const start = hedge?.end ?? at;
  // « pas plus de 20 » sets a limit, which no hedge says.
  if (hedge && /^(?:no|not|never|pas|jamais|guère|ni)$/.test(wordBefore(scan, at))) return null;
  if (hedge && isYear(scan, start, hedge.hedge)) return null;
  const range = matchBetween(scan, start);
  if (range) return { ...range, start: at, meaning: { ...range.meaning, hedge: hedge?.hedge } };
  const first = matchAmount(scan, start, true);
  if (!first) return null;
  const span = matchRange(scan, first);
  if (span) return { start: at, end: span.end, meaning: { ...span.meaning, hedge: hedge?.hedge } };
  if (first.number.one && !matchAmount(scan, start)) return null;
  if (hedge && isDuring(scan, at, first)) return null;
  const after = matchHedgeAfter(scan.lower, first.end, scan.lang);
  const end = after?.end ?? first.end;
  const meaning: Meaning = {
    kind: first.kind,
    value: first.value,
    unit: first.unit,
    hedge: hedge?.hedge ?? after?.hedge ?? first.number.hedge,
    noun: nounAfter(scan, end),
  };
  return { start: at, end, meaning };
}

/** A number with what it measures: `12,5 %`, `1,2 M€`, `30 ans`, `90`. */
type Amount = {
  start: number;
  end: number;
  number: NumberFound;
  value: number;
  kind: 'cardinal' | 'percent' | 'money' | 'duration';
  unit?: string;
};

type RangeFound = Found & { meaning: Meaning };

/** The amount at a position. A bare « un » is none unless `allowOne`. */
function matchAmount(scan: Scan, at: number, allowOne = false): Amount | null {
  const sign = matchAt(/[+−-] ?(?=\d)/y, scan.text, at);
  if (sign && isWordAt(scan.text, at - 1)) return null;
  const signed = at + (sign?.[0].length ?? 0);
  const prefix = matchPrefixCurrency(scan, signed);
  const start = prefix?.end ?? signed;
  const number = matchNumber(scan, start);
  if (!number) return null;
  const suffix = matchSuffix(scan, number, prefix?.currency);
  const end = suffix?.end ?? number.end;
  if (
    isWordAt(scan.text, end) ||
    /^\.\d/.test(scan.text.slice(end, end + 2)) ||
    (number.one && !allowOne && !suffix?.half && suffix?.kind !== 'percent')
  )
    return null;
  const size = (number.value + (suffix?.half ?? 0)) * (suffix?.scale ?? 1);
  const value = sign && sign[0][0] !== '+' ? -size : size;
  const kind = suffix?.kind ?? (prefix ? 'money' : 'cardinal');
  return { start: at, end, number, value, kind, unit: suffix?.unit ?? prefix?.currency };
}

/** "Over 2024–2026", « autour de 2010 »: years, which no hedge bounds. */
function isYear(scan: Scan, at: number, hedge: Hedge): boolean {
  const years = matchYears(scan, at)?.meaning;
  return years?.kind === 'date' || (years?.kind === 'year' && hedge === 'about');
}

/** "Over two days" is during; "for over two days" is more than. */
function isDuring(scan: Scan, at: number, amount: Amount): boolean {
  if (scan.lang !== 'en' || amount.kind !== 'duration' || !/^(?:over|under)$/.test(scan.lower.slice(at, amount.start).trim())) return false;
  return !/^(?:for|in|within|after|of|with|by|is|are|was|were|lasted|took|has|have|just|well|and)$/.test(wordBefore(scan, at));
}

/** `entre 5 et 10`, `between 5 and 10`, `from 5 to 10`; after a verb of change, « from 5 to 10 » is two numbers. */
function matchBetween(scan: Scan, at: number): RangeFound | null {
  const opening = matchAt(scan.lang === 'fr' ? /entre (?:les )?/y : /(between|from) (?:the )?/y, scan.lower, at);
  if (!opening) return null;
  const first = matchAmount(scan, at + opening[0].length, true);
  if (!first) return null;
  const joint = matchAt(scan.lang === 'fr' ? / et (?:les )?/y : opening[1] === 'from' ? / to /y : / and /y, scan.lower, first.end);
  const second = joint && matchAmount(scan, first.end + joint[0].length);
  if (!second || (opening[1] === 'from' && tellsChange(scan, at))) return null;
  return { start: at, end: second.end, meaning: rangeMeaning(scan, first, second) };
}

/** `10 à 12`, `14–16`, `deux ou trois`, `10 to 12`: the end of a range whose beginning is read. */
function matchRange(scan: Scan, first: Amount): RangeFound | null {
  const joint = matchAt(
    scan.lang === 'fr' ? / (?:à|ou) |-| - | ?[–—] ?|\/(?=\d)/y : / (?:to|or) |-| - | ?[–—] ?|\/(?=\d)/y,
    scan.lower,
    first.end,
  );
  if (!joint) return null;
  const second = matchAmount(scan, first.end + joint[0].length);
  if (!second || second.number.form !== first.number.form || second.number.hedge) return null;
  if (first.kind !== 'cardinal' && first.kind !== second.kind) return null;
  const separator = joint[0].trim();
  // « deux ou trois » are neighbours; « 12 ou 300 » a choice; « 20 – 5 de plus » an aside.
  if (/^(?:ou|or)$/.test(separator) && !(second.value > first.value && second.value <= first.value * 2 + 1)) return null;
  if (joint[0].includes(' ') && /[–—-]/.test(separator) && second.value <= first.value) return null;
  if (
    /^(?:à|to)$/.test(separator) &&
    (tellsChange(scan, first.start) || (second.value < first.value && first.value > 20 && first.kind === 'cardinal'))
  )
    return null;
  if (separator === '/' && second.kind !== 'cardinal') return null;
  return { start: first.start, end: second.end, meaning: rangeMeaning(scan, first, second) };
}

function rangeMeaning(scan: Scan, first: Amount, second: Amount): Meaning {
  // In « 2 à 3 millions », the first is in millions too.
  const scale = [1e9, 1e6, 1e3].find((size) => second.value >= size && second.value % (size / 10) === 0) ?? 1;
  const scales = scale > 1 && first.value < 1000 && first.value < second.value / scale && second.number.plain;
  return {
    kind: 'range',
    value: scales ? first.value * scale : first.value,
    upTo: second.value,
    unit: second.unit,
    noun: nounAfter(scan, second.end),
  };
}

function tellsChange(scan: Scan, at: number): boolean {
  const before = scan.lower.slice(Math.max(0, at - 70), at);
  const from = scan.lang === 'fr' ? "(?: [\\p{L}'’%-]+){0,5} (?:de |d')$" : "(?: [\\p{L}'-]+){0,5} (?:from )?$";
  return new RegExp(`(?<!\\p{L})${scan.words.change}${from}`, 'u').test(before);
}
