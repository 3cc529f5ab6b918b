import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { mailOutbox } from '../../../kernel/mail/schema.ts';
import { createUser } from '../../../kernel/auth/factories.ts';
import { letter } from '../../publishing/letters/schema.ts';
import { writeToAuthors } from '../letters.ts';
import { readMoneyOf } from '../money/recoveries/queries.ts';
import { sendAmendment } from '../projects/agreements/commands.ts';
import { listInstalments } from '../projects/instalments/queries.ts';
import { cityUser, createSignedProject, people, signBoth, twoInstalments } from '../projects/factories.ts';
import { recordExpense, rejectExpense, withdrawExpense } from './expenses/commands.ts';
import { buildExpense, createReportingProject, createReviewedReport, createSubmittedReport, wholeContent } from './factories.ts';
import { reportJobs } from './jobs.ts';
import { findOwnReport, findReport } from './queries.ts';
import { saveReport, submitReport } from './reports/commands.ts';
import { emptyContent } from './reports/content.ts';
import { listResults } from './results/queries.ts';
import { reviewReport } from './review/commands.ts';
import { listDue, moveReport } from './schedule.ts';
import { fundExpense } from './schema.ts';

const test = databaseTest();

test('the reports of a project are laid when both have signed, and its instalments wait for those that they name', async ({ act, db }) => {
  const { id, reference } = await createSignedProject(act());
  expect((await listDue(db, id)).map(({ due, state }) => [due.number, due.kind, due.dueOn.toString(), state])).toEqual([
    [1, 'interim', '2026-07-30', null],
    [2, 'interim', '2027-01-30', null],
    [3, 'interim', '2027-07-30', null],
    [4, 'final', '2028-03-30', null],
  ]);
  await expect(findOwnReport(act({ actor: people.officer }), reference, '1')).rejects.toThrow(Forbidden);
});

test('an amendment that puts the end of a project off puts its last report off, with why; what is handed in does not move', async ({
  act,
  db,
}) => {
  const project = await createSignedProject(act());
  const [, second] = twoInstalments(80_000_00);
  const { number: _, ...kept } = second!;
  const draft = { lang: 'fr', grantedCents: 80_000_00, rate: 8000, endsOn: Temporal.PlainDate.from('2028-06-30'), reason: 'Crue' } as const;
  const agreement = await sendAmendment(act({ actor: people.officer }), project.id, {
    ...draft,
    instalments: [twoInstalments(80_000_00)[0]!, kept],
  });
  await signBoth(act(), project, agreement);
  const last = (await listDue(db, project.id)).at(-1)!.due;
  expect([last.periodTo.toString(), last.dueOn.toString()]).toEqual(['2028-06-30', '2028-09-28']);
  const { moves } = await findReport(act(), project.reference, '4');
  expect(moves.map(({ toDay, reason }) => [toDay.toString(), reason])).toEqual([['2028-09-28', 'Fin du projet changée par un avenant']]);
  expect((await listDue(db, project.id))[0]!.due.dueOn.toString()).toBe('2026-07-30');
});

test('a report is written by its city, reviewed by the secretariat, and justifies what was paid once it is accepted', async ({
  act,
  db,
}) => {
  const project = await createReportingProject(act());
  await createSubmittedReport(act(), project.id, 1, { expenses: [30_000_00, 20_000_00] });
  const officer = act({ actor: people.officer });
  const report = await findReport(officer, project.reference, '1');
  expect([report.state, report.versions[0]!.hash.length, report.expenses.length]).toEqual(['submitted', 64, 2]);
  expect((await readMoneyOf(db, project.id)).justifiedCents).toBe(0);
  await rejectExpense(officer, report.due.id, report.expenses[1]!.id, 5_000_00, 'Hors période');
  await reviewReport(officer, project.reference, '1', { outcome: 'accepted', remarks: null });
  // 80 % of 45 000 €.
  expect((await readMoneyOf(db, project.id)).justifiedCents).toBe(36_000_00);
  const second = (await listInstalments(db, project.id, Temporal.PlainDate.from('2026-11-23')))[1]!;
  expect(second.conditions.map(({ lack }) => lack)).toEqual([null, null]);
});

test('a report given back says what is to be mended, is written again, and keeps what was handed in first', async ({ act }) => {
  const project = await createReportingProject(act());
  await createUser(act(), {
    role: 'city',
    partyId: project.leadId,
    email: 'maire@exemple.org',
    password: 'la péniche verte descend la Meuse',
  });
  await createSubmittedReport(act(), project.id, 1);
  const officer = act({ actor: people.officer });
  await reviewReport(officer, project.reference, '1', { outcome: 'returned', remarks: 'La facture de la toiture manque.' });
  const [mail] = await act().db.select().from(mailOutbox).where(eq(mailOutbox.recipient, 'maire@exemple.org'));
  expect(mail!.body).toContain('La facture de la toiture manque.');
  const city = act({ actor: cityUser(project.leadId) });
  const { draftNumber } = await findOwnReport(city, project.reference, '1');
  await saveReport(city, project.reference, '1', { ...wholeContent, done: 'Avec la facture.' }, draftNumber);
  await submitReport(city, project.reference, '1');
  const { versions } = await findReport(officer, project.reference, '1');
  expect(versions.map(({ content }) => content.done)).toEqual([wholeContent.done, 'Avec la facture.']);
  expect(versions[0]!.receipt).not.toBe(versions[1]!.receipt);
});

