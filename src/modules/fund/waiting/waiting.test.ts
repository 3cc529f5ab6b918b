import { expect } from 'vitest';
import { undone } from '../../../../test/undone.ts';
import { siteTest } from '../../../../test/site.ts';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { createNetwork, createSitting } from '../../assemblies/factories.ts';
import { adoptWithoutVote } from '../../assemblies/decisions/commands.ts';
import { confirmRecusal } from '../../assemblies/recusals/commands.ts';
import { createDossier } from '../applications/factories.ts';
import { putOnAgenda } from '../appraisal/agenda/commands.ts';
import { fundAgendaEntry } from '../appraisal/agenda/schema.ts';
import { recordAwards } from '../appraisal/awards/commands.ts';
import { createCall } from '../calls/factories.ts';
import { closeProject } from '../followup/commands.ts';
import { checkClosure } from '../followup/queries.ts';
import { fundClosure } from '../followup/schema.ts';
import { settleProject } from '../money/recoveries/commands.ts';
import { decideStep } from '../projects/commands.ts';
import { signedByPerson } from '../signed.ts';
import { decideAdmissibility } from '../appraisal/admissibility/commands.ts';
import {
  answerAssignment,
  applicantOf,
  asDirection,
  buildAnswers,
  createAppraised,
  createAssignment,
  createEvaluator,
  openPrepared,
  typeAward,
  verifyAll,
} from '../appraisal/factories.ts';
import { assignOfficer } from '../appraisal/officers/commands.ts';
import { createAllocation, createDonorAgreement, payInstalment } from '../money/factories.ts';
import { approvePayment, executePayment, orderPayment, requestPayment, verifyPayment } from '../money/payments/commands.ts';
import { createReportingProject, createReviewedReport, createSubmittedReport } from '../monitoring/factories.ts';
import { reviewReport } from '../monitoring/review/commands.ts';
import { signAgreement } from '../projects/agreements/signing/commands.ts';
import { sendAgreement } from '../projects/agreements/commands.ts';
import { bankAccountInput, confirmBankAccount, enterBankAccount } from '../projects/bank-accounts/commands.ts';
import { cityUser, createBankAccount, createProject, createSignedProject, people, twoInstalments } from '../projects/factories.ts';
import type { Project } from '../projects/schema.ts';
import { linkOf } from './links.ts';
import { waitingPaths } from './paths.ts';
import { listOwnWaiting, listWaiting } from './queries.ts';

const test = siteTest();
const list = { sort: { key: 'since', direction: 'ascending' }, page: 1, size: 100 } as const;

/** What waits, and for whom, in the words of the closed lists. */
async function waitingOf(act: Act, reference: string): Promise<string[]> {
  const { rows } = await listWaiting({ ...act, actor: people.direction }, {}, list);
  return rows.filter((row) => row.ownerRef === reference).map(({ kind, whom }) => `${kind}: ${whom}`);
}

test('a dossier waits for its officer, for its experts, then for whoever puts it on an agenda', async ({ act }) => {
  const officer = act({ actor: people.officer });
  const { dossier, call } = await createDossier(officer);
  const reference = dossier.reference!;
  expect(await waitingOf(officer, reference)).toEqual(['admissibility: officer']);
  await assignOfficer(officer, reference, {});
  await decideAdmissibility(officer, reference, { ...buildAnswers(), outcome: 'admissible', reason: null });
  const expert = await createEvaluator(officer);
  const asked = await createAssignment(officer, reference, expert);
  expect((await waitingOf(officer, reference)).toSorted()).toEqual(['appraisal: officer', 'opinion: expert']);
  await answerAssignment({ ...officer, actor: expert }, asked, call, 4);
  expect(await waitingOf(officer, reference)).toEqual(['appraisal: officer']);
  const appraised = await createAppraised(officer);
  expect(await waitingOf(officer, appraised.dossier.reference)).toEqual(['agenda: officer']);
});

