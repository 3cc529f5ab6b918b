import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { inTransaction } from '../../../../kernel/act.ts';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Missing } from '../../../../kernel/errors.ts';
import { readBalances } from '../../ledger/queries.ts';
import { createProject, people } from '../../projects/factories.ts';
import { createAcceptedReport, createAllocation, createDonorAgreement, createPaidInstalment } from '../factories.ts';
import { traceAgreement, traceExpense } from '../charges/trace.ts';
import { allocate, allocationInput, recordReceipt, releaseAllocation } from './commands.ts';
import { findDonorAgreement } from './queries.ts';
import { findDepartures } from './rules.ts';

const test = databaseTest();
const day = (text: string) => Temporal.PlainDate.from(text);

test('each restriction of a donor is looked at, and all that is outside is said at once', () => {
  const agreement = {
    purses: ['emergency' as const],
    themes: ['eau'],
    places: ['togo'],
    startsOn: day('2026-01-01'),
    endsOn: day('2026-12-31'),
  };
  const project = {
    purse: 'emergency' as const,
    themes: ['eau', 'voirie'],
    places: ['aneho', 'togo'],
    startsOn: day('2026-12-31'),
    endsOn: day('2027-06-30'),
  };
  expect(findDepartures(agreement, project)).toEqual([]);
  expect(
    findDepartures(agreement, { ...project, purse: 'cooperation', themes: [], places: ['aneho'], startsOn: day('2027-01-01') }),
  ).toEqual(['purse', 'theme', 'place', 'dates']);
  expect(findDepartures({ ...agreement, purses: [], themes: [], places: [] }, { ...project, themes: [] })).toEqual([]);
});

test('money outside what its donor asked is refused with each reason; the direction departs from it under its name', async ({ act }) => {
  const project = await createProject(act());
  const agreement = await createDonorAgreement(act(), { purses: ['emergency'], startsOn: '2030-01-01' } as never);
  const input = (departure = '') => allocationInput.parse({ amount: '100', departure });
  await expect(allocate(act({ actor: people.finance }), agreement.id, project.id, input('Parce que'))).rejects.toThrow(
    'ce fonds n’est pas de ceux qu’il finance, le projet n’a aucun jour dans sa période',
  );
  await expect(allocate(act({ actor: people.direction }), agreement.id, project.id, input())).rejects.toThrow('en disant pourquoi');
  await allocate(act({ actor: people.direction }), agreement.id, project.id, input('Accord écrit du bailleur'));
  const { allocations } = await findDonorAgreement(act({ actor: people.finance }), agreement.reference);
  expect(allocations[0]!.allocation).toMatchObject({ departure: 'Accord écrit du bailleur', by: 'Marc Tremblay' });
});

test('no more is received than promised, nor allocated than is left once the fee is taken; the fee is right to the cent', async ({
  act,
  db,
}) => {
  const finance = act({ actor: people.finance });
  const project = await createProject(act(), { grantedCents: 100_000_00 });
  const agreement = await createDonorAgreement(act(), { amount: '1000,01', fee: '3,33', received: false } as never);
  for (const [index, amount] of [333_33, 333_33, 333_35].entries())
    await recordReceipt(finance, agreement.id, { receivedOn: day('2026-02-01'), amount, bankReference: `V${index}` });
  await expect(recordReceipt(finance, agreement.id, { receivedOn: day('2026-02-01'), amount: 1, bankReference: 'V9' })).rejects.toThrow(
    'Il ne reste que 0,00',
  );
  expect((await readBalances(db)).find(({ account }) => account === 'fees')!.cents).toBe(33_30);
  await expect(createAllocation(act(), agreement.id, project.id, '966,72')).rejects.toThrow('Il ne reste que 966,71');
  const id = await createAllocation(act(), agreement.id, project.id, '966,71');
  await expect(releaseAllocation(finance, id, { amount: 966_72, reason: 'x' })).rejects.toThrow('Il ne reste que 966,71');
  // Whatever the code says.
  await expect(
    inTransaction(act(), ({ db }) =>
      db.execute(sql`insert into fund_allocation (id, donor_agreement_id, project_id, amount_cents, currency, origin_cents, origin_currency, at, by)
        values (gen_random_uuid(), ${agreement.id}, ${project.id}, 1, 'EUR', 1, 'EUR', now(), 'x')`),
    ),
  ).rejects.toThrow(/Failed query/);
});

test('across currencies each side balances in its own, at a dated and sourced rate', async ({ act, db }) => {
  const project = await createProject(act(), { currency: 'XOF', grantedCents: 50_000_000_00 });
  const agreement = await createDonorAgreement(act());
  await expect(createAllocation(act(), agreement.id, project.id, '6559570')).rejects.toThrow('donnez le taux, son jour et sa source');
  const id = await createAllocation(act(), agreement.id, project.id, '6559570', {
    rate: '655,957',
    rateDay: '2026-10-01',
    rateSource: 'Parité fixe',
  });
  const read = async () => Object.fromEntries((await readBalances(db)).map((one) => [`${one.account} ${one.currency}`, one.cents]));
  expect(await read()).toMatchObject({
    'donor_funds EUR': 90_000_00,
    'allocated_funds XOF': 6_559_570_00,
    'exchange EUR': 10_000_00,
    'exchange XOF': -6_559_570_00,
  });
  await releaseAllocation(act({ actor: people.finance }), id, { amount: 6_559_570_00, reason: 'Abandon' });
  expect(await read()).toMatchObject({ 'donor_funds EUR': 100_000_00, 'allocated_funds XOF': 0, 'exchange EUR': 0, 'exchange XOF': 0 });
});

test('each euro of a donor is followed to its evidence, and back', async ({ act, db }) => {
  const { project, agreement } = await createPaidInstalment(act());
  await createAcceptedReport(act(), project.id, { expenses: [30_000_00, 1_00] });
  const trace = await traceAgreement(db, agreement.id);
  expect(trace.map((one) => [one.project, one.payment, one.expense.label, one.amountCents])).toEqual([
    [project.reference, '2026-V001', 'Facture 1', 24_000_00],
    [project.reference, '2026-V001', 'Facture 2', 80],
  ]);
  expect(await traceExpense(db, trace[0]!.expense.id)).toMatchObject([{ agreement: agreement.reference, amountCents: 24_000_00 }]);
  await expect(
    inTransaction(act(), ({ db }) => db.execute(sql`update fund_expense set rejected_cents = 2900000, rejection = 'Trop tard'`)),
  ).rejects.toThrow(/Failed query/);
});

test('a donor reads what became of its own money, and does not learn that another’s exists', async ({ act }) => {
  const agreement = await createDonorAgreement(act());
  const donor = (partyId: string) => act({ actor: { kind: 'user', id: 'd', name: 'Bailleur', role: 'donor', partyId } });
  await createAllocation(act(), agreement.id, (await createProject(act())).id, '30000');
  expect(await findDonorAgreement(donor(agreement.donorId), agreement.reference)).toMatchObject({
    receivedCents: 100_000_00,
    allocatedCents: 30_000_00,
    freeCents: 70_000_00,
  });
  await expect(findDonorAgreement(donor('00000000-0000-4000-8000-0000000000ff'), agreement.reference)).rejects.toThrow(Missing);
});