test('the results of a project keep women and men apart, and count accepted reports alone', async ({ act, db }) => {
  const project = await createReportingProject(act());
  await createReviewedReport(act(), project.id, 1);
  await createSubmittedReport(act(), project.id, 2, {
    content: { ...wholeContent, actuals: { ...wholeContent.actuals, vendeuses: { total: 180, women: 140, men: 40, note: '' } } },
    expenses: [],
  });
  const [traders] = await listResults(db, project);
  expect(traders!.reached.map(({ report, total, women, men }) => [report, total, women, men])).toEqual([[1, 100, 80, 20]]);
  expect(traders!.share).toBe(5_000);
  await reviewReport(act({ actor: people.officer }), project.reference, '2', { outcome: 'accepted', remarks: null });
  expect((await listResults(db, project))[0]!.reached.map(({ women }) => women)).toEqual([80, 140]);
});

test('nobody but its city writes a report, and nobody but who follows projects reviews one', async ({ act }) => {
  const project = await createReportingProject(act());
  const other = await createSignedProject(act(), { title: 'Un autre' });
  const stranger = act({ actor: cityUser(other.leadId === project.leadId ? crypto.randomUUID() : other.leadId) });
  await expect(saveReport(stranger, project.reference, '1', wholeContent, 0)).rejects.toThrow(Missing);
  await expect(recordExpense(stranger, project.reference, '1', buildExpense(), null)).rejects.toThrow(Missing);
  await expect(saveReport(act({ actor: people.officer }), project.reference, '1', wholeContent, 0)).rejects.toThrow(Forbidden);
  await createSubmittedReport(act(), project.id, 1);
  const { due, expenses } = await findReport(act(), project.reference, '1');
  for (const actor of [people.finance, cityUser(project.leadId)]) {
    await expect(reviewReport(act({ actor }), project.reference, '1', { outcome: 'accepted', remarks: null })).rejects.toThrow(Forbidden);
    await expect(rejectExpense(act({ actor }), due.id, expenses[0]!.id, 1, 'Non')).rejects.toThrow(Forbidden);
    await expect(moveReport(act({ actor }), due.id, { dueOn: due.dueOn.add({ days: 1 }), reason: 'Non' })).rejects.toThrow(Forbidden);
  }
});

test('a report lacks nothing before it is handed in, is not written over by a colleague, and changes no more afterwards', async ({
  act,
}) => {
  const project = await createReportingProject(act());
  const city = act({ actor: cityUser(project.leadId) });
  await expect(submitReport(city, project.reference, '1')).rejects.toThrow(Refused);
  await saveReport(city, project.reference, '1', emptyContent, 0);
  await expect(saveReport(city, project.reference, '1', wholeContent, 0)).rejects.toThrow('depuis que vous l’avez ouvert');
  const refused = await submitReport(city, project.reference, '1').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Invalid);
  expect(Object.keys((refused as Invalid).fields)).toEqual([
    'done',
    'women',
    'men',
    'total-vendeuses',
    'women-vendeuses',
    'men-vendeuses',
    'total-etals',
  ]);
  await saveReport(city, project.reference, '1', wholeContent, 1);
  const expense = await recordExpense(city, project.reference, '1', buildExpense(), null);
  const wasted = await recordExpense(city, project.reference, '1', buildExpense({ label: 'Erreur' }), null);
  await withdrawExpense(city, project.reference, '1', wasted);
  await submitReport(city, project.reference, '1');
  expect((await findOwnReport(city, project.reference, '1')).expenses.map(({ id }) => id)).toEqual([expense]);
  for (const write of [
    () => saveReport(city, project.reference, '1', wholeContent, 2),
    () => submitReport(city, project.reference, '1'),
    () => recordExpense(city, project.reference, '1', buildExpense(), null),
    () => withdrawExpense(city, project.reference, '1', expense),
  ])
    await expect(write()).rejects.toThrow(Refused);
});

