import { randomUUID } from 'node:crypto';
import { eq, sql, type SQL } from 'drizzle-orm';
import { expect } from 'vitest';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import type { Actor } from '../../../../kernel/actor.ts';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { confirmBankAccount, enterBankAccount, bankAccountInput } from '../../projects/bank-accounts/commands.ts';
import { createBankAccount, createProject, createSignedProject, people } from '../../projects/factories.ts';
import { waiveCondition } from '../../projects/instalments/commands.ts';
import { listInstalments } from '../../projects/instalments/queries.ts';
import { fundInstalment } from '../../projects/schema.ts';
import { recordStep } from '../../projects/steps.ts';
import { createAcceptedReport, createAllocation, createDonorAgreement, createPaidInstalment, payInstalment } from '../factories.ts';
import { approvePayment, executePayment, orderPayment, requestPayment, returnPayment, verifyPayment } from './commands.ts';
import { fundPayment, fundPaymentSource, fundPaymentStep, type PaymentState } from './schema.ts';

const test = databaseTest();
const today = Temporal.PlainDate.from('2026-11-23');
const admin: Actor = { kind: 'user', id: '00000000-0000-4000-8000-00000000e010', name: 'Nadia Koné', role: 'admin' };

/** A statement in a transaction of its own, so that the next one can be tried. */
function run(act: Act, statement: SQL): Promise<unknown> {
  return inTransaction(act, (act) => act.db.execute(statement));
}

async function funded(act: Act) {
  const project = await createSignedProject(act);
  const agreement = await createDonorAgreement(act);
  await createAllocation(act, agreement.id, project.id, '80000');
  const account = await createBankAccount(act, project.leadId);
  return { project, agreement, account };
}

test('A payment prepared and approved by the same person', async ({ act, db }) => {
  const { project } = await funded(act());
  const as = (actor: Actor) => act({ actor });
  // An administrator may do every step, and none of two in a row.
  const requested = await requestPayment(as(admin), project.id, 1);
  await expect(verifyPayment(as(admin), requested.id)).rejects.toThrow('Vous avez fait l’étape précédente');
  await verifyPayment(as(people.officer), requested.id);
  await expect(approvePayment(as(admin), requested.id)).rejects.toThrow('Vous avez préparé ce versement');
  await expect(approvePayment(as(people.otherOfficer), requested.id)).rejects.toThrow(Forbidden);
  // Whatever the code says.
  const step = (state: PaymentState, number: number, byId: string) =>
    sql`insert into fund_payment_step values (${requested.id}, ${number}, ${state}, ${today.toString()}, null, now(), ${byId}, 'Awa')`;
  await expect(run(act(), step('approved', 3, admin.id))).rejects.toThrow(/Failed query/);
  await expect(run(act(), step('approved', 3, people.officer.id))).rejects.toThrow(/Failed query/);
  await expect(run(act(), step('ordered', 3, people.finance.id))).rejects.toThrow(/Failed query/);
  await approvePayment(as(people.direction), requested.id);
  await expect(run(act(), step('ordered', 4, people.direction.id))).rejects.toThrow(/Failed query/);
  await orderPayment(as(people.finance), requested.id);
  await expect(executePayment(as(people.finance), requested.id, { executedOn: today })).rejects.toThrow('l’étape précédente');
  await executePayment(as(people.otherFinance), requested.id, { executedOn: today });
  await expect(returnPayment(as(people.officer), requested.id, { reason: 'Trop tard' })).rejects.toThrow('Le versement est exécuté');
  expect((await db.select().from(fundPaymentStep).orderBy(fundPaymentStep.number)).map((one) => one.by)).toEqual([
    'Nadia Koné',
    'Awa Diop',
    'Marc Tremblay',
    'Fatou Sarr',
    'Inès Roy',
  ]);
});

test('the system and who has no account do no step of a payment', async ({ act }) => {
  const { project } = await funded(act());
  await expect(requestPayment(act({ actor: { kind: 'system', name: 'job' } }), project.id, 1)).rejects.toThrow(Forbidden);
  await expect(requestPayment(act({ role: 'editor' }), project.id, 1)).rejects.toThrow(Forbidden);
});