test('what someone took waits for them; what nobody took, for each of their office', async ({ act }) => {
  const officer = act({ actor: people.officer });
  const [mine, free] = [await createDossier(officer), await createDossier(officer, { title: 'Une école' })];
  await assignOfficer(officer, mine.dossier.reference!, {});
  const ofMe = async (actor: Act['actor']) =>
    (await listWaiting(act({ actor }), { whom: 'mine' }, list)).rows.map(({ reference }) => reference).toSorted();
  expect(await ofMe(people.officer)).toEqual([mine.dossier.reference, free.dossier.reference].toSorted());
  expect(await ofMe(people.otherOfficer)).toEqual([free.dossier.reference]);
  expect(await ofMe(people.finance)).toEqual([]);
});

test('on an agenda a dossier waits for the Bureau; decided, for someone to write it down; an emergency then owes its note', async ({
  act,
}) => {
  const officer = act({ actor: people.officer });
  const cities = await createNetwork(officer);
  const lead = await applicantOf(officer, cities[0]!);
  const call = await createCall(officer, { purse: 'emergency', decisionPath: 'emergency', nameFr: 'Fonds d’urgence' });
  const reference = (await createDossier(officer, { lead, call })).dossier.reference!;
  await assignOfficer(officer, reference, {});
  await decideAdmissibility(officer, reference, { ...buildAnswers(), outcome: 'admissible', reason: null });
  await verifyAll(officer, reference);
  const slug = await createSitting(officer, { body: 'bureau', titleFr: 'Bureau extraordinaire', mode: 'video', urgent: 'yes' });
  await putOnAgenda(officer, slug, { dossiers: [reference], block: null, owedUntil: Temporal.PlainDate.from('2027-01-31') });
  expect(await waitingOf(officer, reference)).toEqual(['sitting: bureau']);
  const today = await openPrepared(officer, slug, cities.slice(0, 6));
  const [{ itemId }] = (await today.db.select().from(fundAgendaEntry)) as [typeof fundAgendaEntry.$inferSelect];
  await confirmRecusal(today, slug, itemId, { party: cities[0]!.id });
  await adoptWithoutVote(today, slug, itemId, {});
  expect(await waitingOf(officer, reference)).toEqual(['award: direction']);
  await recordAwards(asDirection(today), slug, typeAward(reference, { outcome: 'granted' }));
  expect(await waitingOf(officer, reference)).toEqual(['note: officer']);
});

test('an agreement waits to be written, for its city to sign, then for the direction', async ({ act }) => {
  const project = await createProject(act());
  const { reference } = project;
  expect(await waitingOf(act(), reference)).toEqual(['agreement: officer']);
  const schedule = twoInstalments(80_000_00);
  const id = await sendAgreement(act({ actor: people.officer }), project.id, { lang: 'fr', instalments: schedule });
  expect(await waitingOf(act(), reference)).toEqual(['signature: city']);
  const words = { typed: reference, signatory: 'Aminata Ba', quality: 'Maire' };
  await signAgreement(act({ actor: cityUser(project.leadId) }), project.id, id, 'city', words);
  expect(await waitingOf(act(), reference)).toEqual(['signature: direction']);
  await signAgreement(act({ actor: people.direction }), project.id, id, 'network', words);
  expect(await waitingOf(act(), reference)).not.toContain('signature: direction');
});

test('a payment waits for each of those who bring it to the bank, by turns, then for nobody', async ({ act }) => {
  const project = await createPayable(act());
  const waiting = () => waitingOf(act(), project.reference);
  expect(await waiting()).toContain('request: officer');
  const { id } = await requestPayment(act({ actor: people.officer }), project.id, 1);
  expect(await waiting()).toContain('verification: officer');
  await verifyPayment(act({ actor: people.otherOfficer }), id);
  expect(await waiting()).toContain('approval: direction');
  await approvePayment(act({ actor: people.direction }), id);
  expect(await waiting()).toContain('order: finance');
  await orderPayment(act({ actor: people.finance }), id);
  expect(await waiting()).toContain('execution: finance');
  await executePayment(act({ actor: people.otherFinance }), id, { executedOn: Temporal.PlainDate.from('2026-11-23') });
  // The second instalment is past its day, and its report is missing.
  expect((await waiting()).filter((one) => !one.startsWith('report'))).toEqual(['condition: officer']);
});

