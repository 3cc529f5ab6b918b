import { expect, test } from 'vitest';
import { maxRows, readTable } from './table.ts';
import type { UnreadableFile } from './unreadable-file.ts';

const header = 'party,institution,status,source\n';

test.each([
  [',', 'party,institution\nmali,oif\n'],
  [';', 'party;institution\nmali;oif\n'],
  ['\t', 'party\tinstitution\nmali\toif\n'],
])('the separator « %s » is found from the header', async (delimiter, text) => {
  const table = await readTable(Buffer.from(text));
  expect(table).toMatchObject({ delimiter, header: ['party', 'institution'], rows: [{ line: 2, cells: ['mali', 'oif'] }] });
});

test('UTF-8 with its mark, UTF-16 with and without, and Windows-1252 when asked, all read the same', async () => {
  const text = 'party,name\nSénégal,Dakar — capitale\n';
  const utf16 = Buffer.from(text, 'utf16le');
  const inAll = [
    Buffer.from(text),
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
    Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
    utf16,
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
    Buffer.from(utf16).swap16(),
  ];
  for (const bytes of inAll) expect((await readTable(bytes)).rows[0]!.cells).toEqual(['Sénégal', 'Dakar — capitale']);
  const windows = Buffer.from(text.replace('—', '\u0097'), 'latin1');
  expect((await readTable(windows, { encoding: 'windows-1252' })).rows[0]!.cells).toEqual(['Sénégal', 'Dakar — capitale']);
});

test('a file in Windows-1252 is refused, with its line and the way out', async () => {
  const refusal = await refused(Buffer.from(`${header}mali,oif,member,Liste\nsénégal,oif,member,Liste\n`, 'latin1'));
  expect(refusal.why).toBe('encoding');
  expect(refusal.message).toBe(
    'Ce fichier n’est pas en UTF-8\u00a0: la ligne 3 a des caractères illisibles. Rien n’a été enregistré. S’il vient d’un ancien Excel pour Windows, recommencez en demandant de le lire comme Windows-1252.',
  );
});

test('the line of a bad character is found far into a long file', async () => {
  const long = Buffer.from(`${header}${'mali,oif,member,Liste des États\n'.repeat(60_000)}`);
  const refusal = await refused(Buffer.concat([long, Buffer.from('sénégal,oif,member,Liste\n', 'latin1')]));
  expect(refusal.message).toMatch(/la ligne 60\s002 a/);
});

test('a letter cut in two between pieces is one letter', async () => {
  const bytes = Buffer.from('party\nSénégal\n');
  const table = await readTable(pieces([...bytes].map((byte) => Uint8Array.of(byte))));
  expect(table.rows[0]!.cells).toEqual(['Sénégal']);
});

test.each([
  ['an empty file', '', 'empty', /est vide/],
  ['a file of blank lines', '\n \r\n\t\n', 'empty', /est vide/],
  ['a header alone', header, 'header-only', /n’a que sa ligne d’en-tête/],
  [
    'a quote that is never closed',
    `${header}mali,"oif,member,Liste\n${'niger,oif,member,Liste\n'.repeat(10)}`,
    'quotes',
    /À la ligne 2, un guillemet double \("\) est ouvert et n’est jamais refermé/,
  ],
  [
    'a quote in the middle of a cell',
    `${header}mali,oif,member,Liste\nniger,o"i"f,member,Liste\n`,
    'quotes',
    /À la ligne 3, un guillemet double \("\) est au milieu d’une cellule/,
  ],
  [
    'two columns of one name',
    'party,status,party\na,b,c\n',
    'duplicate-header',
    /Deux colonnes portent le même nom\u00a0: «\u00a0party\u00a0»/,
  ],
  [
    'a header of 10,000 columns',
    `${Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',')}\na\n`,
    'too-many-columns',
    /L’en-tête a 10\s000 colonnes\u202f; 200 au plus/,
  ],
])('%s is refused with its sentence', async (_, text, why, sentence) => {
  const refusal = await refused(Buffer.from(text));
  expect(refusal.why).toBe(why);
  expect(refusal.message).toMatch(sentence);
  expect(refusal.message).toContain('Rien n’a été enregistré');
});

test('a picture named .csv is no table, nor is a workbook', async () => {
  const picture = Buffer.from([
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    0,
    0,
    0,
    13,
    ...Buffer.from('IHDR'),
    0,
    0,
    2,
    0,
    0xff,
    0x80,
  ]);
  expect((await refused(picture)).message).toMatch(/Ce fichier n’est pas un texte/);
  const workbook = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04, 20, 0]), Buffer.alloc(2_000, 7)]);
  expect((await refused(workbook)).message).toMatch(/classeur Excel/);
  expect((await refused(Buffer.from(`party\nmali\0\n`))).why).toBe('binary');
});

test('a line of 10,000 cells is kept short, to be refused alone', async () => {
  const table = await readTable(Buffer.from(`${header}mali,oif,member,Liste\n${'x,'.repeat(9_999)}x\nniger,oif,member\n`));
  expect(table.rows.map(({ line, width, cells }) => [line, width, cells.length])).toEqual([
    [2, 4, 4],
    [3, 10_000, 4],
    [4, 3, 3],
  ]);
});

test('lines are counted as an editor counts them: blank lines, cells on several lines, any end of line', async () => {
  const table = await readTable(Buffer.from('\r\nparty,note\r\n\r\nmali,"sur\r\ndeux lignes"\r\n,\r\nniger,\r\n'));
  expect(table.rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [4, 'mali'],
    [7, 'niger'],
  ]);
});

test('the apostrophe of our own exports is taken off again, and no other', async () => {
  const table = await readTable(Buffer.from(`a,b,c,d\n"'=1+1",'+33,'oui',"''=x"\n`));
  expect(table.rows[0]!.cells).toEqual(['=1+1', '+33', "'oui'", "'=x"]);
});

test('more than 200,000 lines are refused', async () => {
  const refusal = await refused(Buffer.from(`a\n${'1\n'.repeat(maxRows + 1)}`));
  expect(refusal.message).toMatch(/plus de 200\s000 lignes/);
});

test('a file of 50 MB is read within bounds, one of 60 MB is refused before it is read whole', { timeout: 60_000 }, async () => {
  const line = Buffer.from(`mali,oif,member,${'Liste des États et gouvernements membres '.repeat(7)}\n`);
  const block = Buffer.concat(Array.from({ length: 1_000 }, () => line));
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const table = await readTable(repeated(block, Math.floor((50 * 1024 * 1024 - 100) / block.length)));
  expect(table.bytes).toBeGreaterThan(49 * 1024 * 1024);
  expect(table.rows.length).toBeGreaterThan(150_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 * 1024);

  let read = 0;
  const refusal = await refused(
    repeated(block, 200, (bytes) => {
      read += bytes;
    }),
  );
  expect(refusal.message).toMatch(/dépasse 50\u00a0Mo/);
  expect(read).toBeLessThan(51 * 1024 * 1024);
});

async function refused(file: Uint8Array | AsyncIterable<Uint8Array>): Promise<UnreadableFile> {
  return readTable(file).then(
    () => expect.fail('it was read'),
    (error) => error,
  );
}

async function* pieces(all: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from('');
  yield* all;
}

async function* repeated(block: Uint8Array, times: number, seen: (bytes: number) => void = () => {}): AsyncGenerator<Uint8Array> {
  yield Buffer.from('party,institution,status,source\n');
  for (let index = 0; index < times; index += 1) {
    seen(block.length);
    yield block;
  }
}
