import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { expect } from 'vitest';
import type { Act } from '../../act.ts';
import { databaseTest } from '../../db/testing.ts';
import { Missing } from '../../errors.ts';
import type { Env } from '../../http/env.ts';
import { inTransaction } from '../../act.ts';
import { keepFile, receiveFile, storedFile } from '../index.ts';
import { unfinishedUpload } from '../schema.ts';
import { forgetExpiredUploads } from './pieces.ts';
import { abandonResumable, beginResumable, continueResumable, showResumable } from './tus.ts';

const test = databaseTest();
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5_000, 'x')]);
const protocol = { 'tus-resumable': '1.0.0' };

test('a file that arrives in pieces, one of them lost on the way, is stored whole, once', async ({ act, db }) => {
  const app = buildApp(act(), 'Lomé');
  const address = await begin(app, pdf.length, 'délibération.pdf');
  const first = await send(app, address, 0, pdf.subarray(0, 2_000));
  expect([first.status, first.headers.get('upload-expires')]).toEqual([204, 'Mon, 30 Nov 2026 09:00:00 GMT']);
  // The answer to this one never came: the sender asks how much arrived, and goes on from there.
  await send(app, address, 2_000, pdf.subarray(2_000, 4_000));
  expect((await send(app, address, 2_000, pdf.subarray(2_000, 4_000))).status).toBe(409);
  const head = await app.request(address, { method: 'HEAD', headers: protocol });
  expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([200, '4000', String(pdf.length)]);
  expect(await db.select().from(storedFile)).toEqual([]);
  const last = await send(app, address, 4_000, pdf.subarray(4_000));
  expect([last.status, last.headers.get('upload-offset')]).toEqual([204, String(pdf.length)]);
  expect(await db.select().from(storedFile)).toMatchObject([{ name: 'délibération.pdf', size: pdf.length }]);
  expect((await app.request(address, { method: 'HEAD', headers: protocol })).status, 'it is under way no more').toBe(404);
  expect(await db.select().from(unfinishedUpload)).toEqual([]);
});

test('what is refused when it is whole is forgotten, and said in plain words', async ({ act, db }) => {
  const app = buildApp(act(), 'Lomé');
  const page = Buffer.from('<script>alert(1)</script>');
  const address = await begin(app, page.length, 'page.pdf');
  const refused = await send(app, address, 0, page);
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('quel que soit son nom')]);
  expect([await db.select().from(storedFile), await db.select().from(unfinishedUpload)]).toEqual([[], []]);
});

test('nobody else continues, sees or gives up a file', async ({ act }) => {
  const address = await begin(buildApp(act(), 'Lomé'), 100, 'a.pdf');
  const other = buildApp(act(), 'Cotonou');
  for (const request of [{ method: 'HEAD' }, { method: 'DELETE' }] as const)
    expect((await other.request(address, { ...request, headers: protocol })).status).toBe(404);
  expect((await send(other, address, 0, Buffer.from('x'))).status).toBe(404);
});

test.for<[string, Record<string, string>, number]>([
  ['another version of the protocol', { 'tus-resumable': '0.2.2' }, 412],
  ['no length', {}, 400],
  ['a length that is none', { 'upload-length': '-1' }, 400],
  ['an empty file', { 'upload-length': '0' }, 400],
  ['a file that is too long', { 'upload-length': '20000' }, 413],
])('%s is refused before anything is taken', async ([, headers, status], { act, db }) => {
  const response = await buildApp(act(), 'Lomé').request('/envois', { method: 'POST', headers: { ...protocol, ...headers } });
  expect(response.status).toBe(status);
  expect(await db.select().from(unfinishedUpload)).toEqual([]);
});

test('a piece beyond the end, of another type or without its place changes nothing', async ({ act }) => {
  const app = buildApp(act(), 'Lomé');
  const address = await begin(app, 10, 'a.pdf');
  expect((await send(app, address, 0, Buffer.alloc(11))).status).toBe(409);
  expect((await send(app, address, 5, Buffer.alloc(5))).status).toBe(409);
  expect(
    (await app.request(address, { method: 'PATCH', headers: { ...protocol, 'content-type': 'text/csv', 'upload-offset': '0' } })).status,
  ).toBe(415);
  expect(
    (await app.request(address, { method: 'PATCH', headers: { ...protocol, 'content-type': 'application/offset+octet-stream' } })).status,
  ).toBe(400);
  expect((await app.request('/envois/rien', { method: 'HEAD', headers: protocol })).status).toBe(404);
  const head = await app.request(address, { method: 'HEAD', headers: protocol });
  expect(head.headers.get('upload-offset')).toBe('0');
});

test('a file whose rest never comes expires with its bytes; so many may be under way, and no more', async ({ act, db }) => {
  const app = buildApp(act(), 'Lomé');
  const address = await begin(app, 10, 'a.pdf');
  const later = { ...act(), now: act().now.add({ hours: 8 * 24 }) };
  expect((await buildApp(later, 'Lomé').request(address, { method: 'HEAD', headers: protocol })).status).toBe(404);
  const id = address.split('/').at(-1)!;
  expect(existsSync(join(act().files, '.unfinished', id))).toBe(true);
  expect([await forgetExpiredUploads(act()), await forgetExpiredUploads(later)]).toEqual([0, 1]);
  expect(readdirSync(join(act().files, '.unfinished'))).not.toContain(id);
  for (let number = 0; number < 10; number += 1) await begin(app, 10, 'a.pdf');
  await expect(begin(app, 10, 'a.pdf')).rejects.toThrow('Trop d’envois');
  expect((await app.request(`/envois/${randomUUID()}`, { method: 'DELETE', headers: protocol })).status).toBe(404);
  expect(await db.select().from(unfinishedUpload)).toHaveLength(10);
});

function buildApp(act: Act, owner: string) {
  const app = new Hono<Env>().use(async (c, next) => {
    c.set('act', act);
    c.set('lang', 'fr');
    await next();
  });
  app.onError((error, c) => {
    if (error instanceof Missing) return c.body(null, 404);
    throw error;
  });
  const uploads = {
    owner,
    most: 10_000,
    path: (id: string) => `/envois/${id}`,
    finish: async (upload: { name: string; bytes: AsyncIterable<Uint8Array>; claim: (act: Act) => Promise<void> }) => {
      const received = await receiveFile(act, upload, { accept: ['pdf'], most: 10_000 });
      await inTransaction(act, async (act) => {
        await upload.claim(act);
        await keepFile(act, received);
      });
    },
  };
  app.post('/envois', (c) => beginResumable(c, uploads));
  app.get('/envois/:id', (c) => showResumable(c, uploads, c.req.param('id')));
  app.patch('/envois/:id', (c) => continueResumable(c, uploads, c.req.param('id')));
  app.delete('/envois/:id', (c) => abandonResumable(c, uploads, c.req.param('id')));
  return app;
}

async function begin(app: Hono<Env>, length: number, name: string): Promise<string> {
  const metadata = `filename ${Buffer.from(name).toString('base64')}`;
  const response = await app.request('/envois', {
    method: 'POST',
    headers: { ...protocol, 'upload-length': String(length), 'upload-metadata': metadata },
  });
  expect(response.status).toBe(201);
  return response.headers.get('location')!;
}

async function send(app: Hono<Env>, address: string, offset: number, piece: Uint8Array): Promise<Response> {
  return app.request(address, {
    method: 'PATCH',
    headers: { ...protocol, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    body: new Uint8Array(piece),
  });
}
