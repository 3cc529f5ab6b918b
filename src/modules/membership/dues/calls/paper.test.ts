import { expect, test } from 'vitest';
import { figureInWords } from './paper.ts';

test('the figure that an amount rests on is told in the language of the call, with its day and who says so', () => {
  const population = { value: 80_000, unit: 'habitants', on: '2024', source: 'Banque mondiale', url: null };
  expect(figureInWords(population, 'fr')).toBe('80\u202f000 (2024\u202f; Banque mondiale)');
  expect(figureInWords(population, 'en')).toBe('80,000 (2024; Banque mondiale)');
  expect(figureInWords({ ...population, value: 720.5, unit: 'USD', on: null }, 'fr')).toBe('720,5\u00a0USD (Banque mondiale)');
});
