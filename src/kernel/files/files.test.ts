import { existsSync, readFileSync, utimesSync } from 'node:fs';
import { Hono } from 'hono';
import { expect } from 'vitest';
import { databaseTest } from '../db/testing.ts';
import { Invalid } from '../errors.ts';
import type { Env } from '../http/env.ts';
import { keepFile, receiveFile, serveFile, storedFile } from './index.ts';
import { pathOf } from './receive.ts';
import { sweepFiles } from './sweep.ts';

const test = databaseTest();
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const accept = ['pdf', 'word'] as const;

test('a file is kept with what it contains, under a name that means nothing', async ({ act, db }) => {
  const received = await receiveFile(act(), upload('délibération.pdf', pdf), { accept, most: 1_000 });
  expect(received).toMatchObject({ name: 'délibération.pdf', mediaType: 'application/pdf', size: pdf.length });
  await keepFile(act(), received);
  expect(readFileSync(pathOf(act().files, received.id))).toEqual(pdf);
  expect(await db.select().from(storedFile)).toMatchObject([{ id: received.id, storedBy: 'Awa Diop' }]);
});

test.for<[string, string | null, Buffer, string]>([
  ['no file', null, Buffer.alloc(0), 'Choisissez un fichier.'],
  ['an empty file', 'vide.pdf', Buffer.alloc(0), 'vide'],
  ['a page that calls itself a PDF', 'page.pdf', Buffer.from('<script>alert(1)</script>'), 'quel que soit son nom'],
  ['a program that calls itself a PDF', 'jeu.pdf', Buffer.from('MZ\u0090\0\u0003\0\0\0'), 'quel que soit son nom'],
  ['a file that is too long', 'gros.pdf', Buffer.concat([pdf, Buffer.alloc(2_000_000)]), '1\u00a0Mo'],
])('%s is refused with a sentence, and nothing is kept', async ([, name, bytes, sentence], { act, db }) => {
  const before = await sweepFiles({ ...act(), now: act().now.add({ hours: 100_000 }) });
  await expect(receiveFile(act(), upload(name, bytes), { accept, most: 1_000_000 })).rejects.toSatisfy(
    (error) => error instanceof Invalid && error.fields['file']!('fr').includes(sentence),
  );
  expect(before).toBeGreaterThanOrEqual(0);
  expect(await db.select().from(storedFile)).toEqual([]);
  expect(await sweepFiles({ ...act(), now: act().now.add({ hours: 100_000 }) }), 'no half of a file is left').toBe(0);
});

test('a file is given back to be saved, never to be shown', async ({ act }) => {
  const received = await receiveFile(act(), upload('l’avis "final"\r\n.pdf', pdf), { accept, most: 1_000 });
  await keepFile(act(), received);
  const app = new Hono<Env>().use(async (c, next) => {
    c.set('act', act());
    await next();
  });
  app.get('/:id', (c) => serveFile(c, c.req.param('id')));
  const response = await app.request(`/${received.id}`);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(pdf);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': "attachment; filename*=UTF-8''l%E2%80%99avis%20%22final%22%20.pdf",
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
  });
});

test('a file that nothing refers to is swept after a day; what is kept stays', async ({ act }) => {
  const kept = await receiveFile(act(), upload('gardé.pdf', pdf), { accept, most: 1_000 });
  await keepFile(act(), kept);
  const lost = await receiveFile(act(), upload('perdu.pdf', pdf), { accept, most: 1_000 });
  const fresh = await receiveFile(act(), upload('frais.pdf', pdf), { accept, most: 1_000 });
  const hours = (count: number) => act().now.epochMilliseconds / 1000 - count * 3600;
  for (const [file, age] of [
    [kept, 48],
    [lost, 48],
    [fresh, 1],
  ] as const)
    utimesSync(pathOf(act().files, file.id), hours(age), hours(age));
  expect(await sweepFiles(act())).toBe(1);
  expect([kept, lost, fresh].map((file) => existsSync(pathOf(act().files, file.id)))).toEqual([true, false, true]);
});

function upload(name: string | null, bytes: Buffer) {
  return {
    name,
    // In pieces, as it would arrive.
    bytes: (async function* () {
      for (let start = 0; start < bytes.length; start += 500_000) yield bytes.subarray(start, start + 500_000);
    })(),
  };
}
