import { expect } from 'vitest';
import { offerFirstAdmin } from '../../../kernel/auth/users/joining.ts';
import { accountUser } from '../../../kernel/auth/schema.ts';
import { siteTest } from '../../../../test/site.ts';

const test = siteTest();
const person = { name: 'Awa Diop', email: 'awa@exemple.org', password: 'la péniche verte descend la Meuse' };
const system = { actor: { kind: 'system', name: 'Beffroi' } } as const;

test('the link printed at the first start creates the administrator, once, and no link is offered afterwards', async ({
  openSite,
  act,
  db,
}) => {
  const site = openSite();
  const path = `/premiere-connexion/lien/${await offerFirstAdmin(act(system))}`;
  const browser = await site.browser();
  expect(await (await browser.get(path)).text()).toContain('Premier démarrage');
  expect((await browser.post(path, { ...person, password: '123456789012' })).status).toBe(422);
  const created = await browser.post(path, person);
  expect([created.status, created.headers.get('location')]).toEqual([303, '/compte/second-facteur']);
  expect((await db.select().from(accountUser)).map(({ email, role }) => [email, role])).toEqual([['awa@exemple.org', 'admin']]);
  expect((await (await site.browser()).post(path, { ...person, email: 'autre@exemple.org' })).status).toBe(404);
  expect(await offerFirstAdmin(act(system))).toBeNull();
});

test('the link is good for a day, and the next start prints another that replaces it', async ({ openSite, act }) => {
  const site = openSite();
  const first = `/premiere-connexion/lien/${await offerFirstAdmin(act(system))}`;
  const second = `/premiere-connexion/lien/${await offerFirstAdmin(act(system))}`;
  const browser = await site.browser();
  expect((await browser.get(first)).status).toBe(404);
  expect((await browser.get(second)).status).toBe(200);
  site.clock.now = site.clock.now.add({ hours: 24 });
  expect((await browser.post(second, person)).status).toBe(404);
});

test('a refused form gives back what was typed, save the password', async ({ openSite, act }) => {
  const browser = await openSite().browser();
  const page = await (
    await browser.post(`/premiere-connexion/lien/${await offerFirstAdmin(act(system))}`, { ...person, email: 'awa', password: 'un secret' })
  ).text();
  expect(page).toContain('value="Awa Diop"');
  expect(page).not.toContain('un secret');
});
