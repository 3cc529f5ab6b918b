import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMentions } from './mentions.ts';

const on = Temporal.PlainDate.from('2025-11-24');
const found = (text: string, lang: 'fr' | 'en' = 'fr') => findMentions(text, { lang, on });
const texts = (text: string, lang: 'fr' | 'en' = 'fr') => found(text, lang).map((mention) => mention.text);

test.each([
  ['90 États', '90', { kind: 'cardinal', value: 90, noun: 'États' }],
  ['quatre opérateurs', 'quatre', { kind: 'cardinal', value: 4 }],
  ['une vingtaine de maires', 'une vingtaine', { value: 20, hedge: 'about' }],
  ['plus de 20 % des villes', 'plus de 20 %', { kind: 'percent', value: 20, unit: '%', hedge: 'moreThan' }],
  ['vingt pour cent', 'vingt pour cent', { kind: 'percent', value: 20 }],
  ['un budget de 1,2 M€', '1,2 M€', { kind: 'money', value: 1_200_000, unit: 'EUR' }],
  ['3,7 millions d’euros', '3,7 millions d’euros', { kind: 'money', value: 3_700_000, unit: 'EUR' }],
  ['105 M EUR', '105 M EUR', { kind: 'money', value: 105e6 }],
  ['2,5 milliards de francs CFA', '2,5 milliards de francs CFA', { kind: 'money', value: 2.5e9, unit: 'XOF' }],
  ['1\u202f234 habitants', '1\u202f234', { value: 1234 }],
  ['1.234.567,89', '1.234.567,89', { value: 1234567.89 }],
  ['10 à 12 maires', '10 à 12', { kind: 'range', value: 10, upTo: 12 }],
  ['entre 5 et 10 projets', 'entre 5 et 10', { kind: 'range', value: 5, upTo: 10 }],
  ['deux à trois millions', 'deux à trois millions', { kind: 'range', value: 2e6, upTo: 3e6 }],
  ['depuis 30 ans', '30 ans', { kind: 'duration', value: 30, unit: 'year' }],
  ['deux ans et demi', 'deux ans et demi', { kind: 'duration', value: 2.5 }],
  ['le trentième anniversaire', 'trentième anniversaire', { kind: 'anniversary', value: 30 }],
  ['son trentenaire', 'trentenaire', { kind: 'anniversary', value: 30 }],
  ['la 46e Conférence ministérielle de', '46e', { kind: 'ordinal', value: 46, noun: 'Conférence ministérielle de' }],
  ['le XXe Sommet', 'XXe', { kind: 'ordinal', value: 20 }],
  ['la première édition', 'première', { kind: 'ordinal', value: 1 }],
  ['les deux tiers', 'deux tiers', { kind: 'fraction', value: 2 / 3 }],
  ['un maire sur quatre est', 'un maire sur quatre', { kind: 'fraction', value: 0.25 }],
  ['à 14 h 30 précises', '14 h 30', { kind: 'time' }],
  ['350+ villes', '350+', { value: 350, hedge: 'atLeast' }],
  ['une hausse de −0,4 %', '−0,4 %', { value: -0.4 }],
  ['12 km² de parcs', '12 km²', { kind: 'cardinal', unit: 'km²' }],
] as const)('in « %s », « %s » is understood', (text, mention, meaning) => {
  const [first, ...others] = found(text);
  expect(first).toMatchObject({ text: mention, start: text.indexOf(mention), ...meaning });
  expect(others).toEqual([]);
});

test.each([
  ['19 novembre 2025', '2025-11-19', '2025-11-19', 'day'],
  ['1er décembre 2023', '2023-12-01', '2023-12-01', 'day'],
  ['19–20 novembre 2025', '2025-11-19', '2025-11-20', 'day'],
  ['19 et 20 novembre 2025', '2025-11-19', '2025-11-20', 'day'],
  ['du 14 au 16 novembre 2026', '2026-11-14', '2026-11-16', 'day'],
  ['du 30 décembre au 2 janvier 2026', '2025-12-30', '2026-01-02', 'day'],
  ['19, 20 et 21 novembre 2025', '2025-11-19', '2025-11-21', 'day'],
  ['décembre 1995', '1995-12-01', '1995-12-31', 'month'],
  ['19/11/2025', '2025-11-19', '2025-11-19', 'day'],
  ['2025-11-19', '2025-11-19', '2025-11-19', 'day'],
  ['années 1990', '1990-01-01', '1999-12-31', 'year'],
  ['T2 2025', '2025-04-01', '2025-06-30', 'month'],
  ['second semestre 2026', '2026-07-01', '2026-12-31', 'month'],
  ['2024-2026', '2024-01-01', '2026-12-31', 'year'],
  ['15 décembre', '2025-12-15', '2025-12-15', 'day'],
  ['mi-novembre', '2025-11-01', '2025-11-30', 'month'],
])('« %s » covers %s to %s', (text, from, to, precision) => {
  const [mention, ...others] = found(text);
  expect(mention).toMatchObject({ text, date: { precision } });
  expect([mention?.date?.from.toString(), mention?.date?.to.toString()]).toEqual([from, to]);
  expect(others).toEqual([]);
});

test.each([
  ['November 19, 2025', '2025-11-19', '2025-11-19'],
  ['14 to 16 November 2026', '2026-11-14', '2026-11-16'],
  ['November 30 – December 2, 2025', '2025-11-30', '2025-12-02'],
  ['19th of November 2025', '2025-11-19', '2025-11-19'],
  ['Q3 2026', '2026-07-01', '2026-09-30'],
  ['1990s', '1990-01-01', '1999-12-31'],
  ['11/19/2025', '2025-11-19', '2025-11-19'],
  ['between March 2024 and June 2025', '2024-03-01', '2025-06-30'],
])('“%s” covers %s to %s', (text, from, to) => {
  const [mention, ...others] = found(text, 'en');
  expect([mention?.text, mention?.date?.from.toString(), mention?.date?.to.toString()]).toEqual([text, from, to]);
  expect(others).toEqual([]);
});

