import { expect, test } from 'vitest';
import { partial } from '../factories.ts';
import { lastDayOf, standingOn, type MandateTerm } from './rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const term: MandateTerm = {
  from: partial('2019-07-01'),
  to: null,
  accession: 'elected',
  expectedEnd: partial('2025-07-17'),
  confirmedOn: null,
  certainty: 'confirmed',
};
const vote = { opens: day('2025-07-17') };

test.each<[string, Partial<MandateTerm>, { opens: Temporal.PlainDate }[], string, string, string | null]>([
  ['before it begins, nobody is in office by it', {}, [], '2019-06-30', 'not_yet', null],
  ['from its first day the mandate is certain', {}, [], '2019-07-01', 'sitting', null],
  ['until the eve of its expected end', {}, [], '2025-07-16', 'sitting', null],
  ['on the day of its expected end it is not certain any more', {}, [], '2025-07-17', 'unconfirmed', 'expected_end'],
  ['without news it stays so', {}, [], '2026-11-23', 'unconfirmed', 'expected_end'],
  ['an end expected in a month is awaited until its last day', { expectedEnd: partial('2025-07') }, [], '2025-07-30', 'sitting', null],
  [
    'an end expected in a year has passed on 31 December',
    { expectedEnd: partial('2025') },
    [],
    '2025-12-31',
    'unconfirmed',
    'expected_end',
  ],
  ['a source that vouches for it later lifts the doubt', { confirmedOn: day('2025-10-01') }, [vote], '2025-10-01', 'sitting', null],
  ['but not for the days before', { confirmedOn: day('2025-10-01') }, [vote], '2025-09-30', 'unconfirmed', 'expected_end'],
  ['an election opens: its outgoing head is not certain', { expectedEnd: null }, [vote], '2025-07-17', 'unconfirmed', 'election'],
  ['a head who came in by that election is', { from: partial('2025-10-02'), expectedEnd: null }, [vote], '2025-10-02', 'sitting', null],
  ['an election to come says nothing yet', { expectedEnd: null }, [vote], '2025-07-16', 'sitting', null],
  ['what is only probable is never certain', { certainty: 'probable' }, [], '2020-01-01', 'unconfirmed', 'source'],
  ['its end is the first day on which it is over', { to: partial('2025-07-17') }, [], '2025-07-17', 'ended', null],
])('%s', (_, change, elections, on, standing, doubt) =>
  expect(standingOn({ ...term, ...change }, elections, day(on))).toMatchObject({ standing, doubt }),
);

test('the last day that a date may be', () => {
  expect(['2024-02', '2025', '2025-03-01'].map((date) => lastDayOf(partial(date)).toString())).toEqual([
    '2024-02-29',
    '2025-12-31',
    '2025-03-01',
  ]);
});
