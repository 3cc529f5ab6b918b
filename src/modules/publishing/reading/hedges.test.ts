import { expect, test } from 'vitest';
import { formatHedge, hedgeState, matchHedgeAfter, matchHedgeBefore, type Hedge, type HedgeState } from './hedges.ts';

const cases: [Hedge, number, number, HedgeState][] = [
  ['exactly', 90, 90, 'holds'],
  ['exactly', 90, 91, 'fails'],
  ['exactly', 0, 0, 'holds'],
  ['moreThan', 20, 20, 'fails'],
  ['moreThan', 20, 21, 'holds'],
  ['moreThan', 20, 29, 'holds'],
  ['moreThan', 20, 30, 'understated'],
  ['atLeast', 20, 19, 'fails'],
  ['atLeast', 20, 20, 'holds'],
  ['atLeast', 20, 30, 'understated'],
  ['lessThan', 20, 20, 'fails'],
  ['lessThan', 20, 19, 'holds'],
  ['lessThan', 20, 0, 'holds'],
  ['nearly', 30, 30, 'fails'],
  ['nearly', 30, 29, 'holds'],
  ['nearly', 30, 27, 'holds'],
  ['nearly', 30, 26, 'fails'],
  ['nearly', 0.7, 0.63, 'holds'],
  ['about', 100, 95, 'holds'],
  ['about', 100, 105, 'holds'],
  ['about', 100, 94, 'fails'],
  ['about', 100, 106, 'fails'],
];

test.each(cases)('%s %d, when it is %d: %s', (hedge, n, value, state) => {
  expect(hedgeState(hedge, n, value)).toBe(state);
});

test.each([
  ['plus de 20', 'moreThan'],
  ["plus d'une vingtaine", 'moreThan'],
  ['un peu plus de 20', 'moreThan'],
  ['au-delà de 20', 'moreThan'],
  ['> 20', 'moreThan'],
  ['>20', 'moreThan'],
  ['bien plus de 20', 'moreThan'],
  ['au moins 20', 'atLeast'],
  ['au minimum 20', 'atLeast'],
  ['pas moins de 20', 'atLeast'],
  ['moins de 20', 'lessThan'],
  ["moins d'un tiers", 'lessThan'],
  ['un peu moins de 20', 'nearly'],
  ['près de 20', 'nearly'],
  ['presque 20', 'nearly'],
  ["près d'une centaine", 'nearly'],
  ['quasiment 20', 'nearly'],
  ['près de la moitié', 'nearly'],
  ['plus des deux tiers', 'moreThan'],
  ['environ 20', 'about'],
  ['quelque 350', 'about'],
  ['à peu près 20', 'about'],
  ['autour de 20', 'about'],
  ["de l'ordre de 20", 'about'],
  ['aux alentours de 20', 'about'],
  ['~20', 'about'],
  ['exactement 20', 'exactly'],
] as const)('« %s » is %s', (words, hedge) => {
  const found = matchHedgeBefore(words, 0, 'fr');
  expect(found?.hedge).toBe(hedge);
  expect(words.slice(found?.end)).toMatch(/^(?:20|350|une |un |la |deux|moitié)/);
});

test.each([
  ['more than 20', 'moreThan'],
  ['over 20', 'moreThan'],
  ['just over 20', 'moreThan'],
  ['at least 20', 'atLeast'],
  ['no fewer than 20', 'atLeast'],
  ['fewer than 20', 'lessThan'],
  ['less than 20', 'lessThan'],
  ['nearly 20', 'nearly'],
  ['almost 20', 'nearly'],
  ['just under 20', 'nearly'],
  ['about 20', 'about'],
  ['around 20', 'about'],
  ['some 20', 'about'],
  ['an estimated 20', 'about'],
  ['exactly 20', 'exactly'],
] as const)('“%s” is %s', (words, hedge) => {
  const found = matchHedgeBefore(words, 0, 'en');
  expect(found?.hedge).toBe(hedge);
  expect(words.slice(found?.end)).toBe('20');
});

test('a hedge may follow its number', () => {
  expect(matchHedgeAfter('20 au moins', 2, 'fr')).toMatchObject({ hedge: 'atLeast', end: 11 });
  expect(matchHedgeAfter('20 environ', 2, 'fr')?.hedge).toBe('about');
  expect(matchHedgeAfter('350+ villes', 3, 'fr')?.hedge).toBe('atLeast');
  expect(matchHedgeAfter('20 or more', 2, 'en')?.hedge).toBe('atLeast');
  expect(matchHedgeAfter('20 environnements', 2, 'fr')).toBeNull();
});

test('a hedge is written with its number, elided where French elides', () => {
  expect(formatHedge('moreThan', '20', 'fr')).toBe('plus de 20');
  expect(formatHedge('moreThan', 'un million', 'fr')).toBe('plus d’un million');
  expect(formatHedge('nearly', 'onze', 'fr')).toBe('près de onze');
  expect(formatHedge('exactly', '90', 'fr')).toBe('90');
  expect(formatHedge('lessThan', '20', 'en')).toBe('fewer than 20');
});
