import { expect, test } from 'vitest';
import { readDraft } from './classify.ts';
import { knownFacts } from './corpus/known-facts.ts';

const on = Temporal.PlainDate.from('2025-11-24');

/** Each mention with its class, its verdict and what was expected. */
async function read(text: string, lang: 'fr' | 'en' = 'fr') {
  const rows = await readDraft(text, { lang, on, register: knownFacts(lang) });
  return rows.map((row) => [row.text, row.class, row.verdict, row.expected]);
}

test('a directive is bound, and contradicted when its hedge no longer holds', async () => {
  expect(
    await read('Les :chiffre{#etats-francophonie}, :chiffre{#etats-francophonie dit="plus de 90"}, :chiffre{#inconnu}, :chiffre{dit="20"}'),
  ).toEqual([
    [':chiffre{#etats-francophonie}', 'bound', 'confirmed', 90],
    [':chiffre{#etats-francophonie dit="plus de 90"}', 'bound', 'contradicted', 90],
    [':chiffre{#inconnu}', 'bound', 'unknown', undefined],
    [':chiffre{dit="20"}', 'unbound', 'unknown', undefined],
  ]);
});

test('an understated hedge is confirmed, and says so', async () => {
  const [row] = await readDraft(':chiffre{#etats-francophonie dit="plus de 20"}', { lang: 'fr', on, register: knownFacts('fr') });
  expect(row).toMatchObject({ verdict: 'confirmed', comparedWith: { with: 'figure', understated: true } });
});

test('an ordinal is confirmed with its date and place', async () => {
  expect(await read('La 46e Conférence ministérielle s’est tenue à Kigali les 19 et 20 novembre 2025.')).toEqual([
    ['46e', 'series', 'confirmed', undefined],
    ['19 et 20 novembre 2025', 'date', 'confirmed', undefined],
  ]);
});

test('a wrong ordinal is contradicted by its date, and the right one expected', async () => {
  expect(await read('La 45e Conférence ministérielle s’est tenue les 19 et 20 novembre 2025.')).toEqual([
    ['45e', 'series', 'contradicted', '46e'],
    ['19 et 20 novembre 2025', 'date', 'confirmed', undefined],
  ]);
});

test('a wrong date contradicts both the ordinal and itself', async () => {
  expect(await read('La 46e Conférence ministérielle s’est tenue le 3 mars 2025.')).toEqual([
    ['46e', 'series', 'contradicted', '19–20 novembre 2025'],
    ['3 mars 2025', 'date', 'contradicted', '19–20 novembre 2025'],
  ]);
});

test('a wrong place contradicts the ordinal', async () => {
  expect(await read('La 46e Conférence ministérielle, à Paris, a duré longtemps.')).toEqual([['46e', 'series', 'contradicted', 'Kigali']]);
});

test('an occurrence that the register does not know is contradicted', async () => {
  expect(await read('Le 99e Sommet de la Francophonie.')).toEqual([['99e', 'series', 'contradicted', '20e']]);
});

test('each date goes with the ordinal before it', async () => {
  expect(
    await read('La 46e Conférence ministérielle, les 19 et 20 novembre 2025, prépare le XXe Sommet, du 14 au 16 novembre 2026.'),
  ).toEqual([
    ['46e', 'series', 'confirmed', undefined],
    ['19 et 20 novembre 2025', 'date', 'confirmed', undefined],
    ['XXe', 'series', 'confirmed', undefined],
    ['du 14 au 16 novembre 2026', 'date', 'confirmed', undefined],
  ]);
});

test('« la 46e », alone, is of the series just named; a session is of the series its sentence names', async () => {
  expect(await read('Après la 45e Conférence ministérielle, à Paris, la 46e est venue vite.')).toEqual([
    ['45e', 'series', 'confirmed', undefined],
    ['46e', 'series', 'confirmed', undefined],
  ]);
  expect((await read('La Conférence ministérielle, en sa 46e session.'))[0]).toEqual(['46e', 'series', 'confirmed', undefined]);
});

test('an ordinal of no known series is unbound', async () => {
  expect(await read('La 3e place et la première édition du concours.')).toEqual([
    ['3e', 'unbound', undefined, undefined],
    ['première', 'unbound', undefined, undefined],
  ]);
});

