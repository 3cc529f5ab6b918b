import { expect, test } from 'vitest';
import { parseFigureDirectives } from './directives.ts';
import { parseHedgedNumber } from './hedged-number.ts';

test('a directive names its figure, its hedge, its form, its day and its label', () => {
  const text = 'Les :chiffre[États et gouvernements]{#etats-francophonie dit="plus de 20" forme=lettres au=2025-11-19} réunis.';
  const { directives, problems } = parseFigureDirectives(text);
  expect(problems).toEqual([]);
  expect(directives).toHaveLength(1);
  const [directive] = directives;
  expect(directive).toMatchObject({
    slug: 'etats-francophonie',
    hedge: 'moreThan',
    n: 20,
    form: 'words',
    label: 'États et gouvernements',
    start: 4,
  });
  expect(directive?.on?.toString()).toBe('2025-11-19');
  expect(text.slice(directive?.start, directive?.end)).toBe(directive?.raw);
});

test('the English names are understood, and what is not said is digits, exactly, today', () => {
  const { directives } = parseFigureDirectives(
    ':figure{#a} :figure[States]{#b says="nearly thirty" form=words on=2025-01-31} :chiffre{#c}',
  );
  expect(directives.map(({ slug, hedge, n, form, label }) => [slug, hedge, n, form, label])).toEqual([
    ['a', undefined, undefined, 'digits', null],
    ['b', 'nearly', 30, 'words', 'States'],
    ['c', undefined, undefined, 'digits', null],
  ]);
});

test('what cannot be understood is reported with the words at fault', () => {
  const { directives, problems } = parseFigureDirectives(':chiffre{dit="beaucoup de" forme=constructor au=2025-02-30 couleur=rouge}');
  expect(problems.map(({ code, detail }) => [code, detail])).toEqual([
    ['unknown-hedge', 'beaucoup de'],
    ['unknown-form', 'constructor'],
    ['invalid-date', '2025-02-30'],
    ['unknown-attribute', 'couleur'],
    ['missing-slug', directives[0]?.raw],
  ]);
});

test('a directive in code, in a comment or inside a word is not one', () => {
  expect(
    parseFigureDirectives(
      '`:chiffre{#a}` <!-- :chiffre{#b} -->\n```\n:chiffre{#c}\n```\nmot:chiffre{#d} ::chiffre{#e} :chiffres{#f} :chiffre',
    ).directives,
  ).toEqual([]);
});

test('brackets in a label and quotes in attributes do not end the directive early', () => {
  const { directives } = parseFigureDirectives(":chiffre[villes [membres]]{#a dit='plus de 300'} suite");
  expect(directives[0]).toMatchObject({ label: 'villes [membres]', hedge: 'moreThan', n: 300 });
});

test.each([
  ['plus de 20', 'fr', { hedge: 'moreThan', n: 20 }],
  ['près de trente', 'fr', { hedge: 'nearly', n: 30 }],
  ['une vingtaine', 'fr', { hedge: 'about', n: 20 }],
  ['90', 'fr', { hedge: 'exactly', n: 90 }],
  ['plus de 20 %', 'fr', { hedge: 'moreThan', n: 20 }],
  ['1 234,5', 'fr', { hedge: 'exactly', n: 1234.5 }],
  ['no fewer than forty', 'en', { hedge: 'atLeast', n: 40 }],
  ['1,234', 'en', { hedge: 'exactly', n: 1234 }],
  ['plusieurs', 'fr', null],
  ['plus de', 'fr', null],
  ['20 ou 30', 'fr', null],
  ['20 maires', 'fr', null],
  ['', 'fr', null],
] as const)('« %s » (%s) says %o', (words, lang, said) => {
  expect(parseHedgedNumber(words, lang)).toEqual(said);
});
