import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { assetRoutes } from './asset-routes.ts';
import { asset, assetFiles } from './assets.ts';

test('an asset is served for ever, typed and compressed as the browser asks', async () => {
  const url = asset('beffroi.css');
  const plain = await assetRoutes.request(url);
  expect(plain.headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(plain.headers.get('x-content-type-options')).toBe('nosniff');
  const body = Buffer.from(await plain.arrayBuffer());
  const brotli = await assetRoutes.request(url, { headers: { 'accept-encoding': 'gzip, deflate, br' } });
  expect(brotli.headers.get('content-encoding')).toBe('br');
  expect(brotliDecompressSync(Buffer.from(await brotli.arrayBuffer())).equals(body)).toBe(true);
  const gzip = await assetRoutes.request(url, { headers: { 'accept-encoding': 'gzip;q=0.8' } });
  expect(gzip.headers.get('content-encoding')).toBe('gzip');
  expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).equals(body)).toBe(true);
});

test.each(['manifest.json', '..%2f..%2fpackage.json', 'beffroi.css', '.stamp', '__proto__'])('%s is not an asset', async (name) => {
  expect((await assetRoutes.request(`/assets/${name}`)).status).toBe(404);
});

test('an asset that was not built is named in the error', () => {
  expect(() => asset('nothing.js')).toThrow(/nothing\.js/);
});

test('every asset has a type', () => {
  expect([...assetFiles().values()].filter((file) => !file.type)).toEqual([]);
});
