import { Hono } from 'hono';
import { expect } from 'vitest';
import { eq } from 'drizzle-orm';
import { accountUser } from '../src/kernel/auth/schema.ts';
import type { Env } from '../src/kernel/http/env.ts';
import { matrix } from './routes.matrix.ts';
import { siteTest } from './site.ts';

const test = siteTest();

const publicPages = ['/', '/connexion', '/en/connexion', '/nulle-part', '/recherche?q=Dakar', '/mentions-legales'];

test('every page forbids frames, foreign scripts and guessing of types', async ({ openSite }) => {
  const browser = await openSite({ url: 'https://beffroi.exemple.org' }).browser();
  for (const path of publicPages) {
    const { headers } = await browser.get(path);
    expect(Object.fromEntries(headers), path).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

test('https is only promised where the site has it', async ({ openSite }) => {
  expect((await (await openSite().browser()).get('/')).headers.get('strict-transport-security')).toBeNull();
});

test('pages need neither script nor style of their own', async ({ openSite }) => {
  const browser = await openSite().browser('admin');
  for (const path of [...publicPages, '/compte', '/equipe', '/equipe/invitation', '/courriers', '/traces']) {
    expect(await (await browser.get(path)).text(), path).not.toMatch(/<script(?![^>]* src=)|<style| style="| on[a-z]+="/);
  }
});

test('a form sent from another site is refused, whatever it asks for', async ({ openSite, db }) => {
  const browser = await openSite().browser('admin');
  const foreign: Record<string, string>[] = [
    { origin: 'https://ailleurs.example' },
    { origin: 'null' },
    { origin: 'https://ailleurs.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'http://localhost:3000.ailleurs.example', 'sec-fetch-site': 'same-site' },
  ];
  const posts = Object.keys(matrix)
    .filter((route) => route.startsWith('POST '))
    .map((route) => route.slice(5));
  for (const headers of foreign) {
    for (const path of posts) expect([path, (await browser.post(path, {}, headers)).status]).toEqual([path, 403]);
  }
  const refused = await browser.post('/equipe/invitation', { name: 'Intrus', email: 'intrus@exemple.org', role: 'admin' }, foreign[0]);
  expect(await refused.text()).toContain('Ce formulaire ne vient pas de ce site');
  expect(await db.select().from(accountUser).where(eq(accountUser.email, 'intrus@exemple.org'))).toEqual([]);
});

test('a form of the site itself is taken, by its origin or by what the browser says of it', async ({ openSite }) => {
  const browser = await openSite().browser();
  expect((await browser.post('/connexion', {}, { origin: 'http://localhost:3000' })).status).toBe(422);
  expect((await browser.post('/connexion', {}, { origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(422);
});

test('public pages are marked, so that who has them gets 304; they set no cookie', async ({ openSite }) => {
  const browser = await openSite().browser();
  const first = await browser.get('/mentions-legales', { 'accept-encoding': 'br' });
  expect([
    first.status,
    first.headers.get('cache-control'),
    first.headers.get('content-encoding'),
    first.headers.get('set-cookie'),
  ]).toEqual([200, 'no-cache', 'br', null]);
  const etag = first.headers.get('etag')!;
  expect(etag).toMatch(/^W\/"/);
  const again = await browser.get('/mentions-legales', { 'if-none-match': etag });
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
  const english = await browser.get('/en/mentions-legales', { 'if-none-match': etag });
  expect(english.status).toBe(200);
});

test('pages of someone who is signed in are kept by nobody', async ({ openSite }) => {
  const browser = await openSite().browser('reader');
  for (const path of ['/compte', '/mentions-legales', '/']) {
    const { headers } = await browser.get(path);
    expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
  }
});

test('what is too heavy is refused before it is read', async ({ openSite }) => {
  const browser = await openSite().browser();
  const heavy = await browser.post('/connexion', { email: 'a'.repeat(1024 * 1024) });
  expect(heavy.status).toBe(413);
  expect(await heavy.text()).toContain('L’envoi dépasse la taille permise');
});

test('a route that is named for it takes files, and no more than 60 MB', async ({ openSite }) => {
  const taking = {
    name: 'taking',
    uploads: ['/depot'],
    routes: new Hono<Env>().post('/depot', async (c) => c.text(String(((await c.req.parseBody())['file'] as File).size))),
  };
  const { app } = openSite({ modules: [taking] });
  const form = new FormData();
  form.set('file', new File([new Uint8Array(2_000_000)], 'liste.csv'));
  const taken = await app.request('/depot', { method: 'POST', body: form, headers: { origin: 'http://localhost' } });
  expect(await taken.text()).toBe('2000000');
  const announced = {
    'content-length': String(61 * 1024 * 1024),
    'content-type': 'multipart/form-data; boundary=x',
    origin: 'http://localhost',
  };
  expect((await app.request('/depot', { method: 'POST', body: 'x', headers: announced })).status).toBe(413);
});

test('an error is a page in the language of the address, or JSON for what asks for it', async ({ openSite }) => {
  const browser = await openSite().browser();
  expect(await (await browser.get('/nulle-part')).text()).toContain('Page introuvable');
  expect(await (await browser.get('/en/nulle-part')).text()).toContain('Page not found');
  const json = await browser.get('/nulle-part', { accept: 'application/json' });
  expect([json.status, await json.json()]).toMatchObject([404, { error: { status: 404, title: 'Page introuvable' } }]);
});

test('a bug is a page with a number, logged whole, and tells nothing else', async ({ openSite }) => {
  const broken = {
    name: 'broken',
    routes: new Hono<Env>().get('/panne', () => {
      throw new Error('le mot de passe est 1234');
    }),
  };
  const site = openSite({ modules: [broken] });
  const answer = await (await site.browser()).get('/panne');
  const page = await answer.text();
  expect(answer.status).toBe(500);
  expect(page).toContain(answer.headers.get('x-request-id'));
  expect(page).not.toContain('1234');
  expect(site.log.find((line) => line.includes('le mot de passe est 1234'))).toContain(answer.headers.get('x-request-id'));
});

test('a link to the other language never leads to another site', async ({ openSite }) => {
  const browser = await openSite().browser();
  for (const path of ['/en//ailleurs.example', '/en/%2F/ailleurs.example', '/en/\\ailleurs.example']) {
    expect(await (await browser.get(path)).text(), path).not.toMatch(/href="(?:\/\/|\/\\|https?:)/);
  }
});

test('the visitor who may not read is led to sign in, and back', async ({ openSite }) => {
  const browser = await openSite().browser();
  expect((await browser.get('/equipe?x=1')).headers.get('location')).toBe('/connexion?retour=%2Fequipe%3Fx%3D1');
  expect((await browser.get('/en/equipe')).headers.get('location')).toBe('/en/connexion?retour=%2Fen%2Fequipe');
});
