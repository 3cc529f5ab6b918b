import { matchHedgeBefore } from '../hedges.ts';
import { isWordAt, matchAt, wordBefore, type Found, type Scan } from './scan.ts';

/** A time of day or a span of hours: `14 h 30`, `à 9 heures`, `de 9 h à 17 h`, `14:30`, `2.30 pm`; `24 h/24` is a duration. */
export function matchTime(scan: Scan, at: number): Found | null {
  const always = matchAt(/24 ?h(?:eures?)? ?(?:\/|sur) ?24|7 ?j(?:ours?)? ?(?:\/|sur) ?7|24\/7/uy, scan.lower, at);
  if (always)
    return {
      start: at,
      end: at + always[0].length,
      meaning: { kind: 'duration', value: always[0].startsWith('7') ? 7 : 24, unit: always[0].startsWith('7') ? 'day' : 'hour' },
    };
  const spent = matchSpent(scan, at);
  if (spent) return spent;
  const first = clockAt(scan, at);
  if (first === null) return null;
  const joint = matchAt(/ ?[-–—] ?| (?:à|et|to|and|until) /uy, scan.lower, first);
  const second = joint && clockAt(scan, first + joint[0].length, true);
  return { start: at, end: second ?? first, meaning: { kind: 'time' } };
}

/** Hours and minutes that last: « près de 3 h 30 », « 2 h 15 de débats ». */
function matchSpent(scan: Scan, at: number): Found | null {
  const hedge = matchHedgeBefore(scan.lower, at, scan.lang);
  const start = hedge?.end ?? at;
  const spent = matchAt(/(\d{1,2}) ?h(?:eures?)? ?([0-5]\d)(?![\p{L}\p{Nd}])( de(?!\p{L}))?/uy, scan.lower, start);
  if (!spent || !(hedge || spent[3])) return null;
  return {
    start: at,
    end: start + spent[0].length - (spent[3]?.length ?? 0),
    meaning: { kind: 'duration', value: Number(spent[1]) + Number(spent[2]) / 60, unit: 'hour', hedge: hedge?.hedge },
  };
}

const french = /(?:[01]?\d|2[0-4]) ?h(?:eures?)?(?: ?([0-5]\d))?(?![\p{L}\p{Nd}])(?!\/)/uy;
const clock = /(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])(?: ?[ap]\.?m\.?(?!\p{L}))?/uy;
const english = /(?:1[0-2]|0?[1-9])(?:[.:][0-5]\d)? ?(?:[ap]\.m\.|[ap]m(?!\p{L})|o'clock)/uy;

/** The end of a time of day. « 14 h » alone is one only after a word that places it (à, dès, vers). */
function clockAt(scan: Scan, at: number, placed = false): number | null {
  const usual = matchAt(scan.lang === 'en' ? english : clock, scan.lower, at) ?? matchAt(clock, scan.lower, at);
  if (usual) return isWordAt(scan.text, at + usual[0].length) ? null : at + usual[0].length;
  const hours = matchAt(french, scan.lower, at);
  if (!hours) {
    // "from 9 to 5 pm": the first hour borrows its half of the day.
    return null;
  }
  if (hours[1] !== undefined || placed) return at + hours[0].length;
  const cued =
    /^(?:à|dès|vers|avant|après|jusqu'à|midi|matin|soir)$/.test(wordBefore(scan, at)) ||
    /^ (?:à|-|–) (?:[01]?\d|2[0-4]) ?h/.test(scan.lower.slice(at + hours[0].length, at + hours[0].length + 12));
  return cued && /h(?:eures?)?$/.test(hours[0]) && !/^ (?:de|d')(?!\p{L})/u.test(scan.lower.slice(at + hours[0].length))
    ? at + hours[0].length
    : null;
}
