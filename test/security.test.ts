import { Hono } from 'hono';
import { expect } from 'vitest';
import { eq } from 'drizzle-orm';
import { type Actor, hasRole } from '../src/kernel/actor.ts';
import { accountUser } from '../src/kernel/auth/schema.ts';
import type { Env } from '../src/kernel/http/env.ts';
import { matrix } from './routes.matrix.ts';
import { type Browser, type Site, siteTest } from './site.ts';

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
    .map((route) => route.slice(5))
    // Mailboxes post there by themselves (RFC 8058): the address holds the secret, and no session counts.
    .filter((path) => !path.startsWith('/desinscription/lien/'));
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

test('a route that is named for it takes files from those who may send them, and no more than 60 MB', async ({ openSite }) => {
  const site = openSite({ modules: [takesFiles()] });
  const officer = await site.browser('officer');
  const form = new FormData();
  form.set('file', new File([new Uint8Array(2_000_000)], 'liste.csv'));
  const taken = await site.app.request('/depot', { method: 'POST', body: form, headers: sentBy(officer) });
  expect(Number(await taken.text())).toBeGreaterThan(2_000_000);
  const announced = { ...sentBy(officer), 'content-length': String(61 * mebibyte), 'content-type': 'multipart/form-data; boundary=x' };
  expect((await site.app.request('/depot', { method: 'POST', body: 'x', headers: announced })).status).toBe(413);
  for (const [size, status] of [
    [59, 200],
    [61, 413],
  ] as const)
    expect((await send(site, '/depot', officer, size)).status).toBe(status);
});

test('a visitor, or who may only read, sends no more to it than anywhere else, and is not read further', async ({ openSite }) => {
  const site = openSite({ modules: [takesFiles()] });
  for (const browser of [await site.browser(), await site.browser('reader')]) {
    const { status, read } = await send(site, '/depot', browser, 40);
    expect(status).toBe(413);
    expect(read).toBeLessThanOrEqual(4);
  }
});

test('a file is handed on as it arrives: it is never held whole', async ({ openSite }) => {
  const site = openSite({ modules: [takesFiles()] });
  const { status, read } = await send(site, '/depot/debut', await site.browser('officer'), 40);
  expect(status).toBe(200);
  expect(read).toBeLessThanOrEqual(4);
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

const mebibyte = 1024 * 1024;

/** A module whose routes take files from officers: one reads them whole, the other their first piece. */
function takesFiles() {
  const may = (actor: Actor) => hasRole(actor, 'officer');
  const routes = new Hono<Env>()
    .post('/depot', async (c) => {
      let length = 0;
      for await (const piece of c.req.raw.body!) length += piece.length;
      return c.text(String(length));
    })
    .post('/depot/debut', async (c) => {
      const reader = c.req.raw.body!.getReader();
      return c.text(String((await reader.read()).value?.length));
    });
  return {
    name: 'taking',
    uploads: [
      { path: '/depot', may },
      { path: '/depot/debut', may },
    ],
    routes,
  };
}

function sentBy({ cookies }: Browser): Record<string, string> {
  return { origin: 'http://localhost', cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
}

/** Sends so many megabytes whose length is not announced. @returns also how many were read */
async function send({ app }: Site, path: string, browser: Browser, size: number): Promise<{ status: number; read: number }> {
  let read = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (read === size) return controller.close();
      read += 1;
      controller.enqueue(new Uint8Array(mebibyte));
    },
  });
  const headers = { ...sentBy(browser), 'content-type': 'multipart/form-data; boundary=x', 'transfer-encoding': 'chunked' };
  const { status } = await app.request(path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
  return { status, read };
}
