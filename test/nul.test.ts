import { expect } from 'vitest';
import { siteTest } from './site.ts';
import { party } from '../src/modules/register/schema.ts';
import { createTestRegister } from '../src/modules/register/factories.ts';
import { optionalText, requiredText } from '../src/kernel/http/fields.ts';

const test = siteTest(createTestRegister);

test('an address that holds a NUL is refused with a page, wherever it stands', async ({ openSite }) => {
  const { get } = await openSite().browser();
  for (const path of [
    '/registre?text=%00',
    '/recherche?q=Mali%00',
    '/registre/mal%00i',
    '/chiffres/%00',
    '/verifier/%00',
    '/en/textes?words=%00',
  ]) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, 400]);
  }
  expect(await (await get('/registre/%00')).text()).toContain('La demande n’a pas été comprise.');
  expect((await get('/recherche?q=%2500')).status, 'a percent sign that is meant').toBe(200);
});

test('a NUL in a form is dropped, and the rest is kept as typed', async ({ openSite, db }) => {
  const { post } = await openSite().browser('officer');
  const typed = { kind: 'local_authority', name: 'Oui\0dah', certainty: 'confirmed', sourceId: 'new', sourceTitle: 'Une\0 lettre' };
  expect((await post('/registre/nouvelle-partie', typed)).headers.get('location')).toBe('/registre/ouidah?revision=4');
  expect(await db.select({ slug: party.slug }).from(party)).toContainEqual({ slug: 'ouidah' });
  expect((await post('/connexion', { email: 'awa\0@exemple.org', password: 'mot\0' })).status).toBeLessThan(500);
});

test('a text made of nothing but NUL is an empty one', () => {
  expect(requiredText().safeParse('\0').success).toBe(false);
  expect(requiredText().parse('\0Dakar')).toBe('Dakar');
  expect(optionalText().parse(' \0')).toBeNull();
});
