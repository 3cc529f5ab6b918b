import { expect } from 'vitest';
import { siteTest } from '../../../../../test/site.ts';
import type { Actor } from '../../../../kernel/actor.ts';
import { Refused } from '../../../../kernel/errors.ts';
import { createTestParty, revise } from '../../../register/factories.ts';
import { listAgreements } from '../../projects/agreements/queries.ts';
import { createBankAccount, createSignedProject, people } from '../../projects/factories.ts';
import { projectPaths } from '../../projects/paths.ts';
import { createAllocation, createDonorAgreement } from '../factories.ts';
import { moneyPaths } from '../paths.ts';
import { approvePayment, requestPayment, verifyPayment } from '../payments/commands.ts';
import { listSteps } from '../payments/queries.ts';
import { matchStatement, orderPayments, readStatementLines, receiveStatement, takeTransferFile } from './commands.ts';

const test = siteTest();
const today = Temporal.PlainDate.from('2026-11-23');

test('approved payments are ordered in one file that leaves once; the statement that bears their reference, to the cent, executes them', async ({
  act,
  db,
  openSite,
}) => {
  const as = (actor: Actor) => act({ actor });
  const project = await createSignedProject(act());
  await createAllocation(act(), (await createDonorAgreement(act())).id, project.id, '80000');
  await createBankAccount(act(), project.leadId);
  const payment = await requestPayment(as(people.officer), project.id, 1);
  await verifyPayment(as(people.otherOfficer), payment.id);
  const order = () => orderPayments(as(people.finance), { payments: [payment.id], executeOn: today });
  await expect(order()).rejects.toThrow('Le réseau n’a aucun compte bancaire');
  const network = await revise(act(), (rev) => createTestParty(rev, { name: 'Réseau', slug: 'aimf', kind: 'network' }));
  await createBankAccount(act(), network.id);
  await expect(order()).rejects.toThrow('Le versement est vérifié');
  await approvePayment(as(people.direction), payment.id);
  const id = await order();
  await expect(order()).rejects.toThrow('Le versement est ordonné');
  const { content } = await takeTransferFile(as(people.finance), id);
  expect(content).toContain(`<EndToEndId>${payment.reference}</EndToEndId>`);
  await expect(takeTransferFile(as(people.otherFinance), id)).rejects.toThrow('ne part qu’une fois');
  const bring = (amount: string, words: string) =>
    receiveStatement(as(people.otherFinance), {
      name: 'releve.csv',
      bytes: (async function* () {
        yield Buffer.from(`Date;Libellé;Montant\n23/11/2026;${words};${amount}\n`);
      })(),
    });
  const wrong = await bring('-39999,99', `VIR ${payment.reference}`);
  expect((await readStatementLines(as(people.finance), wrong)).cases.map((one) => one.state)).toEqual(['amount']);
  await expect(matchStatement(as(people.otherFinance), wrong)).rejects.toThrow(Refused);
  await expect(bring('-39999,99', `VIR ${payment.reference}`)).rejects.toThrow('a déjà apporté ce relevé');
  const right = await bring('-40000', `VIR ${payment.reference} ${project.reference}`);
  // Who ordered does not say that it was executed.
  await expect(matchStatement(as(people.finance), right)).rejects.toThrow('l’étape précédente');
  expect(await matchStatement(as(people.otherFinance), right)).toBe(1);
  expect((await listSteps(db, payment.id)).at(-1)).toMatchObject({ state: 'executed', by: 'Inès Roy' });
  const finance = await openSite().browser('finance');
  for (const path of [moneyPaths.statement(right), moneyPaths.transfer(id), moneyPaths.ledger(), projectPaths.money(project.reference)])
    expect((await finance.get(path)).status, path).toBe(200);
});

test('a city opens its own project and its texts, and not another city’s', async ({ act, openSite }) => {
  const project = await createSignedProject(act());
  const other = await revise(act(), (rev) => createTestParty(rev, { name: 'Ville Basse', kind: 'local_authority' }));
  const { agreement } = (await listAgreements(act().db, project.id))[0]!;
  const site = openSite();
  const [own, foreign] = [await site.browser('city', project.leadId), await site.browser('city', other.id)];
  const ref = project.reference;
  for (const path of [
    projectPaths.ownProject(ref),
    projectPaths.ownAgreement(ref, agreement.id),
    ...['texte.pdf', 'texte.docx', 'preuve.json'].map((file) => projectPaths.ownAgreementFile(ref, agreement.id, file)),
  ])
    expect([(await own.get(path)).status, (await foreign.get(path)).status], path).toEqual([200, 404]);
  expect(await (await own.get(projectPaths.ownProjects())).text()).toContain(ref);
  expect(await (await foreign.get(projectPaths.ownProjects())).text()).not.toContain(ref);
});
