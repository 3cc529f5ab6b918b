import { expect, test } from 'vitest';
import { type Candidate, entitle } from './rules.ts';

const sitting: Candidate = {
  membership: 'member',
  isAssociation: false,
  head: { personId: 'awa', standing: 'sitting' },
  seat: null,
  owes: false,
};
const rule = { arrears: false, associationVoices: 1 };

test.each<[string, Partial<Candidate>, Partial<typeof rule>, exclusion: string | null]>([
  ['a member whose head sits', {}, {}, null],
  ['no head', { head: null }, {}, 'no_mandate'],
  ['a mandate that has ended', { head: { personId: 'awa', standing: 'ended' } }, {}, 'no_mandate'],
  ['a mandate to be confirmed', { head: { personId: 'awa', standing: 'unconfirmed' } }, {}, 'unconfirmed'],
  ['R9: an associate city', { membership: 'associate' }, {}, 'associate'],
  ['R9: an honorary member', { membership: 'honorary' }, {}, 'honorary'],
  ['R9: a suspended member', { membership: 'suspended' }, {}, 'suspended'],
  ['a stranger', { membership: 'none' }, {}, 'not_member'],
  ['dues, where the rule says nothing', { owes: true }, {}, null],
  ['dues, where the rule excludes them', { owes: true }, { arrears: true }, 'arrears'],
  ['R6: a seat held', { seat: { personId: 'awa', standing: 'held' } }, {}, null],
  ['R6: a seat whose mandate ended', { seat: { personId: 'ancienne', standing: 'vacant' } }, {}, 'vacant_seat'],
  ['R6: a seat in doubt', { seat: { personId: 'awa', standing: 'unconfirmed' } }, {}, 'unconfirmed'],
])('%s', (_, change, ruled, exclusion) => {
  expect(entitle('p', { ...sitting, ...change }, { ...rule, ...ruled }).exclusion).toBe(exclusion);
});

test('an association has the voices that the rule gives it', () =>
  expect(entitle('p', { ...sitting, isAssociation: true }, { ...rule, associationVoices: 3 })).toEqual({
    partyId: 'p',
    personId: 'awa',
    voices: 3,
    exclusion: null,
  }));
