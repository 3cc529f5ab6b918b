import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { addDelegation, nominate } from '../delegations/commands.ts';
import { listDelegations } from '../delegations/queries.ts';
import { createTestMeeting, people } from '../factories.ts';
import { findMeeting } from '../meetings/queries.ts';
import { eventsPaths } from '../paths.ts';
import { writeBadges } from './badges.ts';

const test = siteTest();

test('badges are a PDF with a title and a language, whatever the names hold', async ({ act }) => {
  const { marc } = people(act);
  const ids = await createTestMeeting(marc);
  await addDelegation(marc, 'congres-2027', { party: 'lome' });
  for (const name of ['Éloïse #let x = 1 "AGBÉKO" \\ $y$', 'សុខ ចាន់ថា'])
    await nominate(marc, 'congres-2027', ids['lome']!, { name, role: 'première adjointe', email: null, lang: 'fr', isHead: false });
  const held = await findMeeting(marc, 'congres-2027');
  const pdf = Buffer.from(writeBadges(held, await listDelegations(marc, held.id), 'fr')).toString('latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf).toContain('/Lang (fr');
  expect(pdf).toMatch(/\/Title/);
});

test('badges are offered once someone comes: there is no empty sheet to print', async ({ act, openSite }) => {
  const { marc } = people(act);
  const ids = await createTestMeeting(marc);
  await addDelegation(marc, 'congres-2027', { party: 'lome' });
  const officer = await openSite().browser('officer');
  const read = async () => (await officer.get(eventsPaths.delegations('congres-2027'))).text();
  expect(await read()).not.toContain(eventsPaths.badges('congres-2027'));
  await nominate(marc, 'congres-2027', ids['lome']!, { name: 'Ada AGBÉKO', role: 'maire', email: null, lang: 'fr', isHead: true });
  expect(await read()).toContain(eventsPaths.badges('congres-2027'));
});
