import { expect, test } from 'vitest';
import { type Marker, markers, type MarkerScore } from '../vocabulary.ts';
import { readMarker } from './content.ts';
import { criteria } from './criteria.ts';
import { type Answered, type MarkerAnswer, scoreMarker } from './rules.ts';

/** Answers as `analysis=yes design=no`; a « yes » is shown by something unless it is written `yes!`. */
type Case = [why: string, marker: Marker, answers: string, score: MarkerScore | null, decided: string];

const gender = 'analysis=yes design=yes objective=yes sexData=yes monitoring=yes';
const cases: Case[] = [
  // Gender: each minimum criterion of score 1 is one without which the score is 0.
  ['nothing was answered', 'gender', '', null, 'analysis design objective sexData monitoring ambition outcomes'],
  ['no analysis was made', 'gender', 'analysis=no', 0, 'analysis'],
  ['the analysis changed nothing', 'gender', 'analysis=yes design=no', 0, 'design'],
  ['no objective has its indicator', 'gender', 'analysis=yes design=yes objective=no', 0, 'objective'],
  ['data hide who is who', 'gender', 'analysis=yes design=yes objective=yes sexData=no', 0, 'sexData'],
  ['nobody will follow the results', 'gender', 'analysis=yes design=yes objective=yes sexData=yes monitoring=no', 0, 'monitoring'],
  ['several criteria fail, all are named', 'gender', 'analysis=no monitoring=no objective=yes', 0, 'analysis monitoring'],
  ['equality is one aim among others', 'gender', `${gender} ambition=no outcomes=no`, 1, 'ambition outcomes'],
  ['it is the first ambition and is not measured as such', 'gender', `${gender} ambition=yes outcomes=no`, 1, 'outcomes'],
  ['it is measured and is not the first ambition', 'gender', `${gender} ambition=no outcomes=yes`, 1, 'ambition'],
  ['it is not the first ambition: the rest changes nothing', 'gender', `${gender} ambition=no`, 1, 'ambition'],
  ['it is the reason for the project', 'gender', `${gender} ambition=yes outcomes=yes`, 2, 'ambition outcomes'],
  [
    'nothing can be broken down by sex',
    'gender',
    `${gender.replace('sexData=yes', 'sexData=na')} ambition=yes outcomes=yes`,
    2,
    'ambition outcomes',
  ],
  [
    'a criterion that always applies is said not to',
    'gender',
    `${gender.replace('analysis=yes', 'analysis=na')} ambition=yes outcomes=yes`,
    null,
    'analysis',
  ],
  [
    'the analysis is claimed and nothing shows it',
    'gender',
    `${gender.replace('analysis=yes', 'analysis=yes!')} ambition=no`,
    null,
    'analysis',
  ],
  ['the ambition is claimed and nothing shows it', 'gender', `${gender} ambition=yes! outcomes=yes`, null, 'ambition'],
  ['the minimum is met, what would make it principal was not asked', 'gender', gender, null, 'ambition outcomes'],
  ['half of what makes it principal was not asked', 'gender', `${gender} ambition=yes`, null, 'outcomes'],
  ['one criterion was left out', 'gender', `${gender.replace('design=yes ', '')} ambition=no`, null, 'design'],
  // Adaptation: the objective is written, and there are measures for it.
  ['nothing was answered', 'adaptation', '', null, 'stated measures reason'],
  ['the objective is written nowhere', 'adaptation', 'stated=no measures=yes reason=yes', 0, 'stated'],
  ['it is written and nothing is done', 'adaptation', 'stated=yes measures=no', 0, 'measures'],
  ['the project would be the same without it', 'adaptation', 'stated=yes measures=yes reason=no', 1, 'reason'],
  ['the project is there for it', 'adaptation', 'stated=yes measures=yes reason=yes', 2, 'reason'],
  ['whether it is the reason was not asked', 'adaptation', 'stated=yes measures=yes', null, 'reason'],
  ['nothing shows the measures', 'adaptation', 'stated=yes measures=yes! reason=no', null, 'measures'],
  // Mitigation: one of four ways at least.
  ['the objective is written nowhere', 'mitigation', 'stated=no emissions=yes', 0, 'stated'],
  [
    'none of the ways',
    'mitigation',
    'stated=yes emissions=no sinks=no integration=no convention=no',
    0,
    'emissions sinks integration convention',
  ],
  ['fewer emissions', 'mitigation', 'stated=yes emissions=yes reason=no', 1, 'reason'],
  ['more sinks', 'mitigation', 'stated=yes sinks=yes emissions=no reason=no', 1, 'reason'],
  ['climate in local policies', 'mitigation', 'stated=yes integration=yes reason=no', 1, 'reason'],
  ['obligations under the convention', 'mitigation', 'stated=yes convention=yes reason=no', 1, 'reason'],
  ['the project is there for it', 'mitigation', 'stated=yes emissions=yes sinks=yes reason=yes', 2, 'reason'],
  ['one way is still to be asked about', 'mitigation', 'stated=yes emissions=no sinks=no integration=no', null, 'convention reason'],
  // Biodiversity.
  ['the objective is written nowhere', 'biodiversity', 'stated=no conservation=yes reason=yes', 0, 'stated'],
  ['none of the ways', 'biodiversity', 'stated=yes conservation=no integration=no convention=no', 0, 'conservation integration convention'],
  ['ecosystems are protected', 'biodiversity', 'stated=yes conservation=yes reason=no', 1, 'reason'],
  ['living nature in local policies', 'biodiversity', 'stated=yes integration=yes reason=no', 1, 'reason'],
  ['obligations under the convention', 'biodiversity', 'stated=yes convention=yes reason=no', 1, 'reason'],
  ['the project is there for it', 'biodiversity', 'stated=yes conservation=yes reason=yes', 2, 'reason'],
  // Desertification.
  ['the objective is written nowhere', 'desertification', 'stated=no drylands=yes', 0, 'stated'],
  ['none of the ways', 'desertification', 'stated=yes drylands=no integration=no convention=no', 0, 'drylands integration convention'],
  ['drylands are restored', 'desertification', 'stated=yes drylands=yes reason=no', 1, 'reason'],
  ['desertification in local policies', 'desertification', 'stated=yes integration=yes reason=no', 1, 'reason'],
  ['obligations under the convention', 'desertification', 'stated=yes convention=yes reason=no', 1, 'reason'],
  ['the project is there for it', 'desertification', 'stated=yes drylands=yes reason=yes', 2, 'reason'],
];

