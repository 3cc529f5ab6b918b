import { expect, test } from 'vitest';
import { keepTogether } from './keep-together.ts';

/** Spaces as one sees them: `_` holds wide, `'` holds narrow. */
const seen = (text: string) => text.replaceAll('\u00a0', '_').replaceAll('\u202f', "'");

test.each([
  ['Que faire ?', "Que faire'?"],
  ['Refusé : « {name} » ; voyez !', "Refusé_: «_{name}_»'; voyez'!"],
  ['La liste n° {number}, {most} Mo, 20 % ou 5 €.', 'La liste n°_{number}, {most}_Mo, 20_% ou 5_€.'],
  ['{count, plural, one {Une ville :} other {# villes :}}', '{count, plural, one {Une ville_:} other {# villes_:}}'],
  ['À {hour}, comme 10:30 ; 0;1000;550', "À {hour}, comme 10:30'; 0;1000;550"],
  ['https://exemple.org/?a=1 et /?b=2 ?', "https://exemple.org/?a=1 et /?b=2'?"],
  ['Écrivez :chiffre[villes]{#v} ou {n, number, ::percent}', 'Écrivez :chiffre[villes]{#v} ou {n, number, ::percent}'],
  ['Le : des Modes', 'Le_: des Modes'],
])('%s', (typed, printed) => {
  expect(seen(keepTogether(typed))).toBe(printed);
  expect(keepTogether(keepTogether(typed))).toBe(keepTogether(typed));
});