test('a payment waits for nobody who did what comes before, and stops with its project', async ({ act }) => {
  const project = await createPayable(act());
  const isMine = async (actor: Act['actor']) => {
    const { rows } = await listWaiting(act({ actor }), { whom: 'mine' }, list);
    return rows.some(({ kind }) => ['verification', 'approval', 'order', 'execution'].includes(kind));
  };
  const { id } = await requestPayment(act({ actor: people.officer }), project.id, 1);
  expect([await isMine(people.officer), await isMine(people.otherOfficer)]).toEqual([false, true]);
  await verifyPayment(act({ actor: people.otherOfficer }), id);
  await decideStep(act({ actor: people.officer }), project.id, { to: 'suspended', reason: 'Crue du fleuve' });
  expect(await waitingOf(act(), project.reference)).toContain('returning: officer');
});

test('what a project is still owed once its accounts are settled waits to be paid, and holds its closure', async ({ act, db }) => {
  const project = await createReportingProject(act());
  for (let number = 1; number <= 4; number += 1)
    await createReviewedReport(act(), project.id, number, { expenses: number === 1 ? [100_000_00] : [] });
  await decideStep(act({ actor: people.officer }), project.id, { to: 'completed', reason: null });
  const settled = { resourcesCents: 0, dueOn: Temporal.PlainDate.from('2026-11-01'), reason: 'Comptes arrêtés' };
  await settleProject(act({ actor: people.finance }), project.id, settled);
  expect(await waitingOf(act(), project.reference)).toEqual(['request: officer', 'closure: officer']);
  const unmet = (await checkClosure(db, { id: project.id, state: 'completed' })).filter(({ isMet }) => !isMet);
  expect(unmet).toEqual([{ what: 'owed', isMet: false, waivable: false, cents: 40_000_00 }]);
  const learned = { learned: 'Associer les vendeuses.', waiver: null };
  await expect(closeProject(act({ actor: people.officer }), project.id, learned)).rejects.toThrow('ne peut pas être clos');
  await expect(
    undone(db, (db) =>
      db.insert(fundClosure).values({ projectId: project.id, ...learned, ...signedByPerson(act({ actor: people.officer })) }),
    ),
  ).rejects.toThrow();
  const balance = await payInstalment(act(), project.id, 3);
  expect(balance.amountCents).toBe(40_000_00);
  expect(await waitingOf(act(), project.reference)).toEqual(['closure: officer']);
});

test('a report waits for its city once its period is over, then for a review; returned, for its city again', async ({ act }) => {
  const project = await createReportingProject(act({ now: Temporal.Instant.from('2026-03-01T09:00:00Z') }));
  const later = act({ now: Temporal.Instant.from('2026-11-23T09:00:00Z') });
  const first = async () =>
    (await listWaiting({ ...later, actor: people.officer }, {}, list)).rows.filter(
      (row) => row.ownerRef === project.reference && ['report', 'review'].includes(row.kind) && row.detail === '1',
    );
  expect(await first()).toMatchObject([{ kind: 'report', whom: 'city', isLate: true }]);
  await createSubmittedReport(later, project.id, 1);
  expect(await first()).toMatchObject([{ kind: 'review', whom: 'officer', isLate: false }]);
  await reviewReport({ ...later, actor: people.officer }, project.reference, '1', { outcome: 'returned', remarks: 'Une facture manque.' });
  expect(await first()).toMatchObject([{ kind: 'report', whom: 'city' }]);
});

test('a report that was accepted waits for nobody', async ({ act }) => {
  const project = await createReportingProject(act());
  await createReviewedReport(act(), project.id, 1);
  const { rows } = await listWaiting(act({ actor: people.officer }), {}, list);
  expect(rows.filter(({ kind, detail }) => ['report', 'review'].includes(kind) && detail === '1')).toEqual([]);
});

