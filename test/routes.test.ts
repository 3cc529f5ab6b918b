import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { expect } from 'vitest';
import { roles } from '../src/kernel/actor.ts';
import { gatherCatalogue } from '../src/kernel/catalogue.ts';
import type { Env } from '../src/kernel/http/env.ts';
import { modules } from '../src/modules.ts';
import { party } from '../src/modules/register/schema.ts';
import { siteModules } from '../src/site/site.ts';
import { matrix } from './routes.matrix.ts';
import { type Browser, type Site, siteTest } from './site.ts';
import { undone } from './undone.ts';

/** In the order of the columns of the matrix. */
const columns = [undefined, 'city', 'reader', 'editor', 'finance', 'officer', 'direction', 'admin', 'donor', 'expert'] as const;

const test = siteTest();

test('every route has a line in the reviewed table, and every line a route', ({ openSite }) => {
  expect(listRoutes(openSite())).toEqual(Object.keys(matrix).sort());
});

test('the table has a column for each role', () => expect(columns.slice(1).toSorted()).toEqual(roles.toSorted()));

test('a route that nobody reviewed is seen', async ({ openSite }) => {
  const planted = { name: 'planted', routes: new Hono<Env>().get('/planted', (c) => c.text('')) };
  expect(listRoutes(openSite({ modules: [...modules, ...siteModules, planted] }))).toContain('GET /planted');
});

test('every route answers each role as the reviewed table says', { timeout: 900_000 }, async ({ openSite, act, db }) => {
  const system = act({ actor: { kind: 'system', name: 'test' }, catalogue: gatherCatalogue(modules) });
  for (const { firstStart } of [...modules, ...siteModules]) await firstStart?.(system);
  const [city] = await db.select({ id: party.id }).from(party).where(eq(party.slug, 'dakar'));
  const cityId = city!.id;
  // Each is signed in once: what a request does is undone, and so is its session's end.
  const sessions = new Map<string, Browser['cookies']>();
  for (const role of columns)
    sessions.set(String(role), (await openSite().browser(role, role === 'city' || role === 'donor' ? cityId : undefined)).cookies);
  const found: Record<string, string> = {};
  for (const [route, line] of Object.entries(matrix)) {
    const [method, pattern] = route.split(' ') as [string, string];
    const path = (typeof line === 'string' ? pattern : line[0]).replaceAll(/:[a-zA-Z]+(?:\{[^}]*\})?/g, nobody);
    const statuses = [];
    for (const role of columns)
      statuses.push(
        await undone(db, async (db) => {
          const browser = await openSite({ db }).browser();
          for (const [name, value] of sessions.get(String(role))!) browser.cookies.set(name, value);
          return ask(browser, method, path);
        }),
      );
    found[route] = statuses.join(' ');
  }
  expect(found).toEqual(
    Object.fromEntries(Object.entries(matrix).map(([route, line]) => [route, typeof line === 'string' ? line : line[1]])),
  );
});

/** An identifier of nothing. */
const nobody = '00000000-0000-4000-8000-0000000000ff';

function listRoutes(site: Site): string[] {
  const routes = site.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
  return [...new Set(routes)].sort();
}

async function ask(browser: Browser, method: string, path: string): Promise<number> {
  const response = await (method === 'GET' ? browser.get(path) : method === 'POST' ? browser.post(path) : browser.send(method, path));
  // A stream that nobody reads would keep what it reads from open.
  await response.arrayBuffer();
  return response.status;
}