test('a day that the calendar does not have is a date without days', () => {
  expect(found('le 31 février 2025')[0]).toMatchObject({ kind: 'date', text: '31 février 2025', date: undefined });
});

test('four digits are a year, unless they count something', () => {
  expect(
    found('en 2025, 2000 habitants, plus de 2000, le Sommet de 2024, 1950 km, l’an 2000').map(({ kind, text }) => `${kind} ${text}`),
  ).toEqual(['year 2025', 'cardinal 2000', 'cardinal plus de 2000', 'year 2024', 'cardinal 1950 km', 'year 2000']);
});

test('digits in names name', () => {
  const names =
    'COP30, COP 30, TV5MONDE, C40, G20, ODD 11, Agenda 2030, article 12, CO2, Covid-19, RFC 8785, loi 1901, Wi-Fi 6, n° 12, p. 4, BF-2024-012, articles 5, 6 et 7, Mohammed VI, +33 1 44 88 22 88, XXIe siècle, 5G';
  expect(found(names).every(({ kind }) => kind === 'name')).toBe(true);
  expect(texts(names)).toEqual([
    'COP30',
    'COP 30',
    'TV5MONDE',
    'C40',
    'G20',
    'ODD 11',
    'Agenda 2030',
    'article 12',
    'CO2',
    'Covid-19',
    'RFC 8785',
    'loi 1901',
    'Wi-Fi 6',
    'n° 12',
    'p. 4',
    'BF-2024-012',
    'articles 5, 6 et 7',
    'Mohammed VI',
    '+33 1 44 88 22 88',
    'XXIe',
    '5G',
  ]);
});

test.each([
  'Un maire, une ville, l’un, l’autre, un an, une heure.',
  'Un bâtiment neuf, remis à neuf ; quoi de neuf ?',
  'Le premier adjoint, le Premier ministre, la première fois, en premier lieu, une seconde chance.',
  'Trois-Rivières, Deux-Montagnes, un deux-roues, l’entre-deux.',
  'Zéro déchet, mille mercis, deux par deux.',
  'Un tiers de confiance, les pays tiers.',
  'En mars, en août, lundi.',
  'Voir https://a.org/2025 et `x = 12`.',
  '2. Contexte',
  '## 2.1 Résultats',
  '1) ouvrir ; 2) voter ; 3) clore',
])('« %s » has no mention', (text) => {
  expect(texts(text)).toEqual([]);
});

test.each([
  'One of the mayors, no one, one day, a mayor.',
  'The first lady, at first, second thoughts, third parties, a two-way street.',
  'In May and March; she may march.',
  'Net-zero.',
])('“%s” has no mention', (text) => {
  expect(texts(text, 'en')).toEqual([]);
});

test('« de 305 à 350 » after a verb of change is two numbers', () => {
  expect(texts('passé de 305 à 350 villes')).toEqual(['305', '350']);
  expect(texts('rose from 305 to 350', 'en')).toEqual(['305', '350']);
});

test('marks inside a mention stay in its text', () => {
  expect(texts('le **46**<sup>e</sup> Sommet et 1&nbsp;234 élus')).toEqual(['46**<sup>e</sup>', '1&nbsp;234']);
});

test('a directive is one mention, and the numbers of its label are their own', () => {
  const mentions = found('les :chiffre[villes, dont 12 capitales]{#cites-membres dit="plus de 300"}.');
  expect(mentions.map(({ kind, text, figure, hedge, value }) => [kind, text.slice(0, 8), figure, hedge, value])).toEqual([
    ['directive', ':chiffre', 'cites-membres', 'moreThan', 300],
    ['cardinal', '12', undefined, undefined, 12],
  ]);
});

test('whatever the text, mentions follow one another and are slices of it', () => {
  const fragments = [
    '12',
    '1 234',
    'deux',
    'vingt',
    'et',
    'un',
    '-',
    '–',
    '/',
    ':',
    '%',
    '€',
    'M',
    ' ',
    ' ',
    '\u00a0',
    '\n',
    '\r\n',
    '\n\n',
    'e',
    'XX',
    'novembre',
    '2025',
    'à',
    'plus de ',
    'sur',
    '**',
    '`',
    '[',
    '](x)',
    ':chiffre[',
    ']{#a}',
    '<!--',
    '-->',
    '|',
    '- ',
    'n°',
    'ans',
    'h',
    'cinquième',
    'é',
    'e\u0301',
    '+',
    '.',
    ',',
    '(',
    ')',
    'İ',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...fragments), { maxLength: 40 }),
      fc.constantFrom('fr' as const, 'en' as const),
      (parts, lang) => {
        const text = parts.join('');
        let end = 0;
        for (const mention of found(text, lang)) {
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(text.slice(mention.start, mention.end)).toBe(mention.text);
          // The numbers of a directive's label stand inside it.
          end = mention.kind === 'directive' ? mention.start + 1 : mention.end;
        }
      },
    ),
    { numRuns: 3000 },
  );
});

test('Windows line ends change nothing but the offsets', () => {
  const text = '# 90 États\n\n- 12 villes\n- 3 régions\n\n| a | 5 |\n|---|---|\n';
  expect(texts(text.replaceAll('\n', '\r\n'))).toEqual(texts(text));
});
