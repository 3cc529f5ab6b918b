import { Hono } from 'hono';
import { type AssetFile, assetFiles } from './assets.ts';

/** `GET /assets/:file`: only the names of the manifest, compressed beforehand, kept for ever by browsers (the name changes with the content). */
export const assetRoutes = new Hono().get('/assets/:file', (c) => {
  const file = assetFiles().get(c.req.param('file'));
  if (!file) return c.notFound();
  const { body, encoding } = choose(file, c.req.header('accept-encoding') ?? '');
  return c.body(body, 200, {
    'content-type': file.type,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...(encoding ? { 'content-encoding': encoding } : {}),
  });
});

function choose(file: AssetFile, accepted: string) {
  const encodings = new Set(accepted.split(',').map((item) => item.trim().split(';')[0]));
  if (encodings.has('br')) return { body: file.brotli, encoding: 'br' };
  if (encodings.has('gzip')) return { body: file.gzip, encoding: 'gzip' };
  return { body: file.body, encoding: null };
}
