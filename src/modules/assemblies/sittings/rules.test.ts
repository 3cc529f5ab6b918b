import { expect, test } from 'vitest';
import { sittingSteps, type SittingStep } from '../vocabulary.ts';
import { canBecome, noticeOf } from './rules.ts';

const allowed: [SittingStep, SittingStep][] = [
  ['prepared', 'convened'],
  ['prepared', 'cancelled'],
  ['convened', 'open'],
  ['convened', 'cancelled'],
  ['open', 'suspended'],
  ['open', 'closed'],
  ['suspended', 'open'],
  ['suspended', 'closed'],
  ['closed', 'minuted'],
  ['minuted', 'approved'],
];

test('the life of a sitting is this table, and nothing else', () =>
  expect(sittingSteps.flatMap((from) => sittingSteps.filter((to) => canBecome(from, to)).map((to) => [from, to]))).toEqual(allowed));

test.each([
  ['2026-12-05', true, 15],
  ['2026-12-06', false, 14],
])('convened on %s for 20 December: enough is %s', (convened, isEnough, days) =>
  expect(noticeOf(Temporal.PlainDate.from(convened), Temporal.PlainDate.from('2026-12-20'), 15)).toEqual({ days, isEnough }),
);