test.each(cases)('%s: %s', (_, marker, answers, score, decided) => {
  const scored = scoreMarker(marker, readAnswers(answers));
  expect([scored.score, (score === null ? scored.missing : scored.decidedBy).join(' ')]).toEqual([score, decided]);
});

test('the cases cover each answer that matters to each criterion', () => {
  expect(cases.length).toBeGreaterThanOrEqual(40);
  for (const marker of markers)
    for (const { key } of criteria[marker])
      for (const answer of ['yes', 'no'])
        expect(
          cases.some(([, one, answers]) => one === marker && answers.split(' ').includes(`${key}=${answer}`)),
          `${marker}: ${key} = ${answer}`,
        ).toBe(true);
});

test('a score departs from the answers only with a reason; 3 and 4 do not exist', () => {
  const pieces = { 'markers/adaptation/stated': 'no' };
  const read = (given: Record<string, string>) => {
    const codes: string[] = [];
    const marker = readMarker({ ...pieces, ...given }, 'adaptation', { required: false }, ({ code }) => void codes.push(code));
    return [marker.score, marker.computed, codes];
  };
  const departure = 'markers/adaptation/departure';
  expect(read({})).toEqual([0, 0, []]);
  expect(read({ [departure]: '1' })).toEqual([0, 0, ['markerReason']]);
  expect(read({ [departure]: '1', [`${departure}-reason`]: 'Le plan de la ville le dit.' })).toEqual([1, 0, []]);
  for (const score of ['3', '4', '-1', 'deux'])
    expect(read({ [departure]: score, [`${departure}-reason`]: 'Trop.' })).toEqual([0, 0, ['markerScore']]);
});

function readAnswers(text: string): Record<string, Answered> {
  const pairs = text
    .split(' ')
    .filter(Boolean)
    .map((one) => one.split('=') as [string, string]);
  return Object.fromEntries(
    pairs.map(([key, said]) => [
      key,
      { answer: said.replace('!', '') as MarkerAnswer, evidence: said.endsWith('!') ? ' ' : 'Étude, page 4.' },
    ]),
  );
}
