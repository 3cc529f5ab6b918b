import { expect, test } from 'vitest';
import { readReturnPath } from './return-path.ts';

test.each(['/', '/etats/senegal', '/recherche?q=Dakar&page=2', '/en/etats'])('« %s » is a page of this site', (path) => {
  expect(readReturnPath(path)).toBe(path);
});

test.each([
  '//ailleurs.example',
  '/\\ailleurs.example',
  '\\\\ailleurs.example',
  'https://ailleurs.example',
  'javascript:alert(1)',
  '',
  'etats',
  '/\t/ailleurs.example',
  '/\n/ailleurs.example',
  '/.//ailleurs.example',
  '/..//ailleurs.example',
  ' //ailleurs.example',
  '/a\\..\\b',
  undefined,
  ['/'],
  null,
])('« %s » is refused as a way back', (path) => {
  expect(readReturnPath(path)).toBeNull();
});
