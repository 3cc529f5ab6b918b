import { expect, test } from 'vitest';
import { findPurpose } from '../../../modules/fund/purposes/purposes.ts';
import { slugOf } from '../../../modules/register/index.ts';
import { planDossiers, themes } from './plan.ts';
import { flood, subjects } from './subjects.ts';

const every = [...Object.values(subjects).flat(), flood];

test('a hundred and twenty dossiers are planned, seventy of them granted, and no two neighbours ask for the same', () => {
  const planned = planDossiers(35);
  expect(planned).toHaveLength(120);
  expect(planned.filter(({ fate }) => fate === 'granted')).toHaveLength(70);
  expect(planned.filter(({ isContinuation }) => isContinuation)).toHaveLength(8);
  for (const [index, one] of planned.entries()) expect(one.subject, `${one.title} ${index}`).not.toBe(planned[index - 1]?.subject);
  const asked = planned.filter(({ isContinuation }) => !isContinuation).map(({ city, subject }) => `${city} ${subject.titles[0]}`);
  expect(new Set(asked).size, 'no city asks twice for one thing').toBe(asked.length);
  for (const { city } of planned) expect(city).toBeLessThan(35);
});

test('no city asks twice at one sitting, and what goes on is asked by the city that began it', () => {
  const planned = planDossiers(35);
  for (const round of [0, 1, 2, 3]) expect(new Set(planned.filter((one) => one.round === round).map(({ city }) => city)).size).toBe(30);
  for (const one of planned.filter(({ isContinuation }) => isContinuation))
    expect(planned.find(({ round, rank }) => round === one.round - 2 && rank === one.rank)).toMatchObject({
      city: one.city,
      subject: one.subject,
      fate: 'granted',
    });
});

test('a little more than a fifth of the projects screened aim at equality: as many as the account of Kigali says, hardly more', () => {
  const screened = planDossiers(35).filter(({ fate, gender }) => fate === 'granted' && gender !== null);
  const aiming = screened.filter(({ gender }) => gender !== 0);
  expect((100 * aiming.length) / screened.length).toBeGreaterThan(20);
  expect((100 * aiming.length) / screened.length).toBeLessThan(30);
});

test('each subject falls under a purpose of the DAC that its theme names', () => {
  const purposesOf = new Map(themes.map(([name, , purposes]) => [slugOf(name), purposes.split(' ')]));
  for (const { titles, theme, purpose } of every) {
    expect(findPurpose(purpose), titles[0]).not.toBeNull();
    expect(purposesOf.get(theme), titles[0]).toContain(purpose);
  }
});
