import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import { countWrites, type Generation } from '../db/generation.ts';
import { deliver } from './delivery.ts';
import type { Env } from './env.ts';
import { createPageCache } from './page-cache.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

test('a public page is computed once, and again after each write', async () => {
  const { get, computed, generation } = await start();
  expect(await get('/page')).toMatchObject({ status: 200, text: 'état 1' });
  expect(await get('/page')).toMatchObject({ status: 200, text: 'état 1' });
  expect(computed()).toBe(1);
  generation.advance();
  expect(await get('/page')).toMatchObject({ text: 'état 2' });
});

test('a page computed while something was written is not kept', async () => {
  const { get } = await start({ during: (one) => one.advance() });
  await get('/page');
  expect(await get('/page')).toMatchObject({ text: 'état 2' });
});

test('many who come at once after a write wait for the one who computes the page', async () => {
  const { get, computed, generation, hold } = await start();
  await get('/page');
  generation.advance();
  const open = hold();
  const answers = [get('/page'), get('/page'), get('/page')];
  await until(() => computed() === 2);
  open();
  expect((await Promise.all(answers)).map(({ text }) => text)).toEqual(['état 2', 'état 2', 'état 2']);
});

test('whoever comes after a further write does not wait for what began before it', async () => {
  const { get, computed, generation, hold } = await start();
  await get('/page');
  generation.advance();
  const openFirst = hold();
  const before = get('/page');
  await until(() => computed() === 2);
  generation.advance();
  const openSecond = hold();
  const after = get('/page');
  await until(() => computed() === 3);
  openSecond();
  expect(await after).toMatchObject({ text: 'état 3' });
  openFirst();
  expect(await before).toMatchObject({ text: 'état 2' });
  expect(await get('/page')).toMatchObject({ text: 'état 3' });
});

test('those who wait are answered even where the first went away', async () => {
  const { get, computed, generation, hold } = await start();
  await get('/page');
  generation.advance();
  const open = hold();
  const leaving = new AbortController();
  const gone = get('/page', {}, leaving.signal).catch(() => 'parti');
  await until(() => computed() === 2);
  const staying = get('/page');
  leaving.abort();
  expect(await gone).toBe('parti');
  open();
  expect(await staying).toMatchObject({ status: 200 });
});

test('those who wait go on at once where the answer turns out not to be kept, even while it still flows', async () => {
  const { get, computed, generation, hold } = await start();
  await get('/flow');
  generation.advance();
  const open = hold();
  const leaving = new AbortController();
  const flowing = get('/flow', {}, leaving.signal).catch(() => 'parti');
  await until(() => computed() === 2);
  const waiting = get('/flow');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(computed()).toBe(2);
  const began = performance.now();
  open();
  expect(await waiting).toMatchObject({ text: 'état 3' });
  expect(performance.now() - began).toBeLessThan(1_500);
  leaving.abort();
  expect(await flowing).toBe('parti');
});

test('whoever waits for one who never answers goes on alone after two seconds', async () => {
  const { get, computed, generation, hold } = await start();
  await get('/page');
  generation.advance();
  const openFirst = hold();
  const hanging = get('/page');
  await until(() => computed() === 2);
  hold()();
  const began = performance.now();
  expect(await get('/page')).toMatchObject({ text: 'état 3' });
  expect(performance.now() - began).toBeGreaterThan(1_900);
  openFirst();
  await hanging;
});

test('a browser that has the page is told that it did not change', async () => {
  const { get, computed } = await start();
  const { etag } = await get('/page');
  expect(await get('/page', { 'if-none-match': etag! })).toMatchObject({ status: 304, text: '' });
  expect(computed()).toBe(1);
});

test.each([
  ['someone who has a cookie', '/page', { cookie: 'session=1' }],
  ['a page that may not be kept', '/form', {}],
])('nothing is kept for %s', async (_, path, headers) => {
  const { get, computed } = await start();
  await get(path, headers);
  await get(path, headers);
  expect(computed()).toBe(2);
});

test('nothing is given while the writes of other processes may go unseen', async () => {
  const { get, computed } = await start({ blind: true });
  await get('/page');
  await get('/page');
  expect(computed()).toBe(2);
});

async function start({ during, blind }: { during?: (generation: Generation) => void; blind?: boolean } = {}) {
  const counted = countWrites();
  const generation: Generation = blind ? { ...counted, current: () => null } : counted;
  const cache = createPageCache({ generation, now: Temporal.Now.instant, write: () => {} });
  let count = 0;
  let gate: Promise<void> | undefined;
  const app = new Hono<Env>();
  app.use(cache.keep);
  app.use(async (c, next) => {
    c.set('act', { actor: { kind: 'visitor' } } as never);
    await next();
  });
  app.use(deliver);
  app.get('/page', async (c) => {
    const own = (count += 1);
    during?.(generation);
    await gate;
    return c.html(`état ${own}`);
  });
  // The second answer is kept by nobody, and never ends.
  app.get('/flow', async (c) => {
    const own = (count += 1);
    await gate;
    return own === 2 ? c.body(new ReadableStream(), 200, { 'cache-control': 'no-store' }) : c.html(`état ${own}`);
  });
  app.get('/form', (c) => c.html(`état ${(count += 1)}`, 200, { 'cache-control': 'no-store' }));
  server = createServer(cache.before(getRequestListener(app.fetch)));
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const get = async (path: string, headers: Record<string, string> = {}, signal?: AbortSignal) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers, ...(signal ? { signal } : {}) });
    return { status: response.status, text: await response.text(), etag: response.headers.get('etag') };
  };
  /** Pages computed from now on wait until what it gives back is called. */
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    return resolve;
  };
  return { get, computed: () => count, generation, hold };
}

async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setTimeout(resolve, 2));
}
