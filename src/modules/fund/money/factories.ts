import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { createTestParty, revise } from '../../register/factories.ts';
import { fundExpense, fundReportDue, fundReportStep } from '../monitoring/schema.ts';
import { createBankAccount, createSignedProject, people } from '../projects/factories.ts';
import { findUsableAccount } from '../projects/bank-accounts/queries.ts';
import { fundProject, type Project } from '../projects/schema.ts';
import { signed } from '../signed.ts';
import { layCharges } from './charges/commands.ts';
import { allocate, allocationInput, donorAgreementInput, recordDonorAgreement, recordReceipt } from './donors/commands.ts';
import type { DonorAgreement } from './donors/schema.ts';
import { approvePayment, executePayment, orderPayment, requestPayment, verifyPayment } from './payments/commands.ts';
import type { Payment } from './payments/schema.ts';

/** An agreement of a donor, received whole unless told otherwise: 100 000 € from 2024 to 2030, without a fee. */
export async function createDonorAgreement(
  act: Act,
  {
    donor,
    received = true,
    places = [],
    ...given
  }: { donor?: { id: string }; received?: boolean; places?: string[]; [field: string]: unknown } = {},
): Promise<DonorAgreement> {
  const finance = { ...act, actor: people.finance };
  const donorId = (donor ?? (await revise(act, (rev) => createTestParty(rev, { name: 'Bailleur Un', kind: 'institution' })))).id;
  const input = donorAgreementInput.parse({
    kind: 'donor',
    title: 'Villes durables',
    amount: '100000',
    currency: 'EUR',
    fee: '0',
    signedOn: '2024-01-15',
    startsOn: '2024-01-01',
    endsOn: '2030-12-31',
    ...given,
  });
  const agreement = await recordDonorAgreement(finance, donorId, { ...input, places });
  if (received && agreement.kind === 'donor') {
    await recordReceipt(finance, agreement.id, { receivedOn: agreement.signedOn, amount: agreement.amountCents, bankReference: 'VIR 1' });
  }
  return agreement;
}

/** Gives a project a part of an agreement. @returns its identifier */
export function createAllocation(
  act: Act,
  agreementId: string,
  projectId: string,
  amount: string,
  given: Record<string, string> = {},
): Promise<string> {
  return allocate({ ...act, actor: people.finance }, agreementId, projectId, allocationInput.parse({ amount, ...given }));
}

/** A payment that five people brought from its request to the bank. */
export async function payInstalment(act: Act, projectId: string, number: number): Promise<Payment> {
  const payment = await requestPayment({ ...act, actor: people.officer }, projectId, number);
  await verifyPayment({ ...act, actor: people.otherOfficer }, payment.id);
  await approvePayment({ ...act, actor: people.direction }, payment.id);
  await orderPayment({ ...act, actor: people.finance }, payment.id);
  await executePayment({ ...act, actor: people.otherFinance }, payment.id, { executedOn: dayOf(act.now) });
  return payment;
}

/** A signed project whose first instalment is paid out of one donor's agreement, which bears all of it. */
export async function createPaidInstalment(
  act: Act,
  given: Parameters<typeof createSignedProject>[1] & { agreement?: DonorAgreement } = {},
): Promise<{ project: Project; agreement: DonorAgreement; payment: Payment }> {
  const project = await createSignedProject(act, given);
  const agreement = given.agreement ?? (await createDonorAgreement(act, { currency: project.currency }));
  await createAllocation(act, agreement.id, project.id, String((given.grantedCents ?? 80_000_00) / 100));
  if (!(await findUsableAccount({ ...act, actor: people.finance }, project.leadId))) await createBankAccount(act, project.leadId);
  return { project, agreement, payment: await payInstalment(act, project.id, 1) };
}

/** A report that was accepted, with these expenses in cents, and what of them the fund bears charged. */
export async function createAcceptedReport(
  act: Act,
  projectId: string,
  {
    number = 1,
    expenses = [60_000_00],
    inKind = [],
    periodTo = '2026-06-30',
  }: { number?: number; expenses?: readonly number[]; inKind?: readonly number[]; periodTo?: string } = {},
): Promise<string> {
  const day = Temporal.PlainDate.from(periodTo);
  const [project] = await act.db.select().from(fundProject).where(eq(fundProject.id, projectId));
  const known = await act.db.select().from(fundReportDue).where(eq(fundReportDue.projectId, projectId));
  const id = known.find((one) => one.number === number)?.id ?? randomUUID();
  if (!known.some((one) => one.id === id))
    await act.db.insert(fundReportDue).values({
      id,
      projectId,
      number,
      kind: 'interim',
      periodFrom: project!.startsOn,
      periodTo: day,
      dueOn: day.add({ days: 30 }),
    });
  const rows = [...expenses.map((cents) => ({ cents, inKind: false })), ...inKind.map((cents) => ({ cents, inKind: true }))];
  for (const [index, one] of rows.entries()) {
    await act.db.insert(fundExpense).values({
      id: randomUUID(),
      projectId,
      reportId: id,
      spentOn: project!.startsOn.add({ days: 10 + index }),
      label: one.inKind ? 'Agents de la mairie' : `Facture ${index + 1}`,
      payee: 'Entreprise',
      amountCents: one.cents,
      currency: project!.currency,
      paidCents: one.cents,
      paidCurrency: project!.currency,
      inKind: one.inKind,
      rejectedCents: 0,
      ...signed(act),
    });
  }
  for (const [index, state] of (['draft', 'submitted', 'accepted'] as const).entries())
    await act.db.insert(fundReportStep).values({ reportId: id, number: index + 1, state, ...signed(act) });
  await layCharges({ ...act, actor: people.officer }, projectId);
  return id;
}
