import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { lettersWithoutFont, type Paper, type PaperBlock, writePaperDocx, writePaperPdf } from './index.ts';

const hostile = '#panic("non") $x$ @ref <lab> ] } \\ " *a* // fin /* & <script> \u0000\u0001\ud800';

const blocks: PaperBlock[] = [
  { kind: 'heading', level: 1, text: 'Situation' },
  { kind: 'paragraph', text: 'Deux lignes :\nla seconde.' },
  { kind: 'paragraph', text: 'Un chapeau.', style: 'lead' },
  { kind: 'list', ordered: true, items: ['un', 'deux'] },
  { kind: 'list', items: ['trois'] },
  { kind: 'facts', rows: [['Référence', 'COT-2026-014']] },
  { kind: 'heading', level: 2, text: 'Détail' },
  {
    kind: 'table',
    columns: [{ header: 'Année' }, { header: 'Montant', align: 'end' }],
    rows: [['2025', '550,00 €'], ['2026']],
    total: ['Total', '1 100,00 €'],
  },
  { kind: 'signature', lines: ['La présidente', 'Ada Exemple'] },
];

test('a PDF says its title, author, date and language, has its headings as bookmarks, its parts tagged, and its fonts with it', () => {
  const pdf = read(build());
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf).toContain('<rdf:li xml:lang="x-default">Appel de cotisation</rdf:li>');
  expect(pdf).toContain('<rdf:li>Le secrétariat</rdf:li>');
  expect(pdf).toContain('<xmp:CreateDate>2026-11-27T00:00:00Z<');
  expect(pdf).toMatch(/\/Lang \(fr-FR\)/);
  expect(pdf).toContain('/FontFile');
  expect(pdf).toContain('pdfaid:part>2<');
  expect(pdf).toContain('pdfaid:conformance>A<');
  expect(pdf).toMatch(/\/MarkInfo <<\s*\/Marked true/);
  expect(tagsOf(pdf)).toEqual({ H1: 1, H2: 1, H3: 1, L: 2, LI: 3, Table: 2, TH: 2, TR: 5 });
  expect(bookmarksOf(pdf)).toEqual(['Appel de cotisation', 'Situation', 'Détail']);
  expect(pagesOf(pdf)).toBe(1);
  expect(read(build({ lang: 'en' }))).toMatch(/\/Lang \(en-GB\)/);
});

test('a page break makes a page, and a landscape page is wider than high', () => {
  expect(pagesOf(read(build({ blocks: [...blocks, { kind: 'pageBreak' }, ...blocks] })))).toBe(2);
  const box = (paper: Paper) => /\/MediaBox \[0 0 (\S+) (\S+)\]/.exec(read(paper))!.slice(1).map(Number) as [number, number];
  const [width, height] = box(build());
  expect(box(build({ landscape: true }))).toEqual([height, width]);
});

test('what was typed is shown as it is, never read as Typst code', () => {
  const pdf = read(buildHostile());
  expect(pdf).toContain('#panic(');
  expect(bookmarksOf(pdf)[0]).toContain('#panic("non") $x$ @ref <lab>');
});

test.for(['🏛️ ok', 'ភ្នំពេញ', 'القاهرة', '\ue000', 'Hà Nội', '東京'])(
  'a letter that no font has does not keep a paper from being written: %s',
  (word) => {
    expect(read(build({ title: word, blocks: [{ kind: 'paragraph', text: word }] })).startsWith('%PDF-')).toBe(true);
  },
);

test('the letters that no font of the machine has are known, and only these', () => {
  expect(lettersWithoutFont('Hà Nội, Đặng – Œuvre n° 1 « État » 20 €')).toEqual([]);
  expect(lettersWithoutFont('Ville \ue000 de \ue001\u0000 \ud800')).toEqual(['\ue000', '\ue001']);
});

