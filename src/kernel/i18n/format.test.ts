import { expect, test } from 'vitest';
import { formatDate, formatDates, formatInstant } from './format.ts';

test.each(['fr', 'en'] as const)('a date is written as the language writes it (%s)', (lang) => {
  const intl = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', { year: 'numeric', month: 'long', ...options });
  for (let day = Temporal.PlainDate.from('1899-12-30'); day.year < 1901; day = day.add({ days: 1 })) {
    const known = intl({ day: 'numeric' }).format(day);
    expect(formatDate(day, lang)).toBe(lang === 'fr' ? known.replace(/^1 /, '1er ') : known);
    expect(formatDate(day, lang, 'month')).toBe(intl({}).format(day));
  }
  expect(formatDate(Temporal.PlainDate.from('1995-12-01'), lang, 'year')).toBe('1995');
});

test('the first of the month is an ordinal in French, alone, in a range, with an hour', () => {
  const range = (from: string, to: string, lang: 'fr' | 'en') =>
    formatDates(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to), lang).replaceAll(/\s/g, ' ');
  expect(range('2026-09-01', '2026-09-11', 'fr')).toBe('1er–11 septembre 2026');
  expect(range('2026-10-30', '2026-11-01', 'fr')).toBe('30 octobre – 1er novembre 2026');
  expect(range('2026-10-11', '2026-10-21', 'fr')).toBe('11–21 octobre 2026');
  expect(range('2026-09-01', '2026-09-11', 'en')).toBe('1 – 11 September 2026');
  const at = (text: string) => formatInstant(Temporal.Instant.from(text), 'fr');
  expect(at('2026-09-01T11:00:00Z')).toBe('1er septembre 2026 à 13:00');
  expect(at('2026-09-11T11:00:00Z')).toBe('11 septembre 2026 à 13:00');
});
