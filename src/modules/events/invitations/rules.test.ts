import { expect, test } from 'vitest';
import { listStates } from '../vocabulary.ts';
import { type Candidate, canBecome, compareLines, type Condition, decide, isLate, listLife, meets } from './rules.ts';

const day = Temporal.PlainDate.from('2024-05-02');
const candidate: Candidate = {
  slug: 'nyon',
  standing: 'member',
  category: 'city',
  head: 'sitting',
  state: 'suisse',
  stateStatuses: { oif: 'member' },
  seats: { bureau: 'held', commission: 'vacant' },
  oldestDue: null,
};

test.each<[string, Condition, Partial<Candidate>, boolean]>([
  ['a member, where members are invited', { kind: 'standing', accepted: ['member'] }, {}, true],
  ['a suspended member', { kind: 'standing', accepted: ['member'] }, { standing: 'suspended' }, false],
  ['an associate, where both are invited', { kind: 'standing', accepted: ['member', 'associate'] }, { standing: 'associate' }, true],
  ['a city, where cities are invited', { kind: 'category', accepted: ['city'] }, {}, true],
  ['an association, where cities are invited', { kind: 'category', accepted: ['city'] }, { category: 'association' }, false],
  ['a party without a category', { kind: 'category', accepted: ['city'] }, { category: null }, false],
  ['a head in office', { kind: 'head', unconfirmed: false }, {}, true],
  ['a head who may no longer be', { kind: 'head', unconfirmed: false }, { head: 'unconfirmed' }, false],
  ['the same, where it is accepted', { kind: 'head', unconfirmed: true }, { head: 'unconfirmed' }, true],
  ['no head known', { kind: 'head', unconfirmed: true }, { head: null }, false],
  ['a city of one of these States', { kind: 'states', states: ['suisse', 'benin'] }, {}, true],
  ['a city of another State', { kind: 'states', states: ['benin'] }, {}, false],
  ['a city whose State is not known', { kind: 'states', states: ['benin'] }, { state: null }, false],
  ['a State that is a member', { kind: 'stateStatus', institution: 'oif', accepted: ['member'] }, {}, true],
  [
    'a State that withdrew',
    { kind: 'stateStatus', institution: 'oif', accepted: ['member'] },
    { stateStatuses: { oif: 'withdrawn' } },
    false,
  ],
  ['a State that is nothing there', { kind: 'stateStatus', institution: 'apf', accepted: ['member'] }, {}, false],
  ['a seat that is held', { kind: 'seat', body: 'bureau' }, {}, true],
  ['a seat that is vacant', { kind: 'seat', body: 'commission' }, {}, false],
  ['no seat', { kind: 'seat', body: 'ag' }, {}, false],
  ['nothing due', { kind: 'arrears', years: 0 }, {}, true],
  ['this year’s due', { kind: 'arrears', years: 0 }, { oldestDue: 2024 }, true],
  ['last year’s due, where only this year’s is borne', { kind: 'arrears', years: 0 }, { oldestDue: 2023 }, false],
  ['a due of two years ago, where two years are borne', { kind: 'arrears', years: 2 }, { oldestDue: 2022 }, true],
  ['a due of ten years ago, where two years are borne', { kind: 'arrears', years: 2 }, { oldestDue: 2014 }, false],
  ['a party that is named', { kind: 'named', parties: ['nyon'] }, {}, true],
  ['a party that is not', { kind: 'named', parties: ['lome'] }, {}, false],
])('%s', (_, condition, known, expected) => expect(meets({ ...candidate, ...known }, condition, day)).toBe(expected));

test('every block must be met, and one condition of a block is enough', () => {
  const members: Condition = { kind: 'standing', accepted: ['member'] };
  const paid: Condition = { kind: 'arrears', years: 2 };
  const host: Condition = { kind: 'named', parties: ['lome'] };
  const blocks = [{ conditions: [members] }, { conditions: [paid, host] }];
  expect(decide(blocks, candidate, day)).toEqual({ verdict: 'in', decisive: [members, paid] });
  expect(decide(blocks, { ...candidate, slug: 'lome', oldestDue: 2014 }, day)).toEqual({ verdict: 'in', decisive: [members, host] });
});

test('a party that is left out is told each condition that it does not meet', () => {
  const members: Condition = { kind: 'standing', accepted: ['member'] };
  const paid: Condition = { kind: 'arrears', years: 2 };
  const head: Condition = { kind: 'head', unconfirmed: false };
  const outcome = decide(
    [{ conditions: [members] }, { conditions: [paid] }, { conditions: [head] }],
    { ...candidate, head: null, oldestDue: 2014 },
    day,
  );
  expect(outcome).toEqual({ verdict: 'out', decisive: [paid, head] });
});

test('a list is shown, signed, then sent: nothing is sent that nobody signed', () => {
  const allowed = [null, ...listStates].flatMap((from) => listStates.filter((to) => canBecome(from, to)).map((to) => `${from} → ${to}`));
  expect(allowed).toEqual(['null → proposed', 'proposed → approved', 'proposed → abandoned', 'approved → sent', 'approved → abandoned']);
  expect(listLife).toHaveLength(allowed.length);
});

test('two lists differ by who joins, who leaves, and why', () => {
  const line = (verdict: 'in' | 'out', reason = 'une raison') => ({ verdict, reason });
  expect(compareLines(line('in'), line('in'))).toBeNull();
  expect(compareLines(line('in'), line('out'))).toBe('left');
  expect(compareLines(line('in'), undefined)).toBe('left');
  expect(compareLines(undefined, line('in'))).toBe('joined');
  expect(compareLines(line('out'), line('out', 'une autre'))).toBe('reason');
});

test('an answer is late from the day after the last one', () => {
  expect(isLate(day, day)).toBe(false);
  expect(isLate(day.add({ days: 1 }), day)).toBe(true);
  expect(isLate(day, null)).toBe(false);
});
