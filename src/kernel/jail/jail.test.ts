import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { readInJail, Unreadable } from './jail.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'beffroi-jail-'))));
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, xml: string | Buffer): Promise<string> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(xml), 'word/document.xml');
  zip.end();
  const path = join(folder, name);
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;

test('the tables of a document are read, lines kept', async () => {
  const path = await write(
    'tables.docx',
    `<w:document><w:tbl><w:tr>${cell('Besoin')}<w:tc><w:p><w:r><w:t>Un</w:t><w:br/><w:t>deux &amp; trois</w:t></w:r></w:p><w:p><w:r><w:t>quatre</w:t></w:r></w:p></w:tc>${cell('need@3')}</w:tr></w:tbl></w:document>`,
  );
  expect(await readInJail('read-word-tables', path)).toEqual([[['Besoin', 'Un\ndeux & trois\nquatre', 'need@3']]]);
});

test.for<[string, string | Buffer]>([
  ['entities that multiply', '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><w:document>&c;</w:document>'],
  ['a text that unpacks to far too much', Buffer.alloc(60_000_000, 32)],
  ['what is no XML', '<w:document><w:tbl>'],
])('%s is refused', async ([name, xml]) => {
  await expect(readInJail('read-word-tables', await write(`${name}.docx`, xml))).rejects.toThrow(Unreadable);
});

test('a file that is not there cannot be read, nor any other', async () => {
  await expect(readInJail('read-word-tables', '/etc/passwd')).rejects.toThrow(Unreadable);
});
