import { expect, test } from 'vitest';
import { dayAfter, formatPartialDate, parseDay, parseInstant, parsePartialDate } from './dates.ts';

test.each([
  ['2025-11-19', '2025-11-19', '2025-11-20'],
  ['19/11/2025', '2025-11-19', '2025-11-20'],
  ['1.2.2025', '2025-02-01', '2025-02-02'],
  ['12/1995', '1995-12', '1996-01-01'],
  ['1995-12', '1995-12', '1996-01-01'],
  [' 2006 ', '2006', '2007-01-01'],
])('the date « %s » is read as %s, and is over on %s', (text, written, after) => {
  const read = parsePartialDate(text);
  expect(read && formatPartialDate(read)).toBe(written);
  expect(read && dayAfter(read).toString()).toBe(after);
});

test.each(['30/02/2025', '2025-13', '31/04/2024', '2025-11-19T10:00', 'hier', '', '99', '0019-01-01'])('« %s » is no date', (text) =>
  expect(parsePartialDate(text)).toBeNull(),
);

test('a month is not a day', () => expect(parseDay('2025-11')).toBeNull());

test('an instant is read within the years that dates have', () => {
  expect(parseInstant('2026-03-01T10:00:00Z')?.toString()).toBe('2026-03-01T10:00:00Z');
  for (const text of ['-271821-04-20T00:00:00Z', '0999-12-31T23:59:59Z', '+010000-01-01T00:00:00Z', '2026-03-01', 'hier', ''])
    expect(parseInstant(text), text).toBeNull();
});
