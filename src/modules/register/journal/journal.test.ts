import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { createTestRegister } from '../factories.ts';

const test = siteTest(createTestRegister);

test('those who work here read every write, narrowed by words, action and days', async ({ openSite }) => {
  const { get, post } = await openSite().browser('officer');
  await post('/registre/nouvelle-partie', {
    kind: 'state',
    name: 'Togo',
    certainty: 'confirmed',
    sourceId: 'new',
    sourceTitle: 'Annuaire',
    reason: 'Admission de décembre.',
  });
  const read = async (query: string) =>
    (await (await get(`/registre/journal?${query}`)).text()).match(/href="\/registre\/journal\/\d+"/g) ?? [];
  expect(await read('')).toHaveLength(4);
  expect(await read('text=ADMISSION')).toEqual(['href="/registre/journal/4"']);
  expect(await read('command=party+create')).toEqual(['href="/registre/journal/4"']);
  expect(await read('from=24/11/2026')).toHaveLength(0);
  expect(await read('from=23/11/2026&to=23/11/2026')).toHaveLength(4);
});

test('a revision shows each fact that it touched, and leads to its history', async ({ openSite }) => {
  const { get } = await openSite().browser('reader');
  const page = await (await get('/registre/journal/2')).text();
  expect(page).toContain('10 faits touchés');
  expect(page).toContain('Sénégal\u00a0: statut (OIF)');
  expect(page).toMatch(/href="\/registre\/faits\/status\/[0-9a-f-]{36}"/);
  expect(page).not.toContain('Annuler cette révision');
});

test.for(['/registre/journal', '/registre/journal/2'])('%s is not for visitors', async (path, { openSite }) => {
  const { get } = await openSite().browser();
  const answer = await get(path);
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toContain('/connexion');
});

test.for([
  '/registre/journal/99',
  '/registre/journal/x',
  '/registre/faits/status/x',
  '/registre/faits/planet/00000000-0000-4000-8000-000000000000',
])('%s is not found', async (path, { openSite }) => {
  expect((await (await openSite().browser('reader')).get(path)).status).toBe(404);
});
