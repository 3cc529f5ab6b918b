import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalBytes, canonicalText } from './canonical.ts';
import { parseStrictJson } from './strict-json.ts';

const vectors = '../shared/data/jcs';
const published = existsSync(vectors) ? readdirSync(join(vectors, 'input')) : [];
if (published.length === 0) console.warn(`Les vecteurs publiés de la RFC 8785 ne sont pas dans ${vectors} : leurs tests sont sautés.`);

test.skipIf(published.length === 0)('the published vectors of RFC 8785 give the published bytes', () => {
  expect(published).toHaveLength(6);
  for (const name of published) {
    const value: unknown = JSON.parse(readFileSync(join(vectors, 'input', name), 'utf8'));
    const expected = readFileSync(join(vectors, 'output', name));
    expect(Buffer.from(canonicalBytes(value)).equals(expected), name).toBe(true);
  }
});

test('what has no canonical form is refused', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  for (const value of ['\ud800', { name: 'a\udc00' }, { '\ud800': 1 }, Number.NaN, [Infinity], undefined, () => 1, cycle]) {
    expect(() => canonicalText(value)).toThrow();
  }
});

test('the order of names does not change the canonical text, and strict reading gives the value back', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (object) => {
      const reversed = Object.fromEntries(Object.entries(object).reverse());
      const text = canonicalText(object);
      expect(canonicalText(reversed)).toBe(text);
      const read = parseStrictJson(text);
      expect(read.ok && canonicalText(read.value)).toBe(text);
    }),
  );
});

test('values that are written the quick way have the text that the library gives them', () => {
  const name = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('10', '9', '__proto__', 'toJSON', 'é', '\u20ac', '\ufb33', '\ud83d\ude00'),
  );
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, -0, 1e21, 5e-324, '\\ud800', Temporal.PlainDate.from('2025-11-19')));
  fc.assert(
    fc.property(fc.dictionary(name, fc.oneof(value, fc.array(value), fc.dictionary(name, value))), (object) => {
      expect(canonicalText(object)).toBe(canonicalize(object));
    }),
  );
});

test.each([
  ['', 'empty'],
  [' \n', 'empty'],
  ['quatre-vingt-dix', 'notJson'],
  ['{"a":1}}', 'notJson'],
  ['{"a" 1}', 'notJson'],
  ['{"a":1', 'truncated'],
  ['{"a":[1,2', 'truncated'],
  ['{"a":"Béni', 'truncated'],
  ['{"a":"fin\\', 'truncated'],
  ['{"a":1,"b":{"a":2},"a":3}', 'duplicateName'],
  ['{"a":1,"\\u0061":2}', 'duplicateName'],
  ['[{"v":90.00000000000000000001}]', 'number'],
  ['{"v":9e1}', 'number'],
  ['{"v":1e999}', 'number'],
  ['{"v":"\\ud800"}', 'surrogate'],
])('%s is refused: %s', (text, refusal) => expect(parseStrictJson(text)).toEqual({ ok: false, refusal }));

test('the same name in two objects, and as a value, is no repetition', () => {
  expect(parseStrictJson('{"a":["a","a",{"a":"a"}],"b":{"a":"b"}}').ok).toBe(true);
});