test('a date is confirmed by a fact its sentence speaks of, contradicted by one it names, else unbound', async () => {
  expect(await read('Reconnue à Cotonou en décembre 1995.')).toEqual([['décembre 1995', 'date', 'confirmed', undefined]]);
  expect(await read('La Conférence de Beijing, en 1996.')).toEqual([['1996', 'date', 'contradicted', '4–15 septembre 1995']]);
  expect(await read('Le marché fut signé le 3 mars 2024.')).toEqual([['3 mars 2024', 'unbound', undefined, undefined]]);
  expect(await read('Un programme 2024-2026 pour la Conférence ministérielle de Paris.')).toEqual([
    ['2024-2026', 'unbound', undefined, undefined],
  ]);
});

test('years are counted from the fact that the sentence names', async () => {
  expect(await read('Trente ans après la Conférence de Beijing.')).toEqual([['Trente ans', 'computed', 'confirmed', undefined]]);
  expect(await read('Vingt-cinq ans après la Conférence de Beijing.')).toEqual([['Vingt-cinq ans', 'computed', 'contradicted', 30]]);
  expect(await read('L’AIMF, opérateur direct depuis près de 30 ans.')).toEqual([['près de 30 ans', 'computed', 'confirmed', undefined]]);
  expect(await read('L’AIMF, opérateur direct depuis 40 ans.')).toEqual([['40 ans', 'computed', 'contradicted', 30]]);
  expect(await read('Dix ans après l’Accord de Paris, trente ans après la Conférence de Beijing.')).toEqual([
    ['Dix ans', 'unbound', undefined, undefined],
    ['trente ans', 'computed', 'confirmed', undefined],
  ]);
  expect(await read('Un plan de cinq ans pour l’opérateur direct.')).toEqual([['cinq ans', 'unbound', undefined, undefined]]);
  expect(await read('The 30th anniversary of the Beijing Conference.', 'en')).toEqual([
    ['30th anniversary', 'computed', 'confirmed', undefined],
  ]);
});

test('years may be calendar or complete: the reading says which', async () => {
  const [calendar] = await readDraft('Opérateur direct depuis 30 ans.', { lang: 'fr', on, register: knownFacts('fr') });
  const [complete] = await readDraft('Opérateur direct depuis 29 ans.', { lang: 'fr', on, register: knownFacts('fr') });
  expect(calendar?.comparedWith).toMatchObject({ years: 30, counted: 'calendar' });
  expect(complete?.comparedWith).toMatchObject({ years: 29, counted: 'complete' });
});

test('a number that announces a list is computed, and contradicted by a list of another length', async () => {
  expect(await read('Trois demandes :\n\n- l’eau\n- la paix\n- l’école')).toEqual([['Trois', 'computed', 'confirmed', undefined]]);
  expect(await read('Quatre demandes :\n- l’eau\n- la paix\n- l’école')).toEqual([['Quatre', 'computed', 'contradicted', 3]]);
  expect(await read('Trois demandes : l’eau, la paix et l’école.')).toEqual([['Trois', 'computed', 'confirmed', undefined]]);
  expect(await read('Devant 90 États, trois demandes : l’eau ; la paix ; l’école. Ces trois demandes sont claires.')).toEqual([
    ['90', 'unbound', undefined, undefined],
    ['trois', 'computed', 'confirmed', undefined],
    ['trois', 'computed', 'confirmed', undefined],
  ]);
  expect(await read('Quatre demandes : l’eau, la paix et l’école.')).toEqual([['Quatre', 'unbound', undefined, undefined]]);
});

test('a number that nothing binds stays unbound, with the figure that could bind it', async () => {
  const rows = await readDraft('Le réseau compte plus de 350 villes membres et 12 agents.', { lang: 'fr', on, register: knownFacts('fr') });
  expect(rows[0]).toMatchObject({ text: 'plus de 350', class: 'unbound', figure: 'cites-membres', expected: 305, verdict: 'contradicted' });
  expect(rows[1]).toMatchObject({ text: '12', class: 'unbound' });
  expect(rows[1]?.figure).toBeUndefined();
});
