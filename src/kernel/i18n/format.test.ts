import { expect, test } from 'vitest';
import { formatDate } from './format.ts';

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
