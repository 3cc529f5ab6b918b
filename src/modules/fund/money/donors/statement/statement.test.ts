import { expect } from 'vitest';
import { siteTest } from '../../../../../../test/site.ts';
import { createTestParty, revise } from '../../../../register/factories.ts';
import { createReviewedReport, createReportingProject, promised } from '../../../monitoring/factories.ts';
import { createSignedProject, people } from '../../../projects/factories.ts';
import { traceAgreement } from '../../charges/trace.ts';
import { createAllocation, createDonorAgreement } from '../../factories.ts';
import { moneyPaths } from '../../paths.ts';
import { settleProject } from '../../recoveries/commands.ts';
import { fundDonorAgreement } from '../schema.ts';
import { readStatement } from './queries.ts';

const test = siteTest();
const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.Instant.from(`${text}T09:00:00Z`);

test('a statement says what became of a donor’s money on any day, and its totals are the sum of its traces', async ({ act, db }) => {
  const agreement = await createDonorAgreement(act({ now: at('2026-01-20') }), { amount: '300000', fee: '5' });
  const first = await createReportingProject(act({ now: at('2026-02-10') }), { agreement });
  const second = await createReportingProject(act({ now: at('2026-03-10') }), { agreement, title: 'Un autre', content: promised });
  await createReviewedReport(act({ now: at('2026-07-20') }), first.id, 1, { expenses: [30_000_00, 10_000_01] });
  await createReviewedReport(act({ now: at('2026-08-20') }), second.id, 1, { expenses: [60_000_00] });
  await settleProject(act({ actor: people.finance, now: at('2026-10-01') }), first.id, {
    resourcesCents: 0,
    dueOn: day('2026-12-31'),
    reason: 'Fin',
  });

  const on = (text: string) => readStatement(act(), agreement, day(text));
  const sums = async (text: string) =>
    (await on(text)).totals.map(({ paidCents, justifiedCents, askedBackCents }) => [paidCents, justifiedCents, askedBackCents]);
  expect((await on('2024-01-01')).receivedCents).toBe(0);
  const received = await on('2026-01-20');
  expect([received.promisedCents, received.receivedCents, received.feeCents, received.projects]).toEqual([
    300_000_00,
    300_000_00,
    15_000_00,
    [],
  ]);
  expect(await sums('2026-02-10')).toEqual([[40_000_00, 0, 0]]);
  expect(await sums('2026-03-10')).toEqual([[80_000_00, 0, 0]]);
  // 80 % of 40 000,01 €, to the cent below; then all of the second project's first instalment.
  expect(await sums('2026-07-31')).toEqual([[80_000_00, 32_000_00, 0]]);
  expect(await sums('2026-08-31')).toEqual([[80_000_00, 72_000_00, 0]]);
  expect(await sums('2026-10-01')).toEqual([[80_000_00, 72_000_00, 8_000_00]]);

  const now = await on('2026-11-23');
  const traced = (await traceAgreement(db, agreement.id)).reduce((sum, one) => sum + one.amountCents, 0);
  expect(now.expenses.reduce((sum, one) => sum + one.cents, 0)).toBe(traced);
  expect(now.totals[0]!.justifiedCents).toBe(traced);
  expect(now.code).not.toBe((await on('2026-09-01')).code);
  expect(now.code).toBe((await on('2026-11-23')).code);
});

test('money given in another currency is told in each: the donor’s, and the project’s', async ({ act }) => {
  const agreement = await createDonorAgreement(act({ now: at('2026-01-20') }), { currency: 'USD', amount: '100000' });
  const project = await createSignedProject(act({ now: at('2026-02-10') }));
  const rate = { rate: '0.8', rateDay: '10/02/2026', rateSource: 'BCE' };
  await createAllocation(act({ now: at('2026-02-11') }), agreement.id, project.id, '80000', rate);
  const statement = await readStatement(act(), agreement, day('2026-11-23'));
  expect([statement.allocatedCents, statement.projects.map(({ currency, allocatedCents }) => [currency, allocatedCents])]).toEqual([
    100_000_00,
    [[project.currency, 80_000_00]],
  ]);
});

test('a donor reads its own statements, as page, table and paper, and nobody else’s; the secretariat’s address is not its', async ({
  act,
  db,
  openSite,
}) => {
  const project = await createReportingProject(act());
  await createReviewedReport(act(), project.id, 1);
  const [agreement] = await db.select().from(fundDonorAgreement);
  const { id: otherDonor } = await revise(act(), (rev) => createTestParty(rev, { name: 'Bailleur Deux', kind: 'institution' }));
  const other = await createDonorAgreement(act(), { donor: { id: otherDonor } });
  const site = openSite();
  const donor = await site.browser('donor', agreement!.donorId);
  const list = await (await donor.get(moneyPaths.own())).text();
  expect([list.includes(agreement!.reference), list.includes(other.reference)]).toEqual([true, false]);
  const page = await (await donor.get(moneyPaths.ownStatement(agreement!.reference))).text();
  expect(page).toContain('Facture 1');
  expect(page, 'whoever was paid is not the donor’s to know').not.toContain('Entreprise Koffi');
  expect((await donor.get(`${moneyPaths.ownStatement(agreement!.reference)}?au=31/02/2026`)).status).toBe(422);
  expect(await (await donor.get(`${moneyPaths.ownStatement(agreement!.reference)}?format=csv`)).text()).toContain('ensemble');
  const pdf = Buffer.from(await (await donor.get(moneyPaths.ownStatementPdf(agreement!.reference))).arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  for (const path of [moneyPaths.ownStatement(other.reference), moneyPaths.ownStatementPdf(other.reference)])
    expect([path, (await donor.get(path)).status]).toEqual([path, 404]);
  for (const path of [
    moneyPaths.statementOf(agreement!.reference),
    moneyPaths.trace(agreement!.reference),
    moneyPaths.donor(agreement!.reference),
  ])
    expect([path, (await donor.get(path)).status]).toEqual([path, 403]);
  const finance = await site.browser('finance');
  expect((await finance.get(moneyPaths.statementOf(agreement!.reference))).status).toBe(200);
  expect((await finance.get(moneyPaths.ownStatement(agreement!.reference))).status).toBe(403);
});
