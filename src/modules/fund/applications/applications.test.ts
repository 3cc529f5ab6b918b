import { expect } from 'vitest';
import { visitor } from '../../../kernel/actor.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Missing, Refused } from '../../../kernel/errors.ts';
import { createCall } from '../calls/factories.ts';
import { beginDossier } from './beginning/commands.ts';
import { depositDossier } from './deposit/commands.ts';
import { createApplicant, createDossier, writePieces } from './factories.ts';
import { findLastDeposit, getDepositedDossier, listSteps } from './queries.ts';
import { fundDossierNow } from './schema.ts';
import { openAsAuthor } from './authors.ts';

const test = databaseTest();

test('R7: the fund pays at most 80 %, the city brings at least 20 % with what it brings in kind, within the days of the call', async ({
  act,
}) => {
  const { dossier, call, lead } = await createDossier(act(), { state: 'draft' });
  const city = act({ actor: lead.user });
  await writePieces(city, dossier.id, {
    'budget/plus/label': 'Bureau',
    'budget/plus/category': 'other',
    'budget/plus/quantity': '1',
    'budget/plus/unitCost': '1',
    'budget/plus/paidBy': 'fund',
  });
  await expect(depositDossier(city, dossier.id)).rejects.toThrow(
    'Le fonds paierait 80,01\u00a0% du total\u00a0: il paie au plus 80\u00a0%. La ville apporte 19,99\u00a0% du total',
  );
  await writePieces(
    city,
    dossier.id,
    Object.fromEntries(['label', 'category', 'quantity', 'unitCost', 'paidBy'].map((cell) => [`budget/plus/${cell}`, null])),
  );
  const late = Temporal.PlainDate.from('2027-06-01').toZonedDateTime('Europe/Paris').toInstant();
  await expect(depositDossier({ ...city, now: late }, dossier.id)).rejects.toThrow('Cet appel est clos');
  await expect(beginDossier({ ...city, now: late }, call.slug, { title: 'Tard', lang: 'fr', continues: null })).rejects.toThrow(Refused);
  const deposit = await depositDossier({ ...city, now: late.subtract({ seconds: 1 }) }, dossier.id);
  expect(deposit).toMatchObject({ requestedCents: 80_000_00, totalCents: 100_000_00, cityCents: 12_000_00, inKindCents: 8_000_00 });
});

test('A person outside a city reading its draft', async ({ act }) => {
  const { dossier, lead, call } = await createDossier(act(), { state: 'draft' });
  const other = await createApplicant(act(), { name: 'Kpalimé' });
  expect(await openAsAuthor(act({ actor: lead.user }), dossier.id)).toMatchObject({ isLead: true });
  await expect(openAsAuthor(act({ actor: other.user }), dossier.id)).rejects.toThrow(Missing);
  for (const role of ['officer', 'direction', 'admin'] as const)
    await expect(openAsAuthor(act({ role }), dossier.id)).rejects.toThrow(Forbidden);
  await expect(openAsAuthor(act({ actor: visitor }), dossier.id)).rejects.toThrow(Forbidden);
  expect(call.slug).toBeTruthy();
});

test('a deposit asked for twice is one deposit, with one receipt', async ({ act }) => {
  const { dossier, lead } = await createDossier(act());
  const again = await depositDossier(act({ actor: lead.user }), dossier.id);
  const deposited = await getDepositedDossier(act(), '2026-D001');
  expect(deposited.versions).toHaveLength(1);
  expect(again.receipt).toBe(deposited.versions[0]!.receipt);
  expect(deposited.versions[0]).toMatchObject({ gender: 2, adaptation: 0, mitigation: null });
});

test('a dossier of the factory goes where it is asked to', async ({ act }) => {
  const call = await createCall(act());
  for (const state of ['completion_asked', 'admissible', 'appraised', 'inadmissible', 'withdrawn'] as const)
    expect((await createDossier(act(), { state, call })).dossier).toMatchObject({ state });
});

test('where a dossier stands is its last step and its last deposit, for every dossier', async ({ act, db }) => {
  const { dossier, lead, call } = await createDossier(act(), { state: 'completion_asked' });
  await depositDossier(act({ actor: lead.user, now: act().now.add({ hours: 1 }) }), dossier.id);
  for (const state of ['draft', 'appraised', 'withdrawn'] as const) await createDossier(act(), { state, call });
  for (const now of await db.select().from(fundDossierNow)) {
    const last = (await listSteps(db, now.dossierId)).at(-1)!;
    const deposit = await findLastDeposit(db, now.dossierId);
    expect(now).toMatchObject({ state: last.state, since: last.at, version: deposit?.number ?? null, depositedAt: deposit?.at ?? null });
    expect(now.requestedCents).toBe(deposit?.requestedCents ?? null);
  }
  expect((await getDepositedDossier(act(), '2026-D001')).versions.map(({ number }) => number)).toEqual([1, 2]);
});
