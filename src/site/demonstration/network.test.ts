import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { documents, expectDocument } from '../../../test/documents.ts';
import { siteTest } from '../../../test/site.ts';
import { gatherCatalogue } from '../../kernel/catalogue.ts';
import { modules } from '../../modules.ts';
import { replaySitting } from '../../modules/assemblies/journal/verify.ts';
import { sitting } from '../../modules/assemblies/schema.ts';
import { findArrears } from '../../modules/membership/index.ts';
import { applicationStep, membershipApplication } from '../../modules/membership/schema.ts';
import { findParty, loadReference, revisionAt, verifyJournal } from '../../modules/register/index.ts';
import { loadDemonstration } from './load.ts';
import { uninvitedCity } from './uninvited-city.ts';

const test = siteTest();

test('the demonstration is a coherent network: three years of dues, six sittings that replay, two stories', async ({
  act,
  db,
  openSite,
}) => {
  const system = act({ actor: { kind: 'system', name: 'Beffroi' }, catalogue: gatherCatalogue(modules) });
  await loadReference(system);
  await loadDemonstration(system);

  const at = { on: Temporal.PlainDate.from('2024-05-01'), revision: await revisionAt(db, null) };
  const { id } = (await findParty(db, uninvitedCity, at))!;
  expect((await findArrears(db, at, [id])).get(id)!.years.length).toBeGreaterThanOrEqual(10);

  const sittings = await db.select({ slug: sitting.slug }).from(sitting);
  expect(sittings).toHaveLength(6);
  for (const { slug } of sittings) expect((await replaySitting(system, slug)).faults, slug).toEqual([]);
  expect((await verifyJournal(db, { verify: async () => true })).faults).toEqual([]);

  const asked = await db
    .select({ name: membershipApplication.name, state: applicationStep.state, number: applicationStep.number })
    .from(applicationStep)
    .innerJoin(membershipApplication, eq(membershipApplication.id, applicationStep.applicationId))
    .orderBy(applicationStep.number);
  expect(new Map(asked.map(({ name, state }) => [name, state]))).toEqual(
    new Map([
      ['Port-Levant', 'submitted'],
      ['Hautefontaine', 'complete'],
    ]),
  );

  const staff = await openSite({ isDemonstration: true }).browser('direction');
  const list = await (await staff.get('/evenements/congres-de-mai-2024/invitations')).text();
  expect(list).toContain('Port-Louis');
  for (const path of ['/registre/port-louis', '/instances/bureau', '/radar', '/cotisations', '/adhesions', '/seances'])
    expect((await staff.get(path)).status, path).toBe(200);

  // What leaves the house says its title and its language, and is heard heading by heading.
  for (const one of documents) await expectDocument(staff, one);
});
