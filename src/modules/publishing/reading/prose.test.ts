import { expect, test } from 'vitest';
import { blockBreak, readProse } from './prose.ts';
import { sentenceAt } from './sentences.ts';

const seen = (text: string) => readProse(text).text.replaceAll(blockBreak, '¶').replaceAll('\uFFFC', '□');

test('what is not prose is not seen', () => {
  expect(seen('---\ntitle: 12\n---\nUn')).toBe('Un');
  expect(seen('a `12` b')).toBe('a □ b');
  expect(seen('a\n\n```\n12\n```\n\nb')).toBe('a¶b');
  expect(seen('a <!-- 12 --> b')).toBe('a b');
  expect(seen('[90 États](https://a.org/12 "13") et ![46](x12.png)')).toBe('90 États et 46');
  expect(seen('voir https://a.org/2025, puis www.b.fr/12.')).toBe('voir □, puis □.');
  expect(seen('à <maires12@aimf.org> ou x12@aimf.org, rapport-2024.pdf')).toBe('à □ ou □, □');
  expect(seen('&constructor; R&amp;D')).toBe('&constructor; R&D');
  expect(seen('note[^12] et renvoi [12].')).toBe('note et renvoi .');
  expect(seen('[^1]: trois\n[2]: https://a.org')).toBe('trois¶');
});

test('marks are passed and blocks kept apart', () => {
  expect(seen('# Titre\nLe **90** *États* et le 46<sup>e</sup>')).toBe('Titre¶Le 90 États et le 46e');
  expect(seen('1. un\n2. deux\n   suite\n\nfin')).toBe('un¶deux suite¶fin');
  expect(seen('| Ville | 2024 |\n|---|--:|\n| Kigali | 12 |')).toBe('Ville¶2024¶Kigali¶12¶');
  expect(seen('> cité\n> encore')).toBe('cité encore');
  expect(seen('snake_case et _accent_ et 3 * 4')).toBe('snake_case et accent et 3 * 4');
});

test('typography is made plain and offsets stay those of the original', () => {
  const text = 'L’**an**\u00a02025, 1\u202f234 e\u0301lus &nbsp;12';
  const prose = readProse(text);
  expect(prose.text).toBe("L'an 2025, 1 234 élus 12");
  const at = prose.text.indexOf('1 234');
  expect(text.slice(prose.starts[at], prose.ends[at + 4])).toBe('1\u202f234');
  const last = prose.text.indexOf('12', 15);
  expect(text.slice(prose.starts[last], prose.ends[last + 1])).toBe('12');
});

test('a directive is one place followed by its label', () => {
  const text = 'les :chiffre[**90** États]{#etats dit="plus de 20"} réunis';
  const prose = readProse(text);
  expect(prose.text).toBe('les \uFFFC 90 États\uFFFC réunis');
  expect([...prose.directives.keys()]).toEqual([4]);
});

test('lists are counted at their level', () => {
  const prose = readProse('Trois :\n\n- a\n- b\n  - b1\n  - b2\n- c\n\nPuis\n\n1. x\n2. y');
  expect(prose.lists.map(({ items }) => items)).toEqual([3, 2, 2]);
});

test.each([
  ['M. Dupont a signé. Il part.', 3, 'M. Dupont a signé.'],
  ['Voir art. 12 et p. 4, cf. n. 3. Fin.', 20, 'Voir art. 12 et p. 4, cf. n. 3.'],
  ['Oui ! « Non. » Puis **90** États.', 20, 'Puis **90** États'],
  ['- un point.\n- deux points.', 14, 'deux points.'],
  ['Le 1,5 °C. 90 États.', 12, '90 États.'],
  ['Rien n’est fini… pour les 3.', 2, 'Rien n’est fini… pour les 3.'],
])('in « %s », the sentence at %i is found', (text, offset, sentence) => {
  expect(sentenceAt(text, offset).text).toContain(sentence);
});