test('an instalment does not go out with a condition unmet, unless someone of the direction waives it and says why', async ({
  act,
  db,
}) => {
  const { project } = await createPaidInstalment(act());
  const officer = act({ actor: people.officer });
  await expect(requestPayment(officer, project.id, 2)).rejects.toThrow(
    'le compte rendu n’est pas commencé ; 0,00\u00a0€ sont justifiés de la tranche précédente, il en faut 28\u202f000,00\u00a0€',
  );
  const [, second] = await listInstalments(db, project.id, today);
  const [report, justified] = second!.conditions;
  await expect(waiveCondition(officer, project.id, report!.condition.id, { reason: 'Urgence' })).rejects.toThrow(Forbidden);
  await waiveCondition(act({ actor: people.direction }), project.id, report!.condition.id, { reason: 'Urgence' });
  await expect(waiveCondition(act({ actor: people.direction }), project.id, report!.condition.id, { reason: 'Bis' })).rejects.toThrow(
    'déjà levée',
  );
  await expect(requestPayment(officer, project.id, 2)).rejects.toThrow('sont justifiés');
  await waiveCondition(act({ actor: people.direction }), project.id, justified!.condition.id, { reason: 'Urgence' });
  await payInstalment(act(), project.id, 2);
  // Without the code: the database looks at the conditions of what is ordered.
  const third = await createPaidInstalment(act(), {
    lead: { id: project.leadId },
    agreement: await createDonorAgreement(act(), { donor: { id: project.leadId } } as never),
  });
  const [, unmet] = await db
    .select()
    .from(fundInstalment)
    .where(eq(fundInstalment.projectId, third.project.id))
    .orderBy(fundInstalment.number);
  const id = randomUUID();
  await db
    .insert(fundPayment)
    .values({ ...third.payment, id, reference: '2026-V900', instalmentId: unmet!.id, amountCents: unmet!.amountCents });
  const [source] = await db.select().from(fundPaymentSource).where(eq(fundPaymentSource.paymentId, third.payment.id));
  await db.insert(fundPaymentSource).values({ ...source!, paymentId: id, amountCents: unmet!.amountCents });
  const people4 = [people.officer, people.otherOfficer, people.direction, people.finance];
  const insert = (number: number) =>
    run(
      act(),
      sql`insert into fund_payment_step values (${id}, ${number}, ${(['requested', 'verified', 'approved', 'ordered'] as const)[number - 1]!}, ${today.toString()}, null, now(), ${people4[number - 1]!.id}, 'x')`,
    );
  for (const number of [1, 2, 3]) await insert(number);
  await expect(insert(4)).rejects.toThrow(/Failed query/);
});

