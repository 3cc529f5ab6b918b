import { describe, expect, test } from 'vitest';
import { defaultSettings, neededOf } from '../settings/rules.ts';
import type { Threshold } from '../vocabulary.ts';
import { isBallot, resultOf, type VoteForm, type Voices } from './rules.ts';

const resolution: VoteForm = { kind: 'resolution' };
const everyone = { hasQuorum: true, present: 20, entitled: 30 };

test.each<[Threshold, whole: number, needed: number]>([
  ['none', 10, 0],
  ['quarter', 10, 3],
  ['third', 9, 3],
  ['third', 10, 4],
  ['half', 10, 5],
  ['half', 11, 6],
  ['more_than_half', 10, 6],
  ['more_than_half', 11, 6],
  ['three_fifths', 10, 6],
  ['two_thirds', 13, 9],
  ['three_quarters', 8, 6],
  ['all', 7, 7],
  ['half', 0, 1],
])('%s of %i is %i', (threshold, whole, needed) => expect(neededOf(threshold, whole)).toBe(needed));

describe('a proposal is adopted by the majority that the rule asks, of what the rule says', () => {
  test.each<[string, Voices, rule: Partial<typeof defaultSettings>, base: number, needed: number, outcome: string]>([
    ['more for than against', { for: 6, against: 5, abstain: 9 }, {}, 11, 6, 'adopted'],
    ['abstentions and blanks are no voices cast', { for: 1, abstain: 15, blank: 4 }, {}, 1, 1, 'adopted'],
    ['nobody says anything', { abstain: 20 }, {}, 0, 1, 'rejected'],
    ['a tie falls', { for: 7, against: 7 }, {}, 14, 8, 'rejected'],
    ['a tie falls where half would do', { for: 7, against: 7 }, { majority: 'half' }, 14, 7, 'rejected'],
    ['of those present', { for: 10, against: 3 }, { majorityBase: 'present' }, 20, 11, 'rejected'],
    ['of those entitled', { for: 16, against: 4 }, { majorityBase: 'entitled' }, 30, 16, 'adopted'],
    ['two thirds', { for: 8, against: 5 }, { majority: 'two_thirds' }, 13, 9, 'rejected'],
  ])('%s', (_, voices, rule, base, needed, outcome) =>
    expect(resultOf(resolution, voices, everyone, { ...defaultSettings, ...rule })).toMatchObject({ base, needed, outcome }),
  );

  test('whoever chairs decides a tie where the rule says so', () => {
    const rule = { ...defaultSettings, tie: 'chair' } as const;
    const tied = { for: 7, against: 7 };
    expect(resultOf(resolution, tied, everyone, rule, 'for')).toMatchObject({ outcome: 'adopted', casting: 'for' });
    expect(resultOf(resolution, tied, everyone, rule, 'against')).toMatchObject({ outcome: 'rejected', casting: 'against' });
  });

  test('without a quorum nothing is adopted', () =>
    expect(resultOf(resolution, { for: 20 }, { ...everyone, hasQuorum: false }, defaultSettings).outcome).toBe('no_quorum'));
});

describe('an election', () => {
  const candidates = ['c1', 'c2', 'c3'].map((key) => ({ key, label: key, seats: [] }));
  const byName = (seats: number, round = 1): VoteForm => ({ kind: 'election', bodyId: 'b', byName: true, seats, round, candidates });
  const lists = (round = 1): VoteForm => ({ kind: 'election', bodyId: 'b', byName: false, seats: 5, round, candidates });

  test.each<[string, VoteForm, Voices, outcome: string, elected: string[]]>([
    ['an absolute majority in the first round', byName(1), { c1: 6, c2: 3, c3: 2, blank: 9 }, 'elected', ['c1']],
    ['no absolute majority: another round', byName(1), { c1: 5, c2: 4, c3: 2 }, 'next_round', []],
    ['the last round goes to whoever has most', byName(1, 2), { c1: 5, c2: 4, c3: 2 }, 'elected', ['c1']],
    ['a tie in the last round elects nobody', byName(1, 2), { c1: 5, c2: 5 }, 'tied', []],
    ['two seats, two names a ballot', byName(2), { 'c1+c2': 6, 'c1+c3': 3, c3: 1 }, 'elected', ['c1', 'c2']],
    ['of two seats, the one that is won is taken', byName(2), { 'c1+c2': 4, 'c1+c3': 4, c1: 1 }, 'next_round', ['c1']],
    ['a tie for the last seat leaves it empty', byName(2, 2), { 'c1+c2': 4, 'c1+c3': 4 }, 'tied', ['c1']],
    ['a list takes all', lists(), { c1: 6, c2: 5 }, 'elected', ['c1']],
    ['blank ballots elect nobody', lists(2), { blank: 12 }, 'next_round', []],
  ])('%s', (_, form, voices, outcome, elected) =>
    expect(resultOf(form, voices, everyone, defaultSettings)).toMatchObject({ outcome, elected }),
  );

  test.each<[string, VoteForm, Voices, voices: number, is: boolean]>([
    ['a name', byName(1), { c1: 1 }, 1, true],
    ['more names than seats', byName(1), { 'c1+c2': 1 }, 1, false],
    ['a name twice', byName(2), { 'c1+c1': 1 }, 1, false],
    ['nobody known', byName(1), { c9: 1 }, 1, false],
    ['two lists', lists(), { 'c1+c2': 1 }, 1, false],
    ['a blank', lists(), { blank: 1 }, 1, true],
    ['a spoilt ballot, but on paper only', resolution, { null: 1 }, 1, false],
    ['voices that are split', resolution, { for: 2, against: 1 }, 3, true],
    ['more voices than the delegation has', resolution, { for: 2, against: 2 }, 3, false],
    ['fewer voices than the delegation has', resolution, { for: 2 }, 3, false],
    ['a negative voice that makes up for another', resolution, { for: 4, against: -1 }, 3, false],
    ['half voices', resolution, { for: 0.5, against: 0.5 }, 1, false],
  ])('a ballot: %s', (_, form, ballot, voices, is) => expect(isBallot(form, ballot, voices)).toBe(is));
});
