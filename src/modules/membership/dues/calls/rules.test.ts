import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callReference, creditorReference, findReferences, isCreditorReference, spacedReference } from './rules.ts';

test.each(['RF18539007547034', 'RF712348231', 'RF332348236'])('a published reference of ISO 11649 is whole: %s', (reference) => {
  expect(isCreditorReference(reference)).toBe(true);
  expect(creditorReference(reference.slice(4))).toBe(reference);
});

test('a reference with one wrong sign, or two exchanged, is not whole', () => {
  const reference = callReference(2026, 42);
  for (let index = 2; index < reference.length; index += 1) {
    const wrong = String((Number(reference[index]) + 1) % 10);
    expect(isCreditorReference(reference.slice(0, index) + wrong + reference.slice(index + 1))).toBe(false);
  }
  expect(isCreditorReference('RF18539007547043')).toBe(false);
});

test('whatever a bank makes of a reference, it is found again', () => {
  const reference = callReference(2026, 42);
  const [mark, check, rest] = [reference.slice(0, 2), reference.slice(2, 4), reference.slice(4)];
  for (const text of [
    reference,
    reference.toLowerCase(),
    spacedReference(reference),
    `COTISATION 2026/${reference}/VILLE HAUTE`,
    `${mark} ${check} ${rest.slice(0, 3)}-${rest.slice(3)}`,
    `VIR DE VILLE HAUTE REF ${mark}${check}${rest.replaceAll('0', 'O')}`,
    `COTIS ${check}${rest} MERCI`,
    `${mark}${check}\n${rest}`,
  ])
    expect(findReferences(text), text).toEqual([reference]);
});

test('an account number, a date, a telephone are no references', () => {
  for (const text of ['FR7630006000011234567890189', '20261127130000', '33 1 44 55 66 77', 'RF00', ''])
    expect(findReferences(text)).toEqual([]);
});

test('every reference is found in any words around it', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '/', '.', 'Z'), maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 1980, max: 2199 }), fc.integer({ min: 1, max: 999_999 }), words, words, (year, number, before, after) => {
      expect(findReferences(`${before} ${spacedReference(callReference(year, number))} ${after}`)).toContain(callReference(year, number));
    }),
  );
});