test('what the database reads of a condition is what the pages say of it', async ({ act, db }) => {
  const { project } = await createPaidInstalment(act());
  const unmet = async () =>
    (
      await db.execute<{ n: number }>(sql`select fund_unmet(id, ${today.toString()}::date)::int as n from fund_instalment order by number`)
    ).rows.map((row) => row.n);
  const said = async () =>
    (await listInstalments(db, project.id, today)).map((one) => one.conditions.filter(({ lack, facts }) => lack && !facts.waived).length);
  expect([await unmet(), await said()]).toEqual([
    [0, 2],
    [0, 2],
  ]);
  // A cent under 70 % of 40 000 €, then exactly.
  await createAcceptedReport(act(), project.id, { expenses: [34_999_99] });
  expect([await unmet(), await said()]).toEqual([
    [0, 1],
    [0, 1],
  ]);
  await createAcceptedReport(act(), project.id, { number: 2, expenses: [1] });
  expect([await unmet(), await said()]).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('a payment goes to an account that two people looked at, after the delay, and of the city itself', async ({ act, db }) => {
  const project = await createSignedProject(act());
  const agreement = await createDonorAgreement(act());
  await createAllocation(act(), agreement.id, project.id, '80000');
  const officer = act({ actor: people.officer });
  await expect(requestPayment(officer, project.id, 1)).rejects.toThrow('aucun compte bancaire confirmé');
  const input = bankAccountInput.parse({
    holder: 'Ville',
    iban: 'FR7630006000011234567890189',
    bankName: 'B',
    country: 'fr',
    currency: 'eur',
  });
  await expect(enterBankAccount(officer, project.leadId, { ...input, iban: 'FR7630006000011234567890188' })).rejects.toThrow(
    'chiffres de contrôle',
  );
  const id = await enterBankAccount(officer, project.leadId, input);
  await expect(confirmBankAccount(officer, id, { how: 'x' })).rejects.toThrow('quelqu’un d’autre le confirme');
  const finance = act({ actor: people.finance });
  await expect(confirmBankAccount(finance, id, { how: 'x' })).rejects.toThrow('ne peut pas être confirmé avant');
  await expect(requestPayment(officer, project.id, 1)).rejects.toThrow('aucun compte bancaire confirmé');
  await expect(
    run(
      act(),
      sql`insert into fund_bank_account_confirmation select id, by_id, confirmable_from, 'x', confirmable_from, by_id, 'x' from fund_bank_account`,
    ),
  ).rejects.toThrow(/Failed query/);
  await expect(
    run(
      act(),
      sql`insert into fund_bank_account_confirmation select id, by_id, confirmable_from, 'x', at, 'other', 'x' from fund_bank_account`,
    ),
  ).rejects.toThrow(/Failed query/);
  await confirmBankAccount(act({ actor: people.finance, now: act().now.add({ hours: 24 }) }), id, { how: 'Rappel' });
  await requestPayment(officer, project.id, 1);
  expect(await db.$count(fundPayment)).toBe(1);
});

test('a payment is requested once, within what the project is given, for a project under way; returned, it is requested again', async ({
  act,
}) => {
  const { project } = await funded(act());
  const officer = act({ actor: people.officer });
  const first = await requestPayment(officer, project.id, 1);
  await expect(requestPayment(officer, project.id, 1)).rejects.toThrow('2026-V001');
  await returnPayment(act({ actor: people.finance }), first.id, { reason: 'RIB à revoir' });
  expect((await requestPayment(officer, project.id, 1)).reference).toBe('2026-V002');
  const poor = await createSignedProject(act(), { lead: { id: project.leadId } });
  await expect(requestPayment(officer, poor.id, 1)).rejects.toThrow('Il manque 40\u202f000,00\u00a0€');
  await recordStep(act(), poor.id, { to: 'suspended', reason: 'Crue' });
  await expect(requestPayment(officer, poor.id, 1)).rejects.toThrow('ni en cours ni achevé');
  const awarded = await createProject(act(), { lead: { id: project.leadId } });
  await expect(requestPayment(officer, awarded.id, 1)).rejects.toThrow('instalment 1');
});

test('what happened to money is never rewritten nor deleted', async ({ act }) => {
  await createPaidInstalment(act());
  for (const statement of [
    sql`update fund_entry set amount_cents = 1`,
    sql`delete from fund_entry`,
    sql`update fund_payment set amount_cents = 1`,
    sql`delete from fund_payment_step`,
    sql`update fund_payment_source set amount_cents = 1`,
    sql`update fund_allocation set amount_cents = 1`,
    sql`update fund_donor_agreement set amount_cents = 1`,
    sql`delete from fund_receipt`,
    sql`update fund_instalment set amount_cents = 1`,
    sql`delete from fund_agreement_force`,
    sql`update fund_signature set signatory = 'Autre'`,
    sql`update fund_bank_account set iban = 'FR7630006000011234567890188'`,
    // A reversal is its entry the other way round, once.
    sql`insert into fund_entry (id, number, kind, booked_on, debit, credit, amount_cents, currency, label, payment_id, allocation_id, reverses, at, by)
      select ${randomUUID()}, 99, 'reversal', booked_on, credit, debit, amount_cents + 1, currency, 'x', payment_id, allocation_id, id, at, by from fund_entry where kind = 'payment'`,
    sql`insert into fund_entry (id, number, kind, booked_on, debit, credit, amount_cents, currency, label, at, by)
      values (${randomUUID()}, 99, 'payment', now(), 'bank', 'advances', 1, 'EUR', 'x', now(), 'x')`,
  ])
    await expect(run(act(), statement)).rejects.toThrow(/Failed query/);
});
