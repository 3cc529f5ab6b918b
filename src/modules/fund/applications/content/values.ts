import { readAmount } from '../../../../kernel/money.ts';
import type { Problem } from './pieces.ts';

/** Collects what is not as it should be while a dossier is read. */
export type Report = (problem: Problem) => void;

/** Reads an amount above or equal to zero, in cents; null where there is none, which is said unless it may be empty. */
export function readCents(path: string, text: string, report: Report, { required = true } = {}): number | null {
  const cents = readAmount(text);
  if (cents === 'empty') {
    if (required) report({ path, code: 'required' });
    return null;
  }
  if (typeof cents === 'number' && cents >= 0) return cents;
  report({ path, code: cents === 'unclear' ? 'unclearAmount' : 'amount' });
  return null;
}

/** Reads a number as people type it: `1 250`, `12,5`, `-3`. */
export function readNumber(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-');
  return /^-?\d{1,15}(?:[.,]\d{1,6})?$/.test(bare) ? Number(bare.replace(',', '.')) : null;
}

/**
 * Reads a day, `31/05/2026` or `2026-05-31`, as `2026-05-31`. The same as the kernel's `parseDay`, without Temporal: these
 * checks run in browsers too, and many do not have it.
 */
export function readIsoDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const french = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  const [year, month, day] = (iso ? [iso[1], iso[2], iso[3]] : french ? [french[3], french[2], french[1]] : []).map(Number);
  if (!year || year < 1900 || !month || month > 12 || !day || day > daysOf(year, month)) return null;
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Reads a position on the globe; null where one is missing or cannot be. */
export function readPosition(latitude: string, longitude: string): { latitude: number; longitude: number } | null {
  const [north, east] = [readNumber(latitude), readNumber(longitude)];
  if (north === null || east === null || Math.abs(north) > 90 || Math.abs(east) > 180) return null;
  return { latitude: north, longitude: east };
}
