import { expect, test } from 'vitest';
import { fill, findUnknown, type PlaceholderValues, wordsIn } from './rules.ts';

const values: PlaceholderValues = {
  appel: 'Madame la Maire',
  destinataire: 'Ada Exemple',
  titre: 'maire',
  collectivite: 'Cotonou',
  date: '27 novembre 2026',
  annee: '2026',
};

test.for<[string, string[]]>([
  ['Bonjour {{destinataire}} de {{ collectivite }}, le {{date}}.', []],
  ['{{maire}} {{Ville}} {{maire}} {{date}}', ['maire', 'Ville']],
  ['un {{ ouvert', ['{{']],
  ['un }} fermé', ['}}']],
  ['{{}} {{date', ['', '{{']],
  ['{{toString}} {{constructor}}', ['toString', 'constructor']],
  ['une { accolade } seule', []],
])('what is no placeholder of « %s » is seen: %j', ([text, unknown]) => expect(findUnknown(text)).toEqual(unknown));

test('a template is filled once: what fills it is never filled in its turn', () => {
  expect(fill('{{appel}}, {{ collectivite }} – {{annee}}', { ...values, collectivite: '{{date}} $& $1' })).toBe(
    'Madame la Maire, {{date}} $& $1 – 2026',
  );
});

test('a template without English is written in French, and says so', () => {
  const words = { frSubject: 'Objet', frBody: 'Corps', enSubject: null, enBody: null };
  expect(wordsIn(words, 'en')).toEqual({ lang: 'fr', subject: 'Objet', body: 'Corps' });
  expect(wordsIn({ ...words, enSubject: 'Subject', enBody: 'Body' }, 'en')).toEqual({ lang: 'en', subject: 'Subject', body: 'Body' });
});
