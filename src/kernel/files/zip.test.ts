import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect } from 'vitest';
import { databaseTest } from '../db/testing.ts';
import { blanks, leadElsewhere, writeDocument } from './factories.ts';
import { receiveFile } from './index.ts';
import { inspectZip } from './zip.ts';

const test = databaseTest();
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'beffroi-zip-'))));
afterAll(() => rm(folder, { recursive: true }));

const write = (name: string, more?: Parameters<typeof writeDocument>[1]) => writeDocument(join(folder, name), more);

test(
  'a document is let in; a bomb of 682 kB that unpacks to 700 MB is not, and nothing of it is unpacked',
  { timeout: 120_000 },
  async ({ act }) => {
    expect(await inspectZip(await write('sain.docx'))).toBeNull();
    const bomb = await write('bombe.docx', (zip) => zip.addReadStream(blanks(700), 'word/media/image1.bmp'));
    const { size } = await stat(bomb);
    expect(size).toBeLessThan(1_000_000);
    const before = performance.now();
    expect(await inspectZip(bomb)).toBe('bomb');
    expect(performance.now() - before).toBeLessThan(1_000);
    const bytes = await readFile(bomb);
    const upload = { name: 'bombe.docx', bytes: Readable.from([bytes]) };
    await expect(receiveFile(act(), upload, { accept: ['word'], most: 25_000_000 })).rejects.toThrow('se déplie');
  },
);

test('macros, names that lead elsewhere and what is no archive are refused, each in its words', async () => {
  expect(await inspectZip(await write('macro.docx', (zip) => zip.addBuffer(Buffer.from('x'), 'word/vbaProject.bin')))).toBe('macros');
  expect(await inspectZip(await write('macro.odt', (zip) => zip.addBuffer(Buffer.from('x'), 'Basic/Standard/Module1.xml')))).toBe('macros');
  const sane = await readFile(await write('nom.docx', (zip) => zip.addBuffer(Buffer.from('x'), 'aaaa/etc')));
  const evil = join(folder, 'evil.docx');
  await writeFile(evil, leadElsewhere(sane));
  expect(await inspectZip(evil)).toBe('names');
  const broken = join(folder, 'broken.docx');
  await writeFile(broken, sane.subarray(0, 100));
  expect(await inspectZip(broken)).toBe('broken');
});
