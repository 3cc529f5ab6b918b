import { expect, test } from 'vitest';
import { applicationStates, applicantCategories, type ApplicationState } from '../vocabulary.ts';
import {
  acceptedDocuments,
  canBecome,
  exceedsCap,
  findGaps,
  isOpen,
  lifeCycle,
  mayGoWithoutOpinion,
  requiredDocument,
  waitingFor,
} from './rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test('R1: from the request to the membership, each step follows the one before, and none is skipped', () => {
  const path: ApplicationState[] = [
    'draft',
    'submitted',
    'complete',
    'opinion_asked',
    'opinion_received',
    'examined',
    'admitted',
    'member',
  ];
  expect(canBecome(null, 'draft')).toBe(true);
  for (const [index, state] of path.entries()) {
    const next = path.slice(index + 1).filter((one) => canBecome(state, one));
    // The opinion may come on paper, without having been asked for here: the one step that may be passed over.
    expect(next).toEqual(state === 'complete' ? ['opinion_asked', 'opinion_received'] : path.slice(index + 1, index + 2));
  }
});

test.each<[ApplicationState, ApplicationState[]]>([
  ['draft', ['submitted', 'withdrawn']],
  ['submitted', ['draft', 'complete', 'withdrawn']],
  ['complete', ['opinion_asked', 'opinion_received', 'no_opinion', 'withdrawn']],
  ['opinion_asked', ['opinion_received', 'no_opinion', 'withdrawn']],
  ['opinion_received', ['opinion_received', 'examined', 'withdrawn']],
  ['no_opinion', ['opinion_received', 'examined', 'withdrawn']],
  ['examined', ['postponed', 'admitted', 'refused', 'withdrawn']],
  ['postponed', ['examined', 'postponed', 'admitted', 'refused', 'withdrawn']],
  ['admitted', ['member']],
  ['member', []],
  ['refused', []],
  ['withdrawn', []],
])('R1: from « %s » an application may become %j, and nothing else', (from, expected) => {
  expect(applicationStates.filter((to) => canBecome(from, to)).toSorted()).toEqual(expected.toSorted());
  expect(isOpen(from), 'what may still change waits for someone, and the rest for nobody').toBe(expected.length > 0);
});

test('R1: only the assembly admits, postpones or refuses, and only the Bureau examines', () => {
  const doers = (to: ApplicationState) => [...new Set(lifeCycle.filter((one) => one.to === to).map((one) => one.by))];
  for (const state of ['admitted', 'postponed', 'refused'] as const) expect(doers(state)).toEqual(['assembly']);
  expect(doers('examined')).toEqual(['bureau']);
  expect(doers('opinion_received')).toEqual(['capital']);
});

test.each<[ApplicationState, ReturnType<typeof waitingFor>]>([
  ['draft', 'applicant'],
  ['submitted', 'secretariat'],
  ['complete', 'secretariat'],
  ['opinion_asked', 'capital'],
  ['opinion_received', 'bureau'],
  ['no_opinion', 'bureau'],
  ['examined', 'assembly'],
  ['postponed', 'assembly'],
  ['admitted', 'secretariat'],
  ['member', null],
  ['refused', null],
  ['withdrawn', null],
])('an application that is « %s » waits for %s', (state, waiting) => expect(waitingFor(state)).toBe(waiting));

test('R2: a city sends its council’s deliberation, an association its board’s decision, a city without a council the opinion of who supervises it', () => {
  for (const category of applicantCategories) {
    const isAssociation = category.endsWith('association');
    expect(requiredDocument({ category, hasCouncil: true })).toBe(isAssociation ? 'board_decision' : 'council_deliberation');
    expect(requiredDocument({ category, hasCouncil: false })).toBe(isAssociation ? 'board_decision' : 'supervising_opinion');
  }
  expect(acceptedDocuments({ category: 'city', hasCouncil: true })).not.toContain('supervising_opinion');
});

test('R2: a file is sent in with all that it must say, its piece included; what is missing is named', () => {
  const whole = {
    category: 'city',
    hasCouncil: true,
    name: 'Aneho',
    stateId: 'togo',
    headName: 'Awa Diop',
    contactName: 'Koffi Mensah',
    documents: ['council_deliberation'],
  } as const;
  expect(findGaps(whole)).toEqual([]);
  expect(findGaps({ ...whole, documents: ['letter'] })).toEqual(['documents']);
  expect(findGaps({ ...whole, hasCouncil: false })).toEqual(['documents']);
  expect(findGaps({ ...whole, name: null })).toEqual(['authority']);
  expect(findGaps({ ...whole, stateId: null, headName: null, contactName: null, documents: [] })).toEqual([
    'authority',
    'head',
    'contact',
    'documents',
  ]);
});

test('R1: the procedure goes on without an opinion once the delay is over, or where the applicant is the capital', () => {
  const answerBy = day('2026-11-20');
  expect(mayGoWithoutOpinion({ isCapital: false, answerBy }, day('2026-11-20'))).toBe(false);
  expect(mayGoWithoutOpinion({ isCapital: false, answerBy }, day('2026-11-21'))).toBe(true);
  expect(mayGoWithoutOpinion({ isCapital: false, answerBy: null }, day('2030-01-01'))).toBe(false);
  expect(mayGoWithoutOpinion({ isCapital: true, answerBy: null }, day('2026-11-20'))).toBe(true);
});

test.each([
  ['the tenth city', 9, 'city', false, false],
  ['the eleventh city', 10, 'city', false, true],
  ['the eleventh, a region', 10, 'region', false, true],
  ['an association, which does not count', 10, 'national_association', false, false],
  ['an association, where the setting counts them', 10, 'national_association', true, true],
  ['an associate city, which does not vote', 12, 'associate_city', true, false],
] as const)('R3: %s', (_, counted, category, associationsCount, exceeds) =>
  expect(exceedsCap({ counted, most: 10, unconfirmed: 0, associationsCount }, category)).toBe(exceeds),
);
