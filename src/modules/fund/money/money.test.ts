import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { createAcceptedReport, createPaidInstalment, payInstalment } from './factories.ts';
import { people } from '../projects/factories.ts';
import { recordRefund, settleProject } from './recoveries/commands.ts';
import { readMoneyOf } from './recoveries/queries.ts';
import { fundRecovery } from './recoveries/schema.ts';
import { readBalances } from '../ledger/queries.ts';

const test = databaseTest();
const day = (text: string) => Temporal.PlainDate.from(text);

test('a grant from its first instalment to the last euro justified: the accounts say the same at each step', async ({ act, db }) => {
  const { project } = await createPaidInstalment(act());
  expect(await balances(act())).toEqual({
    bank: 60_000_00,
    donor_funds: 20_000_00,
    allocated_funds: 80_000_00,
    commitments_given: 40_000_00,
    commitments_due: 40_000_00,
    advances: 40_000_00,
  });
  await expect(payInstalment(act(), project.id, 2)).rejects.toThrow('le compte rendu n’est pas commencé');
  // 80 % of 45 000 € is 36 000 €: more than 70 % of the 40 000 € that were paid.
  await createAcceptedReport(act(), project.id, { expenses: [30_000_00, 15_000_00] });
  expect(await balances(act())).toMatchObject({ advances: 4_000_00, grants: 36_000_00, allocated_funds: 44_000_00, used_funds: 36_000_00 });
  await payInstalment(act(), project.id, 2);
  await createAcceptedReport(act(), project.id, { number: 2, expenses: [40_000_00], inKind: [5_000_00] });
  // 80 % of 90 000 € is 72 000 €: 8 000 € are paid back.
  await settleProject(act({ actor: people.finance }), project.id, {
    resourcesCents: 18_000_00,
    dueOn: day('2026-12-31'),
    reason: 'Fin du projet',
  });
  const [recovery] = await db.select().from(fundRecovery);
  expect(recovery).toMatchObject({ reference: '2026-R001', amountCents: 8_000_00 });
  expect(await balances(act())).toMatchObject({ bank: 20_000_00, grants: 72_000_00, recoveries: 8_000_00 });
  await recordRefund(act({ actor: people.finance }), recovery!.id, {
    receivedOn: day('2026-11-20'),
    amount: 8_000_00,
    bankReference: 'VIR 9',
  });
  expect(await balances(act())).toEqual({
    bank: 28_000_00,
    donor_funds: 20_000_00,
    allocated_funds: 8_000_00,
    used_funds: 72_000_00,
    grants: 72_000_00,
  });
  expect(await readMoneyOf(db, project.id)).toEqual({
    commitmentCents: 0,
    allocatedCents: 80_000_00,
    onItsWayCents: 0,
    paidCents: 80_000_00,
    justifiedCents: 72_000_00,
    askedBackCents: 8_000_00,
    refundedCents: 8_000_00,
    openCents: 0,
  });
});

/** What each account holds, those that hold nothing left out. */
async function balances(act: Act): Promise<Record<string, number>> {
  const found = await readBalances(act.db);
  return Object.fromEntries(found.filter((one) => one.cents !== 0).map((one) => [one.account, one.cents]));
}