test.for<[string, Record<string, string>, string[]]>([
  ['before the project', { spentOn: '2025-12-31' }, ['spentOn']],
  ['to come', { spentOn: '2026-12-31' }, ['spentOn']],
  ['of no line of the budget', { budgetLine: 'voyages' }, ['budgetLine']],
  ['in another currency without its rate', { currency: 'XOF', spentOn: '2026-12-31' }, ['spentOn', 'rate', 'rateSource']],
])('an expense %s is refused, all faults at once', async ([, given, fields], { act }) => {
  const project = await createReportingProject(act());
  const city = act({ actor: cityUser(project.leadId) });
  const refused = await recordExpense(city, project.reference, '1', buildExpense(given), null).catch((error: unknown) => error);
  expect(Object.keys((refused as Invalid).fields)).toEqual(fields);
});

test('an expense in another currency bears its rate, and counts in that of the project', async ({ act, db }) => {
  const project = await createReportingProject(act());
  const city = act({ actor: cityUser(project.leadId) });
  const id = await recordExpense(
    city,
    project.reference,
    '1',
    buildExpense({ amount: '655957', currency: 'XOF', rate: '655,957', rateSource: 'BCEAO, 10 février 2026' }),
    null,
  );
  const [expense] = await db.select().from(fundExpense).where(eq(fundExpense.id, id));
  expect([expense!.amountCents, expense!.currency, expense!.paidCents, expense!.rate]).toEqual([1_000_00, 'EUR', 655_957_00, '655.957']);
});

test('a city whose first account is opened after its head was told is not told again of the same thing', async ({ act, db }) => {
  const { leadId } = await createSignedProject(act());
  const write = () =>
    writeToAuthors(act(), { leadId, path: '/espace' }, 'fund.test:1', () => ({
      subject: 'Rapport attendu',
      text: 'Votre rapport est attendu.',
    }));
  await write();
  await write();
  expect(await db.$count(letter, eq(letter.key, 'fund.test:1'))).toBe(1);
  await createUser(act(), { role: 'city', partyId: leadId, email: 'maire@exemple.org', password: 'la péniche verte descend la Meuse' });
  await write();
  expect(await db.$count(mailOutbox, eq(mailOutbox.recipient, 'maire@exemple.org'))).toBe(0);
});

test('a city is reminded before and after the day of a report, once each, even if a tick is missed or comes twice', async ({ act }) => {
  const project = await createReportingProject(act());
  await createUser(act(), {
    role: 'city',
    partyId: project.leadId,
    email: 'maire@exemple.org',
    password: 'la péniche verte descend la Meuse',
  });
  const subjects = async () =>
    (await act().db.select().from(mailOutbox).where(eq(mailOutbox.recipient, 'maire@exemple.org'))).map(({ subject }) =>
      subject.replace(/^.*?: /, ''),
    );
  const run = async (day: string) => {
    const later = act({ actor: { kind: 'system', name: 'Beffroi' }, now: Temporal.Instant.from(`${day}T06:00:00Z`) });
    for (let turn = 0; turn < 2; turn += 1) await reportJobs['fund.reportReminders']!(later, {});
  };
  await run('2026-06-15');
  expect(await subjects()).toEqual([]);
  await run('2026-07-02');
  await run('2026-07-10');
  expect(await subjects()).toHaveLength(1);
  await run('2026-07-24');
  await run('2026-08-08');
  expect((await subjects()).map((subject) => /manque/.test(subject))).toEqual([false, false, true]);
  await createSubmittedReport(act(), project.id, 1);
  await run('2026-09-02');
  expect(await subjects()).toHaveLength(3);
});

test('the database keeps what was reported: days, steps, versions, expenses', async ({ act, db }) => {
  const project = await createReportingProject(act());
  await createSubmittedReport(act(), project.id, 1);
  const refusals: [string, ReturnType<typeof sql>][] = [
    ['stays due', sql`update fund_report_due set number = 9`],
    ['stays due', sql`delete from fund_report_due`],
    [
      'from step to step',
      sql`insert into fund_report_step (report_id, number, state, at, by) select report_id, 3, 'draft', now(), 'x' from fund_report_step where number = 2`,
    ],
    ['never rewritten', sql`update fund_report_version set hash = hash`],
    ['never rewritten', sql`delete from fund_report_actual`],
    [
      'written while its report is',
      sql`insert into fund_expense select gen_random_uuid(), project_id, report_id, spent_on, label, payee, budget_line, amount_cents, currency, paid_cents, paid_currency, rate, rate_source, in_kind, file_id, at, by_id, by, withdrawn_at, rejected_cents, rejection from fund_expense limit 1`,
    ],
    ['changes only while it is written', sql`update fund_expense set label = 'Autre'`],
    ['changes only while it is written', sql`update fund_expense set withdrawn_at = now()`],
    ['never removed', sql`delete from fund_expense`],
  ];
  for (const [words, statement] of refusals)
    await expect(
      db.transaction((tx) => tx.execute(statement)),
      words,
    ).rejects.toSatisfy((error) => String((error as Error).cause ?? error).includes(words));
});
