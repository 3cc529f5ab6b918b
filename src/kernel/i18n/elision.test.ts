import { expect, test } from 'vitest';
import { joinFrench } from './elision.ts';
import { defineMessages } from './messages.ts';

test.each([
  ['Abidjan', 'd’Abidjan', 'à Abidjan', 'qu’Abidjan'],
  ['Évry', 'd’Évry', 'à Évry', 'qu’Évry'],
  ['Île-de-France', 'd’Île-de-France', 'à Île-de-France', 'qu’Île-de-France'],
  ['Œuilly', 'd’Œuilly', 'à Œuilly', 'qu’Œuilly'],
  ['Oujda', 'd’Oujda', 'à Oujda', 'qu’Oujda'],
  ['Ouagadougou', 'de Ouagadougou', 'à Ouagadougou', 'que Ouagadougou'],
  ['Ypres', 'd’Ypres', 'à Ypres', 'qu’Ypres'],
  ['Yaoundé', 'de Yaoundé', 'à Yaoundé', 'que Yaoundé'],
  ['Iași', 'de Iași', 'à Iași', 'que Iași'],
  ['Haïti', 'd’Haïti', 'à Haïti', 'qu’Haïti'],
  ['Hyères', 'd’Hyères', 'à Hyères', 'qu’Hyères'],
  ['Huê', 'de Huê', 'à Huê', 'que Huê'],
  ['Hongrie', 'de Hongrie', 'à Hongrie', 'que Hongrie'],
  ['Cotonou', 'de Cotonou', 'à Cotonou', 'que Cotonou'],
  ['Le Mans', 'du Mans', 'au Mans', 'que Le Mans'],
  ['Le Havre', 'du Havre', 'au Havre', 'que Le Havre'],
  ['Les Abymes', 'des Abymes', 'aux Abymes', 'que Les Abymes'],
  ['La Marsa', 'de La Marsa', 'à La Marsa', 'que La Marsa'],
  ['L’Ariana', 'de L’Ariana', 'à L’Ariana', 'que L’Ariana'],
  ['Lens', 'de Lens', 'à Lens', 'que Lens'],
  ['Lesquin', 'de Lesquin', 'à Lesquin', 'que Lesquin'],
  ['1er arrondissement', 'de 1er arrondissement', 'à 1er arrondissement', 'que 1er arrondissement'],
  ['', 'de ', 'à ', 'que '],
])('%s: %s, %s, %s', (name, de, à, que) => {
  expect([joinFrench('de', name), joinFrench('à', name), joinFrench('que', name)]).toEqual([de, à, que]);
});

test('a person’s name is elided, and begins with no article', () => {
  const say = defineMessages({ close: 'Fermer le compte de {name}' }, { close: 'Close the account of {name}' });
  const said = (name: string) => say.in('fr')('close', { name });
  expect(['Awa Diop', 'Henri Kaboré', 'Hassan Idrissi', 'Le Van Tho'].map(said)).toEqual([
    'Fermer le compte d’Awa Diop',
    'Fermer le compte d’Henri Kaboré',
    'Fermer le compte de Hassan Idrissi',
    'Fermer le compte de Le Van Tho',
  ]);
});

test('a message says a name as its sentence asks, wherever it stands; English and numbers stay as they are', () => {
  const say = defineMessages(
    { one: 'À {party} : réponse{day, select, none {} other { de {party} du {day}}} ; que {party} paie plus de {count}.' },
    { one: 'To {party}: answer{day, select, none {} other { of {party}, {day}}}; {party} to pay over {count}.' },
  );
  expect(
    say
      .in('fr')('one', { party: 'Le Caire', day: '2 mai', count: 8 })
      .replaceAll(/[\u00a0\u202f]/g, ' '),
  ).toBe('Au Caire : réponse du Caire du 2 mai ; que Le Caire paie plus de 8.');
  expect(
    say
      .in('fr')('one', { party: 'Alep', day: 'none', count: 11 })
      .replaceAll(/[\u00a0\u202f]/g, ' '),
  ).toBe('À Alep : réponse ; qu’Alep paie plus de 11.');
  expect(say.in('en')('one', { party: 'Alep', day: 'none', count: 8 })).toBe('To Alep: answer; Alep to pay over 8.');
});
