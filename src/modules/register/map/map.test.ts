import { brotliCompressSync } from 'node:zlib';
import { expect, test as plain } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { createTestRegister } from '../factories.ts';
import { loadReference } from '../reference.ts';
import { smallStates } from './small-states.ts';
import { getWorld } from './world.ts';

const test = siteTest(createTestRegister);
const shipped = siteTest(async (act) => void (await loadReference(act)));

test('the map draws each State by its status on the day, and says the same in a table', async ({ openSite }) => {
  const { get } = await openSite().browser();
  const today = await (await get('/carte')).text();
  expect(shapes(today)).toEqual({
    member: ['Sénégal\u00a0: membre'],
    observer: ['Côte d’Ivoire\u00a0: observateur'],
    withdrawn: ['Mali\u00a0: retiré'],
  });
  const before = await (await get('/carte?on=17/03/2025')).text();
  expect(shapes(before)['member']).toEqual(['Mali\u00a0: membre', 'Sénégal\u00a0: membre']);
  expect(before).toContain('<caption');
});

test('governments are listed beside: a map of States does not draw them', async ({ openSite }) => {
  const page = await (await (await openSite().browser()).get('/carte')).text();
  expect(page).toContain('1 gouvernement');
  expect(Object.values(shapes(page)).flat().join()).not.toContain('Québec');
  expect(page, 'nor what is not confirmed').not.toContain('Nyon');
});

test('the map has a title, a description, and a pattern for what is not plain', async ({ openSite }) => {
  const page = await (await (await openSite().browser()).get('/carte')).text();
  expect(page).toMatch(/<svg class="map"[^>]* role="img" aria-labelledby="map-title map-desc"/);
  expect(page).toContain('<pattern id="map-observer"');
  expect(page).toContain('fill="url(#map-observer)"');
  expect(page).toContain('vue des Nations unies');
});

test('an institution that is not there has no map', async ({ openSite }) => {
  expect((await (await openSite().browser()).get('/carte?institution=atlantide')).status).toBe(404);
});

shipped('every State of the Francophonie is drawn, and the page stays light', { timeout: 60_000 }, async ({ openSite }) => {
  const page = await (await (await openSite().browser()).get('/carte?on=2025-03-01')).text();
  const drawn = Object.values(shapes(page)).flat();
  expect(drawn).toHaveLength(93 - 9);
  expect(brotliCompressSync(page).length).toBeLessThan(20_000);
});

plain('each place is drawn once: by the atlas, or as a circle where it is too small', () => {
  const { paths, project, width, height } = getWorld();
  expect(paths.size).toBeGreaterThan(170);
  expect(Object.keys(smallStates).filter((code) => paths.has(code))).toEqual([]);
  for (const place of Object.values(smallStates)) {
    const [x, y] = project(...place);
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThanOrEqual(width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThanOrEqual(height);
  }
});

/** What is drawn, by the class of its status. */
function shapes(page: string): Record<string, string[]> {
  const map = /<svg class="map".*?<\/svg>/s.exec(page)![0];
  const groups = [...map.matchAll(/<g class="map-(\w+)"[^>]*>(.*?)<\/g>/gs)];
  return Object.fromEntries(
    groups.map(([, status, shapes]) => [status!, [...shapes!.matchAll(/<title>([^<]+)<\/title>/g)].map((match) => match[1]!)]),
  );
}
