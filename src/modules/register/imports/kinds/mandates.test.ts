import { expect } from 'vitest';
import { siteTest } from '../../../../../test/site.ts';
import type { Act } from '../../../../kernel/act.ts';
import { createTestParty, revise } from '../../factories.ts';
import { revisionAt } from '../../facts/revision.ts';
import { listMandates } from '../../mandates/queries.ts';
import { office, person, personName } from '../../persons/schema.ts';
import { applyImport, guessMapping, planImport, readTable } from '../index.ts';

const test = siteTest(createTowns);

const file = `party,title,person,gender,accession,from,to,expected_end,end_cause,source
Lomé,maire,Afi Mawuko,f,élection,2019-10-01,2025-10-02,2025-07,défaite,Procès-verbal de 2019
Lomé,mayor,Kossi Adzoh,m,elected,02/10/2025,,2031,,Procès-verbal de 2025
kara,maire,Yao Tchalla,,nomination,2020,,,,Arrêté
`;

test('a file of mandates creates offices and persons with them; brought again, it changes nothing', async ({ act, db }) => {
  const { plan } = await load(act(), file);
  expect(plan.counts).toMatchObject({ new: 3, refused: 0 });
  expect(plan.entries.map(({ label }) => label?.fr)).toEqual(['Lomé — Afi Mawuko', 'Lomé — Kossi Adzoh', 'Kara — Yao Tchalla']);
  expect(await listed(act())).toEqual([
    ['Kossi Adzoh', 'mayor', 'elected', '2025-10-02', null, null],
    ['Yao Tchalla', 'mayor', 'appointed', '2020-01-01', null, null],
    ['Afi Mawuko', 'mayor', 'elected', '2019-10-01', '2025-10-02', 'defeat'],
  ]);
  expect([await db.$count(office), await db.$count(person)]).toEqual([2, 3]);
  const again = await load(act(), file);
  expect(again.plan.counts).toMatchObject({ new: 0, corrected: 0, ended: 0, same: 3, refused: 0 });
  expect(again.revision).toBeNull();
});

test('a later file carries on: who comes next ends the mandate before; who was there before is the same person', async ({ act, db }) => {
  await load(act(), file);
  const next =
    'party,title,person,accession,from,source\nLomé,maire,AFI MAWUKO,intérim,2026-03-01,Arrêté\nKara,maire,Essi Bawa,élection,2026-02,Procès-verbal\n';
  expect((await load(act(), next)).plan.counts).toMatchObject({ new: 2, ended: 2, refused: 0 });
  expect(await db.$count(person)).toBe(4);
  expect(new Set((await db.select({ id: personName.personId }).from(personName)).map(({ id }) => id)).size).toBe(4);
  expect((await listed(act())).filter(([name]) => name === 'Afi Mawuko')).toHaveLength(2);
});

test('an empty cell takes nothing away from what the register has', async ({ act }) => {
  await load(act(), file);
  const bare = 'party,title,person,accession,from,source\nLomé,maire,Kossi Adzoh,élection,02/10/2025,Autre liste\n';
  expect((await load(act(), bare)).plan.counts).toMatchObject({ same: 1 });
  const corrected = 'party,title,person,accession,from,source\nLomé,maire,Kossi Adzoh,nomination,02/10/2025,Autre liste\n';
  expect((await load(act(), corrected)).plan.counts).toMatchObject({ corrected: 1 });
  const mandates = await listMandates(act().db, await now(act()), {});
  expect(mandates.find((one) => one.person.name === 'Kossi Adzoh')).toMatchObject({
    accession: 'appointed',
    expectedEnd: { precision: 'year' },
  });
});

test('bad input is refused at its cell, and nothing is written', async ({ act, db }) => {
  await load(act(), file);
  const before = await revisionAt(db, null);
  const header = 'party,title,person,accession,from,to,expected_end,end_cause,source';
  for (const [line, column] of wrong) {
    const table = await readTable(Buffer.from(`${header}\n${line}\n`));
    const plan = await planImport(act(), 'mandates', table, guessMapping('mandates', table.header));
    expect(plan.entries, line).toMatchObject([{ outcome: 'refused', column }]);
    await expect(load(act(), `${header}\n${line}\n`)).rejects.toThrow();
  }
  expect(await revisionAt(db, null)).toBe(before);
});

const wrong = [
  ['Lomé,roi,A B,élection,2020,,,,S', 'title'],
  ['Lomé,maire,,élection,2020,,,,S', 'person'],
  ['Lomé,maire,A B,couronnement,2020,,,,S', 'accession'],
  ['Atlantis,maire,A B,élection,2020,,,,S', 'party'],
  ['Lomé,maire,A B,élection,2020,,,défaite,S', 'end_cause'],
  ['Lomé,maire,A B,élection,2020,2019,,,S', 'to'],
  ['Lomé,maire,A B,élection,31/02/2020,,,,S', 'from'],
  ['Lomé,chef de délégation spéciale,A B,délégation spéciale,2024,,,,S', 'title'],
] as const;

test('what is taken away from the list of persons is read back as it is', async ({ act, openSite }) => {
  await load(act(), file);
  const csv = await (await (await openSite().browser('reader')).get('/personnes?format=csv')).text();
  const again = await load(act(), csv);
  expect(again.plan.counts).toMatchObject({ new: 0, ended: 0, corrected: 0, same: 3, refused: 0 });
  const excel = await (await (await openSite().browser('reader')).get('/personnes?format=csv-excel')).text();
  expect((await load(act(), excel)).plan.counts).toMatchObject({ same: 3, refused: 0 });
});

async function load(act: Act, text: string) {
  const table = await readTable(Buffer.from(text));
  return applyImport(act, 'mandates', table, guessMapping('mandates', table.header), { reason: 'essai' });
}

async function listed(act: Act) {
  const mandates = await listMandates(act.db, await now(act), {});
  return mandates
    .toSorted((one, other) => String(other.from?.date).localeCompare(String(one.from?.date)))
    .map(({ person, title, accession, from, to, endCause }) => [
      person.name,
      title,
      accession,
      from?.date.toString() ?? null,
      to?.date.toString() ?? null,
      endCause,
    ]);
}

async function now({ db }: Act) {
  return { on: Temporal.PlainDate.from('2026-06-01'), revision: await revisionAt(db, null) };
}

async function createTowns(act: Act): Promise<void> {
  await revise(act, async (rev) => {
    await createTestParty(rev, { name: 'Lomé', kind: 'local_authority' });
    await createTestParty(rev, { name: 'Kara', kind: 'local_authority' });
  });
}
