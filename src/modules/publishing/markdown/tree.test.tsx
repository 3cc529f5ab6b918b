import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { PageContext } from '../../../ui/index.ts';
import { writeFigure } from './figure-words.ts';
import { mapOffsets } from './offsets.ts';
import { countWords, writePlain } from './plain.ts';
import { Prose } from './prose.tsx';
import { figuresIn, isSafeLink, parseMarkdown } from './tree.ts';

const page = { lang: 'fr', path: '/', user: null, navigation: [], otherLanguageHref: '/en' } as const;

function html(markdown: string): string {
  return renderToString(
    <PageContext.Provider value={{ ...page, navigation: [] }}>
      <Prose
        blocks={parseMarkdown(markdown)}
        drawFigure={(run, after) => (
          <b>
            {run.directive.slug} {after}
          </b>
        )}
      />
    </PageContext.Provider>,
  );
}

test('what a secretariat needs of Markdown becomes elements', () => {
  expect(html('Un **gras**, un *penché*, un `code`, un [lien](https://exemple.org).')).toBe(
    '<p>Un <strong>gras</strong>, un <em>penché</em>, un <code>code</code>, un <a href="https://exemple.org">lien</a>.</p>',
  );
  expect(html('3. trois\n4. quatre')).toBe('<ol start="3"><li>trois</li><li>quatre</li></ol>');
  expect(html('- un\n\n  suite\n- deux')).toBe('<ul><li>un<p>suite</p></li><li>deux</li></ul>');
  expect(html('> cité\n\n---')).toBe('<blockquote><p>cité</p></blockquote><hr/>');
  expect(html('[lien][ici]\n\n[ici]: /textes')).toBe('<p><a href="/textes">lien</a></p>');
});

test.each([
  '<script>alert(1)</script>',
  'Un <img src=x onerror=alert(1)> mot',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
])('« %s » stays the words that were typed', (markdown) => {
  const tags = [...html(markdown).matchAll(/<\/?([a-z]+)/g)].map((found) => found[1]);
  expect(tags.filter((tag) => tag !== 'p')).toEqual([]);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '//ailleurs.example',
  '/\\ailleurs.example',
  '\u0001javascript:x',
  'java\nscript:x',
  'mailto:',
])('« %s » is no link', (href) => {
  expect(isSafeLink(href)).toBe(false);
  expect(html(`[mot](<${href.replaceAll('\n', '')}>)`)).not.toContain('<a ');
});

test.each(['https://exemple.org/a?b', 'http://exemple.org', 'mailto:contact@exemple.org', '/textes', '#ici'])(
  '« %s » may be followed',
  (href) => expect(isSafeLink(href)).toBe(true),
);

test('pictures and directives that are no figures stay as typed, and an hour keeps its colon', () => {
  expect(html('Le 3 à 10:30, ![carte](x.png) :autre[mot]{#x}')).toBe('<p>Le 3 à 10:30, ![carte](x.png) :autre[mot]{#x}</p>');
  expect(html(':::note\nmot\n:::')).toBe('<p>:::note\nmot\n:::</p>');
});

test('a remark to those who write is not published, in a sentence either; one never closed is words', () => {
  expect(html('<!-- à vérifier -->\n\nMot')).toBe('<p>Mot</p>');
  expect(html('Voici <!-- appeler le maire 500 --> un texte.')).toBe('<p>Voici  un texte.</p>');
  expect(html('<!-- a --> mot <!-- b -->')).toContain('mot');
  expect(html('Voici <!-- un texte.')).toBe('<p>Voici &lt;!-- un texte.</p>');
});

test('headings start under the title of the page and skip no level, whatever marks were chosen', () => {
  expect(html('### a\n\n# b\n\n### c\n\n###### d\n\n###### e')).toBe('<h2>a</h2><h2>b</h2><h3>c</h3><h4>d</h4><h4>e</h4>');
});

test('a figure brings what the sentence says of it, and the words that follow', () => {
  const [run] = figuresIn(parseMarkdown('Ils sont :chiffre[États *et* gouvernements]{#etats dit="plus de 20" au=2025-11-19}.'));
  expect(run).toMatchObject({ said: 'plus de 20', directive: { slug: 'etats', hedge: 'moreThan', n: 20, form: 'digits', start: 9 } });
  expect(run!.directive.on?.toString()).toBe('2025-11-19');
  expect(html('Ils sont :chiffre[États]{#etats}.')).toBe('<p>Ils sont <b>etats États</b>.</p>');
});

test.each([
  ['', 90, 'États', '90'],
  ['forme=lettres', 90, 'États', 'quatre-vingt-dix'],
  ['dit="plus de 20"', 22, 'États', 'plus de 20'],
  ['dit="Plus de 20" forme=lettres', 22, 'États', 'plus de vingt'],
  ['', 12345, 'habitants', '12\u202f345'],
  ['', 62.5, '%', '62,5\u202f%'],
])('the directive {#x %s} of %d is written for a reader', (more, value, unit, written) => {
  const [run] = figuresIn(parseMarkdown(`:chiffre{#x ${more}}`));
  expect(writeFigure(run!, { value, unit }, 'fr')).toBe(written);
});

test('a text without marks keeps its figures in their place', () => {
  const plain = writePlain(parseMarkdown('## Titre\n\nIls sont :chiffre[membres]{#m} **ici**.\n\n- un'), () => '2');
  expect(plain.text).toBe('Titre\n\nIls sont 2\u00a0membres ici.\n\nun');
  expect(plain.figures.map(({ start, end }) => plain.text.slice(start, end))).toEqual(['2\u00a0membres']);
  expect(countWords(plain.text)).toBe(7);
});

test('each character of a run knows where it was typed, escapes and entities included', () => {
  const markdown = 'Un \\*mot\\* &amp; deux\n  lignes';
  const [block] = parseMarkdown(markdown);
  const run = block?.kind === 'paragraph' && block.children[0]?.kind === 'text' ? block.children[0] : null;
  const offsets = mapOffsets(run!, markdown);
  expect(offsets).toHaveLength(run!.text.length);
  for (const word of ['mot', 'deux', 'lignes']) expect(offsets[run!.text.indexOf(word)]).toBe(markdown.indexOf(word));
});

// Without the guard on nesting, the second alone takes minutes: the test's own time limit is what fails.
test.each([
  ['> ', 20_000],
  ['- ', 20_000],
  ['1. ', 15_000],
  ['[', 50_000],
  ['*a ', 15_000],
  [':a[', 15_000],
  ['<a ', 15_000],
])('a bomb of « %s » comes back as words', (mark, times) => {
  expect(html(`${mark.repeat(times)}x`)).toContain('x');
});
