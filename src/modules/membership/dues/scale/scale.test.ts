import { expect, test as plain } from 'vitest';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Refused } from '../../../../kernel/errors.ts';
import { createTestParty, revise } from '../../../register/factories.ts';
import { simulateScale } from '../calls/preview.ts';
import { createMeasure, createMember, people } from '../factories.ts';
import { editScale, proposeScale, publishedFloorCents, putInForce, recordVote, scaleInput, withdrawScale } from './commands.ts';
import { findScale, findScaleInForce, listScales } from './queries.ts';
import { canBecome, readDue, type Figures, type ScaleTable } from './rules.ts';
import { bandFields, readBands } from './table-text.ts';

const test = databaseTest();

const table: ScaleTable = {
  floorCents: 550_00,
  bands: readBands('RNB de;à;population de;à;montant\n0;1000;0;100000;300\n0;1000;100000;;800\n1 000;;0;;2500,50'),
  flats: [{ category: 'association', amountCents: 400_00 }],
};

plain.each<[string, Figures, unknown]>([
  [
    'a small city of a poor State pays the floor',
    { category: 'city', gni: 500, population: 20_000 },
    { amountCents: 550_00, rule: 'floor' },
  ],
  ['a large one its cell', { category: 'city', gni: 500, population: 250_000 }, { amountCents: 800_00, rule: 'table' }],
  [
    'a bound belongs to the cell that it begins',
    { category: 'city', gni: 1000, population: 100_000 },
    { amountCents: 2500_50, rule: 'table' },
  ],
  ['a region is read like a city', { category: 'region', gni: 999.99, population: 100_000 }, { amountCents: 800_00, rule: 'table' }],
  [
    'a category with an amount of its own has it',
    { category: 'association', gni: null, population: null },
    { amountCents: 400_00, rule: 'flat' },
  ],
  ['an honorary member owes nothing', { category: 'honorary', gni: 500, population: 1 }, { none: 'honorary' }],
  ['without GNI nothing is guessed', { category: 'city', gni: null, population: 1 }, { none: 'no_gni' }],
  ['nor without population', { category: 'city', gni: 1, population: null }, { none: 'no_population' }],
  ['nor without either', { category: 'city', gni: null, population: null }, { none: 'no_figures' }],
])('R5: %s', (_, figures, due) => expect(readDue(table, figures)).toEqual(due));

plain('R5: the floor is never undercut, whatever the table; figures outside it are said', () => {
  const low: ScaleTable = { floorCents: 550_00, bands: readBands('0;500;0;1000;1'), flats: [] };
  expect(readDue(low, { category: 'city', gni: 499, population: 999 })).toEqual({ amountCents: 550_00, rule: 'floor' });
  expect(readDue(low, { category: 'city', gni: 500, population: 999 })).toEqual({ none: 'no_band' });
  expect(readDue({ ...low, flats: [] }, { category: 'association', gni: 1, population: 1 })).toEqual({ none: 'no_flat' });
});

plain('R4: a scale is voted before it is in force, and never goes back', () => {
  const states = ['proposed', 'voted', 'in_force', 'withdrawn'] as const;
  const allowed = states.flatMap((from) => states.filter((to) => canBecome(from, to)).map((to) => `${from} → ${to}`));
  expect(allowed).toEqual(['proposed → voted', 'proposed → withdrawn', 'voted → in_force']);
});

plain('a table is read from lines, and written as it is read', () => {
  expect(readBands(table.bands.map((band) => bandFields(band).join(';')).join('\n'))).toEqual(table.bands);
  expect(() => readBands('0;1000;0;5;x\n5;4;0;1;1\n0;1;1.5;3;1\n1;2;3')).toThrow(
    'Ligne 1\u00a0: le montant ne se lit pas, ou n’est pas au-dessus de zéro. Ligne 2\u00a0: les bornes du RNB par habitant ne sont pas deux nombres croissants. Ligne 3\u00a0: les bornes de la population ne sont pas deux nombres entiers croissants. Ligne 4\u00a0: il faut cinq cellules, séparées par des points-virgules.',
  );
  expect(() => readBands('0;1000;0;;5\n500;;100;;6')).toThrow('Les lignes 1 et 2 de la table se chevauchent');
});

test('a table is typed row by row, pasted, or both; what is wrong is said by the number of its row', async ({ act }) => {
  const finance = act({ actor: people.finance });
  const rows = { gniFrom: ['0', '', '1000'], gniTo: ['1000', '', ''], populationFrom: ['0', '', '0'], populationTo: ['', '', ''] };
  const input = (change: object) => scaleInput.parse({ year: '2026', floor: '550', ...rows, bandAmount: ['300', '', '2500'], ...change });
  const bandsOf = async (id: string) => (await findScale(finance, id)).bands.map((one) => bandFields(one).join(';'));
  const typed = ['0;1000;0;;300', '1000;;0;;2500'];
  expect(await bandsOf(await proposeScale(finance, input({})))).toEqual(typed);
  expect(await bandsOf(await proposeScale(finance, input({ gniTo: ['1000', '', '2000'], bands: '2000;;0;;9000' })))).toEqual([
    '0;1000;0;;300',
    '1000;2000;0;;2500',
    '2000;;0;;9000',
  ]);
  await expect(proposeScale(finance, input({ bandAmount: ['300', '', 'x'] }))).rejects.toThrow('Ligne 3\u00a0: le montant');
  await expect(proposeScale(finance, input({ gniFrom: ['0', '', '500'] }))).rejects.toThrow('Les lignes 1 et 3 de la table se chevauchent');
});

