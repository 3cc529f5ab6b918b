import { expect, test } from 'vitest';
import { findPurpose, purposes, searchPurposes } from './purposes.ts';

test('a purpose has five digits, a name in both languages and the category of its first three digits', () => {
  expect(purposes.length).toBeGreaterThan(250);
  for (const { code, name, category } of purposes) {
    expect(code).toMatch(/^[0-9]{5}$/);
    for (const words of [name, category]) expect(words.fr && words.en, code).toBeTruthy();
  }
});

test('a purpose is found by its code', () => {
  expect(findPurpose('14032')?.name).toEqual({
    fr: 'Assainissement - dispositifs de base',
    en: 'Basic sanitation',
  });
  expect(findPurpose('99999')).toBeNull();
});

test('a purpose is found by words, whatever their accents, in either language', () => {
  expect(searchPurposes('approvisionnement eau base').map(({ code }) => code)).toContain('14031');
  expect(searchPurposes('Basic sanitation').map(({ code }) => code)).toContain('14032');
  // A purpose that is named so comes before those of a category that is.
  expect(searchPurposes('eau et assainissement')[0]?.code).toBe('14020');
  expect(searchPurposes('beffroi')).toEqual([]);
});
