import type { At } from '../../kernel/collections.ts';
import { parseDay, parseInstant, typeDay } from '../../kernel/dates.ts';
import type { RouteContext } from '../../kernel/http/env.ts';
import { dayOf, formatDate, formatInstant, secretariatTimeZone } from '../../kernel/i18n/format.ts';
import { say as sayKernel } from '../../kernel/messages.ts';
import { revisionAt } from './facts/revision.ts';

/** The day that a page shows and the state of knowledge it rests on, as its address asks for them. */
export interface AskedDay {
  at: At;
  /** Null when the page rests on all that is known. */
  knownAt: Temporal.Instant | null;
  /** What the day bar shows: as typed where it is no date, so that it can be mended. */
  typed: { on: string; knownAt: string | null };
  /** The same in words, null where it is today and now. */
  inWords: { on: string | null; knownAt: string | null };
  errors: { on?: string; knownAt?: string };
  /** What links carry, so that the reader stays on that day. */
  query: Record<string, string>;
}

/**
 * Reads `?on=19/11/2025&knownAt=01/03/2026`. A day of knowledge is that day to its end; an instant is itself.
 * What is no date is said beside its field, and today stands in for it.
 */
export async function readAskedDay(c: RouteContext): Promise<AskedDay> {
  const { act, lang } = c.var;
  const typed = { on: c.req.query('on')?.trim() ?? '', knownAt: c.req.query('knownAt')?.trim() ?? '' };
  const today = dayOf(act.now);
  const on = typed.on ? parseDay(typed.on) : today;
  const known = typed.knownAt ? readKnownAt(typed.knownAt) : null;
  const knownAt = known && Temporal.Instant.compare(known, act.now) < 0 ? known : null;
  const wrongDay = sayKernel.in(lang)('input.day');
  const day = on ?? today;
  return {
    at: { on: day, revision: await revisionAt(act.db, knownAt) },
    knownAt,
    typed: { on: on ? typeDay(on) : typed.on, knownAt: knownAt ? typeInstant(knownAt) : known ? null : typed.knownAt || null },
    inWords: { on: day.equals(today) ? null : formatDate(day, lang), knownAt: knownAt && instantInWords(knownAt, lang) },
    errors: { ...(on ? {} : { on: wrongDay }), ...(typed.knownAt && !known ? { knownAt: wrongDay } : {}) },
    query: { ...(day.equals(today) ? {} : { on: day.toString() }), ...(knownAt ? { knownAt: typeInstant(knownAt) } : {}) },
  };
}

/** A path with parameters, those that are empty left out; a list gives one parameter each. */
export function withQuery(path: string, params: Record<string, string | number | readonly string[] | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of [value].flat()) if (one !== null && one !== undefined && one !== '') query.append(name, String(one));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

function readKnownAt(text: string): Temporal.Instant | null {
  const day = parseDay(text);
  return day ? endOf(day) : parseInstant(text);
}

/** The last microsecond of a day at the secretariat: PostgreSQL keeps no finer time. */
function endOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.add({ days: 1 }).toZonedDateTime(secretariatTimeZone).toInstant().subtract({ microseconds: 1 });
}

function typeInstant(at: Temporal.Instant): string {
  const day = dayOf(at);
  return endOf(day).equals(at) ? typeDay(day) : at.toString();
}

function instantInWords(at: Temporal.Instant, lang: 'fr' | 'en'): string {
  const day = dayOf(at);
  return endOf(day).equals(at) ? formatDate(day, lang) : formatInstant(at, lang);
}