const typed = { year: '2026', floor: '550', bands: '0;1000;0;;300\n1000;;0;;2500', entryFee: '1000', flat_association: '400' };

test('R4: due and entry fee are fixed each year by a vote; after it nothing of the scale changes', async ({ act }) => {
  const finance = act({ actor: people.finance });
  const id = await proposeScale(finance, scaleInput.parse(typed));
  await editScale(finance, id, scaleInput.parse({ ...typed, floor: '600', voluntary: '100; 250' }));
  await expect(putInForce(finance, id)).rejects.toThrow(Refused);
  await recordVote(finance, id, { decidedOn: Temporal.PlainDate.from('2026-06-12'), source: 'AG de Kigali, décision 7' });
  await expect(editScale(finance, id, scaleInput.parse(typed))).rejects.toThrow('Ce barème est décidé');
  await expect(withdrawScale(finance, id, { reason: 'Non' })).rejects.toThrow(Refused);
  expect(await findScaleInForce(finance, 2026)).toBeNull();
  await putInForce(finance, id);
  expect(await findScaleInForce(finance, 2026)).toMatchObject({
    floorCents: 600_00,
    entryFeeCents: 1000_00,
    voluntary: [100_00, 250_00],
    steps: [{ state: 'proposed' }, { state: 'voted', source: 'AG de Kigali, décision 7' }, { state: 'in_force' }],
  });
  const other = await proposeScale(finance, scaleInput.parse(typed));
  await recordVote(finance, other, { decidedOn: Temporal.PlainDate.from('2026-06-13'), source: 'AG' });
  await expect(putInForce(finance, other)).rejects.toThrow('Un autre barème est déjà en vigueur pour 2026');
  expect((await listScales(finance)).map((one) => [one.version, one.last.state])).toEqual([
    [2, 'voted'],
    [1, 'in_force'],
  ]);
});

test('a scale is proposed by who keeps the accounts; a vote to come, an empty table, another year are refused', async ({ act }) => {
  for (const actor of [people.officer, people.direction])
    await expect(proposeScale(act({ actor }), scaleInput.parse(typed))).rejects.toThrow(Forbidden);
  const finance = act({ actor: people.finance });
  await expect(proposeScale(finance, scaleInput.parse({ year: '2026', floor: '550' }))).rejects.toThrow(Invalid);
  const id = await proposeScale(finance, scaleInput.parse(typed));
  await expect(editScale(finance, id, scaleInput.parse({ ...typed, year: '2027' }))).rejects.toThrow(Invalid);
  await expect(recordVote(finance, id, { decidedOn: Temporal.PlainDate.from('2027-01-01'), source: 'AG' })).rejects.toThrow(Invalid);
  expect(scaleInput.safeParse({ year: '1', floor: '1.234', bands: '' }).error?.issues.map((one) => one.path[0])).toEqual(['year', 'floor']);
  expect(publishedFloorCents).toBe(550_00);
});

test('R5: the simulation reads each member’s figures from the register, says where they come from, and who has none', async ({ act }) => {
  const finance = act({ actor: people.finance });
  await revise(act(), async (rev) => {
    const state = await createTestParty(rev, { name: 'Pays Plat', slug: 'pays-plat' });
    await createMeasure(rev, state.id, 'gni_per_head', 700, '2023');
    await createMeasure(rev, state.id, 'gni_per_head', 720);
  });
  await createMember(act(), 'Ville Haute', { state: 'pays-plat', population: 80_000 });
  await createMember(act(), 'Ville Riche', { gni: 9_000, population: 5_000, since: '2026-02-01' });
  await createMember(act(), 'Ville Sans', { state: 'pays-plat' });
  await createMember(act(), 'Union des villes', { kind: 'association' });
  const scale = await findScale(finance, await proposeScale(finance, scaleInput.parse(typed)));
  const { called, leftOut, totalCents } = await simulateScale(finance, scale);
  expect(called.map((one) => [one.party.name.fr, one.amountCents, one.rule, one.calls.length])).toEqual([
    ['Union des villes', 400_00, 'flat', 1],
    ['Ville Haute', 550_00, 'floor', 1],
    ['Ville Riche', 2500_00, 'table', 2],
  ]);
  expect(called[1]).toMatchObject({
    gni: { value: 720, unit: 'USD', on: '2024', source: 'Une source' },
    population: { value: 80_000, unit: 'habitants', on: '2024' },
  });
  expect(leftOut.map((one) => [one.party.name.fr, one.why])).toEqual([['Ville Sans', 'no_population']]);
  expect(totalCents).toBe((400 + 550 + 2500 + 1000) * 100);
});