test('a bank account waits for someone else to confirm it', async ({ act }) => {
  const { leadId } = await createProject(act());
  const kinds = async () => (await listWaiting(act({ actor: people.finance }), { kind: 'account' }, list)).total;
  const account = bankAccountInput.parse({
    holder: 'Ville',
    iban: 'FR7630006000011234567890189',
    bankName: 'Banque',
    country: 'FR',
    currency: 'EUR',
  });
  const id = await enterBankAccount(act({ actor: people.officer }), leadId, account, null);
  expect(await kinds()).toBe(1);
  const later = Temporal.Now.instant().add({ hours: 24 * 60 });
  await confirmBankAccount(act({ actor: people.finance, now: later }), id, { how: 'Rappel au numéro connu de la mairie' });
  expect(await kinds()).toBe(0);
});

test('counts are those of the lists; each line leads to a page that its reader may open; payments are not told to a reader', async ({
  act,
  openSite,
}) => {
  const officer = act({ actor: people.officer });
  await createDossier(officer);
  await createAppraised(officer);
  await createProject(act(), { title: 'Un' });
  await requestPayment(act({ actor: people.officer }), (await createPayable(act())).id, 1);
  await createReportingProject(act({ now: Temporal.Instant.from('2026-03-01T09:00:00Z') }), { title: 'Trois' });
  const { rows, total, counts } = await listWaiting(act({ actor: people.direction }), {}, list);
  expect(rows).toHaveLength(total);
  for (const { whom, count } of counts)
    expect([whom, (await listWaiting(act({ actor: people.direction }), { whom }, list)).total]).toEqual([whom, count]);
  expect((await listWaiting(act({ actor: people.direction }), { isLate: true }, list)).total).toBe(
    rows.filter(({ isLate }) => isLate).length,
  );

  const site = openSite();
  const direction = await site.browser('direction');
  for (const row of rows) expect([row.kind, (await direction.get(linkOf(row))).status]).toEqual([row.kind, 200]);
  const page = await (await direction.get(`${waitingPaths.waiting()}?whom=all`)).text();
  for (const word of ['Recevabilité à examiner', 'Convention à rédiger', 'Service fait à constater', 'Rapport à remettre', 'En retard'])
    expect(page).toContain(word);
  const csv = await (await direction.get(`${waitingPaths.waiting()}?whom=all&format=csv`)).text();
  expect(csv.trim().split('\n')).toHaveLength(total + 1);
  const reader = await (await (await site.browser('reader')).get(waitingPaths.waiting())).text();
  expect([reader.includes('Rapport à remettre'), /<td[^>]*>.*Service fait/.test(reader)]).toEqual([true, false]);
});

test('a city is told what waits of its own, from it and from the network, and nothing of another', async ({ act }) => {
  const project = await createReportingProject(act({ now: Temporal.Instant.from('2026-03-01T09:00:00Z') }));
  const other = await createProject(act(), { title: 'Ailleurs' });
  const { rows } = await listOwnWaiting(act({ actor: cityUser(project.leadId) }), list);
  expect(rows.map(({ kind }) => kind)).toContain('report');
  expect(new Set(rows.map(({ ownerRef }) => ownerRef))).toEqual(new Set([project.reference]));
  expect((await listOwnWaiting(act({ actor: cityUser(other.leadId) }), list)).rows).toMatchObject([{ kind: 'agreement', whom: 'officer' }]);
  await expect(listOwnWaiting(act({ actor: people.officer }), list)).rejects.toThrow(Forbidden);
  await expect(listWaiting(act({ actor: cityUser(project.leadId) }), {}, list)).rejects.toThrow(Forbidden);
});

/** A signed project whose first instalment may be asked for. */
async function createPayable(act: Act): Promise<Project> {
  const project = await createSignedProject(act, { title: 'Deux' });
  const agreement = await createDonorAgreement(act);
  await createAllocation(act, agreement.id, project.id, '80000');
  await createBankAccount(act, project.leadId);
  return project;
}
