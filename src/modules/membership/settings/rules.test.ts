import { expect, test } from 'vitest';
import { settingsOn, type SettingRow } from './rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const row = (name: SettingRow['name'], value: string, from: string): SettingRow => ({ name, value, appliesFrom: day(from) });

test('R3: ten members of a State where nothing else is set, associations aside', () =>
  expect(settingsOn([], day('2026-01-01'))).toEqual({
    mostPerState: 10,
    associationsCount: false,
    opinionDays: 60,
    reminderDays: 20,
    networkId: null,
  }));

test('a rule applies from its day on, and what was the rule before stays so for the days before', () => {
  const rows = [
    row('most_per_state', '12', '2026-01-01'),
    row('most_per_state', '8', '2020-01-01'),
    row('associations_count', 'yes', '2026-06-01'),
  ];
  const most = (on: string) => settingsOn(rows, day(on)).mostPerState;
  expect([most('2019-12-31'), most('2020-01-01'), most('2025-12-31'), most('2026-01-01')]).toEqual([10, 8, 8, 12]);
  expect(settingsOn(rows, day('2026-05-31')).associationsCount).toBe(false);
  expect(settingsOn(rows, day('2026-06-01')).associationsCount).toBe(true);
});

test('of two values from the same day, the one that was recorded last is the rule', () =>
  expect(
    settingsOn([row('opinion_days', '30', '2026-01-01'), row('opinion_days', '45', '2026-01-01')], day('2026-02-01')).opinionDays,
  ).toBe(45));
