import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOfHash, isCode, readCode } from './code.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const lettersOf = (code: string) => code.slice(3).replaceAll('-', '');
const replaceAt = (text: string, at: number, letter: string) => text.slice(0, at) + letter + text.slice(at + 1);

test('a code is three groups of unmistakable letters and reads back as itself', () => {
  fc.assert(
    fc.property(hash, (bytes) => {
      const code = codeOfHash(bytes);
      expect(code).toMatch(/^BF-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
      expect(readCode(code)).toBe(code);
    }),
  );
});

test('a code depends on the first 45 bits of the hash, and on nothing after', () => {
  const bytes = new Uint8Array(32).fill(0xa5);
  const other = bytes.slice();
  other[5]! ^= 0b111;
  other[31]! ^= 0xff;
  expect(codeOfHash(other)).toBe(codeOfHash(bytes));
  other[5]! ^= 0b1000;
  expect(codeOfHash(other)).not.toBe(codeOfHash(bytes));
});

test('every single letter miscopied is refused', () => {
  fc.assert(
    fc.property(hash, (bytes) => {
      const letters = lettersOf(codeOfHash(bytes));
      for (let at = 0; at < letters.length; at++) {
        for (const letter of alphabet) {
          if (letter !== letters[at]) expect(readCode(replaceAt(letters, at, letter))).toBeNull();
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('every two letters swapped are refused, neighbours or not', () => {
  fc.assert(
    fc.property(hash, (bytes) => {
      const letters = lettersOf(codeOfHash(bytes));
      for (let a = 0; a < letters.length; a++) {
        for (let b = a + 1; b < letters.length; b++) {
          const swapped = replaceAt(replaceAt(letters, a, letters[b]!), b, letters[a]!);
          if (swapped !== letters) expect(readCode(swapped)).toBeNull();
        }
      }
    }),
  );
});

// The check is linear: what it misses does not depend on the code but only on the difference, and there are few.
test('no difference of one letter, and no swap of any two letters, is missed for any code at all', () => {
  const zero = '0'.repeat(10);
  expect(isCode('BF-0000-0000-00')).toBe(true);
  for (let a = 0; a < 10; a++) {
    for (const difference of alphabet.slice(1)) {
      expect(readCode(replaceAt(zero, a, difference))).toBeNull();
      for (let b = a + 1; b < 10; b++) {
        expect(readCode(replaceAt(replaceAt(zero, a, difference), b, difference))).toBeNull();
      }
    }
  }
});

test('a code is read as people write it', () => {
  const code = codeOfHash(new Uint8Array(32).fill(1));
  expect(code).toBe('BF-040G-2081-0B');
  for (const typed of ['bf-040g-2081-0b', '040g20810B', ' BF 040G 2081 0B ', 'bf‑o4og‑2o8l‑ob', 'BF040G20810B', '040G 208i 0B']) {
    expect(readCode(typed)).toBe(code);
  }
});

test.each(['', 'BF-', 'BF-040G-2081-0', 'BF-040G-2081-0BB', 'BF-040G-2081-0U', 'BF-040G-2081-0C', 'quatre-vingt-dix'])(
  '« %s » is no code',
  (typed) => expect(readCode(typed)).toBeNull(),
);
