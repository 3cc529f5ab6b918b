import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDraft } from '../classify.ts';
import { guessLang } from '../language.ts';
import { knownFacts } from './known-facts.ts';

type Truth = { text: string; start: number; class: string };

const folder = import.meta.dirname;
const on = Temporal.PlainDate.from('2025-11-24');
const key = ({ text, start, class: kind }: Truth) => `${start} ${text} (${kind})`;

/** The texts of a language, each with the mentions that a careful reader finds in it. */
function corpus(lang: 'fr' | 'en') {
  return readdirSync(folder)
    .filter((name) => name.endsWith(`.${lang}.md`))
    .map((name) => ({
      name,
      text: readFileSync(`${folder}/${name}`, 'utf8'),
      truth: JSON.parse(readFileSync(`${folder}/${name.replace('.md', '.truth.json')}`, 'utf8')) as Truth[],
    }));
}

for (const lang of ['fr', 'en'] as const) {
  test(`in the ${lang} corpus, mentions are found where they stand and classed, at least 98 in 100, and at most 2 in 100 are false`, async () => {
    let expected = 0;
    const missed: string[] = [];
    const wrong: string[] = [];
    for (const { name, text, truth } of corpus(lang)) {
      const found = (await readDraft(text, { lang, on, register: knownFacts(lang) })).map(key);
      const known = truth.map(key);
      expected += known.length;
      missed.push(...known.filter((mention) => !found.includes(mention)).map((mention) => `${name} ${mention}`));
      wrong.push(...found.filter((mention) => !known.includes(mention)).map((mention) => `${name} ${mention}`));
    }
    const percent = (part: number) => ((part / expected) * 100).toFixed(1);
    console.info(
      `${lang}: ${expected} mentions, ${percent(expected - missed.length)} % found, ${percent(wrong.length)} % false`,
      missed,
      wrong,
    );
    expect(expected).toBeGreaterThanOrEqual(lang === 'fr' ? 60 : 40);
    expect(missed.length / expected, missed.join('\n')).toBeLessThanOrEqual(0.02);
    expect(wrong.length / expected, wrong.join('\n')).toBeLessThanOrEqual(0.02);
  });
}

test('the language of each text is guessed', () => {
  for (const lang of ['fr', 'en'] as const)
    expect(
      corpus(lang)
        .filter(({ text }) => guessLang(text) !== lang)
        .map(({ name }) => name),
    ).toEqual([]);
  expect(guessLang('')).toBe('fr');
});
