import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';
import type { Env } from './env.ts';

test.each([
  [0, '203.0.113.9', '192.0.2.1'],
  [1, '203.0.113.9', '203.0.113.9'],
  [1, '198.51.100.7, 203.0.113.9', '203.0.113.9'],
  [2, '198.51.100.7, 203.0.113.9, 10.0.0.1', '203.0.113.9'],
  [2, '203.0.113.9', '192.0.2.1'],
  [1, '', '192.0.2.1'],
])('behind %i proxies of ours, « %s » comes from %s: what a visitor writes before is not believed', async (trusted, forwarded, address) => {
  const app = new Hono<Env>().get('/', (c) => c.text(clientAddress(c, trusted)));
  const bindings = { incoming: { socket: { remoteAddress: '192.0.2.1' } } };
  expect(await (await app.request('/', { headers: { 'x-forwarded-for': forwarded } }, bindings)).text()).toBe(address);
});
