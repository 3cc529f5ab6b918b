import { expect, test } from 'vitest';
import { writePlain } from '../markdown/plain.ts';
import { shownParts, wholeText } from '../publications/words.ts';
import { findMentions } from '../reading/mentions.ts';
import { findUnread } from './unread.ts';

const options = { lang: 'fr', on: Temporal.PlainDate.from('2025-11-19') } as const;

function look(words: { title?: string; lead?: string; markdown: string }) {
  const version = { title: 'Un texte', lead: '', ...words };
  const source = wholeText(version);
  const parts = shownParts(version);
  const read = findMentions(source, options);
  const unread = findUnread(parts, source, read, options);
  const page = writePlain(
    parts.flatMap(({ blocks }) => blocks),
    () => '',
  ).text;
  return { page, read, unread: unread.map(({ text }) => text), texts: [...read, ...unread].map(({ text }) => text) };
}

test.each([
  'Un <!-- jamais fermé, 500 villes.\n\nEt 600 ports.',
  '[500] villes et <x 300> États {#400}',
  '[500] villes et 500 ports',
  '&#53;&#48;&#48; villes et &#x35;00 ports',
  'Un \\<!-- échappé 500 --> mot',
  'Un `<!--` puis 500 villes `-->` puis 600',
  'Un <!-- coupé\n\n500 villes --> ici',
  '`500` villes',
  '```\n500 villes\n```',
  '    500. villes',
  '[a]: 500 villes',
  ':autre[500]{#x} et :autre{500}',
  '::autre[500]',
  ':::500 villes\nmot\n:::',
  '![46](x.png) et [mot](javascript:500)',
  'Note[^12] et renvoi [13].',
  '<p 500>\n\nvilles',
  '<!-- a --> 500 villes <!-- b -->',
  '٥٠٠ villes, ５００ ports, ⑤ quais',
  '12° villes',
  '@500 villes',
])('in « %s », each number of the page is read, or keeps the text from being published', (markdown) => {
  const { page, texts } = look({ markdown });
  for (const [digits] of page.matchAll(/\p{Nd}+/gu))
    expect(
      texts.some((text) => text.includes(digits) || text.includes('&#')),
      digits,
    ).toBe(true);
});

test('number words are as digits', () => expect(look({ markdown: 'Un <!-- cinq cents villes' }).texts).toEqual(['cinq cents']));

test('an entity is read as the digit that the page shows', () => {
  expect(look({ markdown: '&#53;&#48;&#48; villes' }).read).toMatchObject([{ value: 500, text: '&#53;&#48;&#48;' }]);
});

test('a title is shown as typed, and a lead ends where the body begins', () => {
  expect(look({ title: 'Nos <!-- à 500 --> villes', markdown: 'Un.' }).unread).toEqual(['500']);
  expect(look({ lead: '```', markdown: '500 villes, :chiffre[membres]{#membres dit="plus de 20"}' }).unread).toEqual([
    '500',
    ':chiffre[membres]{#membres dit="plus de 20"}',
  ]);
});

test('what the page and the reading both see is left alone', () => {
  const markdown = [
    'Le **90** *États* &eacute;lus, R&amp;D, l’\u00a0an 2025 ; 1\u202f234 e\u0301lus <!-- 12 --> ici, m² et ½.',
    '1. un\n2. deux\n   - 3 trois',
    '> cité 14 novembre 2026, https://a.org/2025 et <https://b.org/2024>, [90 États](https://a.org/1), x12@a.org',
    ':chiffre[États *et* 12 gouvernements]{#etats dit="plus de 20" au=2025-11-19}.',
    'Le 3 à 10:30, 5**0**0 et 46e. `npm run` G20',
  ].join('\n\n');
  expect(look({ title: 'Nos 345 villes', lead: 'Et 12 régions.', markdown }).unread).toEqual([]);
});
