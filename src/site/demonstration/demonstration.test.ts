import { expect } from 'vitest';
import { siteTest } from '../../../test/site.ts';
import { createUser } from '../../kernel/auth/factories.ts';
import { isDemonstration } from '../../kernel/demonstration/schema.ts';
import type { Act } from '../../kernel/act.ts';
import { createTestParty, revise } from '../../modules/register/factories.ts';
import { loadReference } from '../../modules/register/index.ts';
import { loadDemonstration } from './load.ts';

const test = siteTest();
const system = { actor: { kind: 'system', name: 'Beffroi' } } as const;

/** A demonstration of one city: the whole one has its own test. */
async function invented(act: Act): Promise<void> {
  expect(act.site.sendsMail, 'its mails leave for nobody').toBe(false);
  await revise(act, (rev) => createTestParty(rev, { name: 'Ville inventée', kind: 'local_authority' }));
}

test('a demonstration fills a database that holds only what ships, and says so on every page', async ({ act, db, openSite }) => {
  await loadReference(act(system));
  await loadDemonstration(act(system), invented);
  expect(await isDemonstration(db)).toBe(true);
  const browser = await openSite({ isDemonstration: true }).browser();
  for (const path of ['/', '/registre/ville-inventee', '/connexion', '/adresse-inconnue'])
    expect(await (await browser.get(path)).text()).toContain('Démonstration\u00a0: les personnes, les votes et les sommes');
  expect(await (await (await openSite().browser()).get('/')).text()).not.toContain('Démonstration\u00a0:');
});

test('a demonstration is never loaded twice, nor beside what someone recorded, nor where someone has an account', async ({ act, db }) => {
  await loadReference(act(system));
  const used = async (prepare: (inner: typeof act) => Promise<unknown>) =>
    db
      .transaction(async (tx) => {
        const inner: typeof act = (options) => ({ ...act(options), db: tx });
        await prepare(inner);
        await loadDemonstration(inner(system), invented);
      })
      .then(() => 'loaded')
      .catch((error: Error) => error.message);
  expect(await used((inner) => revise(inner(), (rev) => createTestParty(rev, { name: 'Ville réelle' })))).toContain(
    'à côté de données réelles',
  );
  expect(await used((inner) => createUser(inner(system), { role: 'admin' }))).toContain('à côté de données réelles');
  expect(await used((inner) => loadDemonstration(inner(system), invented))).toContain('déjà une démonstration');
  expect(await isDemonstration(db), 'nothing is left of what was refused').toBe(false);
});
