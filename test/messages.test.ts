import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';

const french = globSync('src/**/messages/fr.json');

test('there are messages', () => expect(french.length).toBeGreaterThan(3));

test.each(french)('every sentence of %s is said in English too, with the same values, and can be read by ICU', (file) => {
  const fr = read(file);
  const en = read(join(dirname(file), 'en.json'));
  expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
  for (const key of Object.keys(fr)) expect(argumentsOf(en[key]!), key).toEqual(argumentsOf(fr[key]!));
});

function read(file: string): Record<string, string> {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function argumentsOf(sentence: string): string[] {
  const names = new Set<string>();
  JSON.stringify(parse(sentence, { ignoreTag: true }), (_, value) => {
    if (value && typeof value === 'object' && 'type' in value && [1, 2, 3, 4, 5, 6].includes(value.type)) names.add(value.value);
    return value;
  });
  return [...names].sort();
}
