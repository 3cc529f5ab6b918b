import { expect, test } from 'vitest';
import { partial } from '../../factories.ts';
import { alertOf } from './rules.ts';

const until = Temporal.PlainDate.from('2026-06-30');
const sitting = { standing: 'sitting', doubt: null, expectedEnd: null, to: null } as const;

test.each([
  ['an end expected later', { ...sitting, expectedEnd: partial('2026-07-01') }, null],
  ['an end expected on the last day', { ...sitting, expectedEnd: partial('2026-06-30') }, 'soon'],
  ['an end expected some day of the month', { ...sitting, expectedEnd: partial('2026-06') }, 'soon'],
  ['an end expected some day of a year that begins before', { ...sitting, expectedEnd: partial('2026') }, 'soon'],
  ['no end expected', sitting, null],
  ['an end that is known', { ...sitting, to: partial('2026-05-01'), expectedEnd: partial('2027') }, 'soon'],
  ['an end that has passed without news', { ...sitting, standing: 'unconfirmed', doubt: 'expected_end' }, 'late'],
  ['an election', { ...sitting, standing: 'unconfirmed', doubt: 'election', expectedEnd: partial('2026') }, 'election'],
  ['a source that is not sure', { ...sitting, standing: 'unconfirmed', doubt: 'source' }, 'source'],
  ['a mandate that has ended', { ...sitting, standing: 'ended', to: partial('2026-01-01') }, null],
  ['a mandate that has not begun', { ...sitting, standing: 'not_yet', expectedEnd: partial('2026') }, null],
] as const)('%s: %j is %s', (_, mandate, alert) => expect(alertOf(mandate, until)).toBe(alert));