test('a paper with nothing in it, and a table of a thousand rows, are papers too', () => {
  expect(pagesOf(read(build({ blocks: [] })))).toBe(1);
  const rows = Array.from({ length: 1_000 }, (_, index) => [`Ville ${index}`, String(index)]);
  const table: PaperBlock = { kind: 'table', columns: [{ header: 'Ville' }, { header: 'Nombre', align: 'end' }], rows };
  expect(pagesOf(read(build({ blocks: [table] })))).toBeGreaterThan(10);
});

test('Word has real headings, styles, header rows and lists, its title and its language', async () => {
  const files = await readDocx(build());
  expect(files['docProps/core.xml']).toContain('<dc:title>Appel de cotisation</dc:title>');
  expect(files['word/styles.xml']).toContain('<w:lang w:val="fr-FR"');
  const document = files['word/document.xml']!;
  for (const style of ['Subject', 'Heading1', 'Heading2', 'Lead', 'Cell']) expect(document).toContain(`<w:pStyle w:val="${style}"/>`);
  expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
  expect(document).toContain('Ville d’Exemple');
  const other = await readDocx(build({ recipient: [], lang: 'en', landscape: true }));
  expect(other['word/document.xml']).toContain('<w:pStyle w:val="Title"/>');
  expect(other['word/document.xml']).toContain('w:orient="landscape"');
  expect(other['word/styles.xml']).toContain('<w:lang w:val="en-GB"');
});

test('Word stays XML whatever was typed', async () => {
  const document = (await readDocx(buildHostile()))['word/document.xml']!;
  expect(document).toContain('&amp; &lt;script&gt;');
  expect(document).not.toMatch(/[\u0000-\u0008]|<script>/);
});

function build(change: Partial<Paper> = {}): Paper {
  return {
    lang: 'fr',
    title: 'Appel de cotisation',
    author: 'Le secrétariat',
    date: Temporal.PlainDate.from('2026-11-27'),
    sender: ['Réseau d’exemple', '1 rue de l’Exemple', '75000 Paris'],
    recipient: ['Mme Ada Exemple', 'Ville d’Exemple'],
    placeAndDate: 'Paris, le 27 novembre 2026',
    reference: 'COT-2026-014',
    blocks,
    ...change,
  };
}

function buildHostile(): Paper {
  return build({
    title: hostile,
    author: hostile,
    sender: [hostile],
    recipient: [hostile],
    placeAndDate: hostile,
    reference: hostile,
    blocks: [
      { kind: 'heading', level: 3, text: hostile },
      { kind: 'paragraph', text: hostile, style: 'small' },
      { kind: 'paragraph', text: hostile, style: 'strong' },
      { kind: 'list', items: [hostile] },
      { kind: 'facts', rows: [[hostile, hostile]] },
      { kind: 'table', columns: [{ header: hostile }], rows: [[hostile]], total: [hostile] },
      { kind: 'signature', lines: [hostile] },
    ],
  });
}

function read(paper: Paper): string {
  return Buffer.from(writePaperPdf(paper)).toString('utf8');
}

/** The titles of the outline, which PDF writes in UTF-16 where they are not plain ASCII. */
function bookmarksOf(pdf: string): string[] {
  return [...pdf.matchAll(/\/Title (?:\(((?:[^()\\]|\\.)*)\)|<([0-9A-F]*)>)[^>]*?\/(?:Parent|Dest)/gs)].map(([, plain, hex]) =>
    hex === undefined ? plain!.replace(/\\(.)/gs, '$1') : Buffer.from(hex, 'hex').swap16().toString('utf16le').replace('\ufeff', ''),
  );
}

/** How many headings, lists, tables, rows and headers a reader of the page will hear. */
function tagsOf(pdf: string): Record<string, number> {
  const tags = [...pdf.matchAll(/\/S \/(H\d|L|LI|Table|TR|TH)\b/g)].map(([, tag]) => tag!).toSorted();
  return Object.fromEntries(tags.map((tag) => [tag, tags.filter((one) => one === tag).length]));
}

function pagesOf(pdf: string): number {
  return pdf.match(/\/Type \/Page\b/g)!.length;
}

async function readDocx(paper: Paper): Promise<Record<string, string>> {
  const files = unzipSync(await writePaperDocx(paper));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}
