import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { inTransaction } from '../../../../kernel/act.ts';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing } from '../../../../kernel/errors.ts';
import { pathOf, receiveFile } from '../../../../kernel/files/index.ts';
import { createMandate, revise } from '../../../register/factories.ts';
import { readBalances } from '../../ledger/queries.ts';
import { createPaidInstalment } from '../../money/factories.ts';
import { cityUser, createProject, createSignedProject, people, signBoth, twoInstalments } from '../factories.ts';
import { listInstalments } from '../instalments/queries.ts';
import { recordTemplate, sendAgreement, sendAmendment, templateInput, withdrawAgreement } from './commands.ts';
import { listAgreements } from './queries.ts';
import { bringScan, checkScan, signAgreement } from './signing/commands.ts';
import { writeEvidence } from './signing/evidence.ts';
import { draftSchedule } from './rules.ts';
import { termsOn } from './terms.ts';

const test = databaseTest();
const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-11-23');
const instalments = twoInstalments(80_000_00);

test('a schedule is drafted to the cent, and leaves out a part that comes to nothing', () => {
  const subject = { grantedCents: 100_01, startsOn: day('2026-01-01'), endsOn: day('2026-12-31') };
  const usual = { first: 3333, last: 2000, justified: 7000 };
  expect(draftSchedule(subject, usual).map((one) => [one.number, one.amountCents, one.expectedOn])).toEqual([
    [1, 33_33, '2026-01-01'],
    [2, 46_68, '2026-07-02'],
    [3, 20_00, '2027-03-31'],
  ]);
  expect(draftSchedule(subject, { ...usual, first: 10_000 }).map((one) => one.amountCents)).toEqual([100_01]);
});

test('the city signs, then the network; each on the bytes whose hash it bears, and it binds from then', async ({ act, db }) => {
  const project = await createProject(act());
  await revise(act(), (rev) => createMandate(rev, { partyId: project.leadId, slug: 'aminata-ba', name: 'Aminata Bâ', from: '2020-01-01' }));
  const officer = act({ actor: people.officer });
  await expect(sendAgreement(officer, project.id, { lang: 'fr', instalments: instalments.slice(1) })).rejects.toThrow(
    'Les tranches font 40\u202f000,00',
  );
  const id = await sendAgreement(officer, project.id, { lang: 'fr', instalments });
  await expect(sendAgreement(officer, project.id, { lang: 'fr', instalments })).rejects.toThrow('projet accordé');
  const city = act({ actor: cityUser(project.leadId) });
  const words = { typed: project.reference.toLowerCase(), signatory: 'aminata ba', quality: 'Maire' };
  const direction = act({ actor: people.direction });
  await expect(signAgreement(direction, project.id, id, 'network', words)).rejects.toThrow('signe d’abord');
  await expect(signAgreement(officer, project.id, id, 'city', words)).rejects.toThrow(Forbidden);
  await expect(signAgreement(act({ actor: cityUser(id) }), project.id, id, 'city', words)).rejects.toThrow(Missing);
  await expect(signAgreement(city, project.id, id, 'city', { ...words, typed: '2026-P999' })).rejects.toThrow(Invalid);
  await signAgreement(city, project.id, id, 'city', words);
  await expect(signAgreement(city, project.id, id, 'city', words)).rejects.toThrow('déjà signé');
  await expect(
    inTransaction(act(), ({ db }) =>
      db.execute(sql`insert into fund_agreement_force values (${id}, ${project.id}, '2026-11-23', now(), null, 'x')`),
    ),
  ).rejects.toThrow(/Failed query/);
  expect(await listInstalments(db, project.id, today)).toEqual([]);
  await signAgreement(direction, project.id, id, 'network', { ...words, signatory: 'Marc Tremblay', quality: 'Secrétaire permanent' });
  const [one] = await listAgreements(db, project.id);
  expect(one!.signatures.map(({ side, identity }) => [side, identity.mandate !== null])).toEqual([
    ['city', true],
    ['network', false],
  ]);
  expect(
    createHash('sha256')
      .update(await readFile(pathOf(act().files, one!.agreement.pdfId)))
      .digest('hex'),
  ).toBe(one!.agreement.hash);
  expect(JSON.parse(writeEvidence(project, one!, act().signer))).toMatchObject({
    snapshot: {
      project: project.reference,
      text: { sha256: one!.agreement.hash },
      signatures: [
        { order: 1, side: 'city' },
        { order: 2, side: 'network' },
      ],
    },
  });
  expect((await listInstalments(db, project.id, today)).map((one) => one.isDue)).toEqual([true, false]);
  await expect(withdrawAgreement(officer, project.id, id, { reason: 'Non' })).rejects.toThrow('déjà signé des deux parties');
});

test('signed on paper, it binds once two people have looked at the scan; a refusal keeps it from binding', async ({ act, db }) => {
  const project = await createProject(act());
  const officer = act({ actor: people.officer });
  const id = await sendAgreement(officer, project.id, { lang: 'fr', instalments });
  const pdf = async () =>
    receiveFile(
      act(),
      {
        name: 'scan.pdf',
        bytes: (async function* () {
          yield Buffer.from('%PDF-1.7\n%%EOF\n');
        })(),
      },
      { accept: ['pdf'], most: 1000 },
    );
  const said = { signedOn: day('2026-11-10'), citySignatory: 'Aminata Ba', networkSignatory: 'Marc Tremblay' };
  await bringScan(act({ actor: cityUser(project.leadId) }), project.id, id, said, await pdf());
  await bringScan(officer, project.id, id, said, await pdf());
  const [first, second] = (await listAgreements(db, project.id))[0]!.scans.map(({ scan }) => scan.id);
  await checkScan(officer, project.id, first!, { accepted: 'no', remark: 'Page manquante' });
  await checkScan(act({ actor: people.otherOfficer }), project.id, first!, { accepted: 'yes', remark: null });
  await checkScan(act({ actor: people.direction }), project.id, first!, { accepted: 'yes', remark: null });
  expect((await listAgreements(db, project.id))[0]!.force).toBeNull();
  await checkScan(officer, project.id, second!, { accepted: 'yes', remark: null });
  await expect(checkScan(officer, project.id, second!, { accepted: 'yes', remark: null })).rejects.toThrow('deuxième personne');
  await checkScan(act({ actor: people.otherOfficer }), project.id, second!, { accepted: 'yes', remark: null });
  expect((await listAgreements(db, project.id))[0]!.force).toMatchObject({ fromDay: said.signedOn });
});

test('an amendment says what it changes, binds once signed, and the terms of each day are computed', async ({ act, db }) => {
  const { project } = await createPaidInstalment(act(), { commitmentCents: 100_000_00 });
  const officer = act({ actor: people.officer });
  const draft = {
    lang: 'fr' as const,
    grantedCents: 90_000_00,
    rate: 7500,
    endsOn: day('2028-06-30'),
    instalments: [{ amountCents: 50_000_00, expectedOn: '2027-06-01', conditions: [{ kind: 'report_accepted' as const, ordinal: 1 }] }],
    reason: 'Prix des matériaux',
  };
  const send = (change: Partial<typeof draft>) => sendAmendment(officer, project.id, { ...draft, ...change });
  await expect(send({ grantedCents: 100_000_01 })).rejects.toThrow('Les tranches font');
  await expect(send({ grantedCents: 110_000_00, rate: 8001, endsOn: day('2020-01-01') })).rejects.toThrow(
    /Les tranches font.*La séance a engagé 100\u202f000,00.*un taux de 80.*La fin vient avant/s,
  );
  const id = await send({});
  await expect(send({ rate: 7000 })).rejects.toThrow('attend déjà ses signatures');
  const [, amendment] = await listAgreements(db, project.id);
  expect(
    amendment!.agreement.changes!.map(({ field, from, to }) =>
      field === 'instalments' ? [field, from.length, to.length] : [field, from, to],
    ),
  ).toEqual([
    ['grantedCents', 80_000_00, 90_000_00],
    ['rate', 8000, 7500],
    ['endsOn', '2027-12-31', '2028-06-30'],
    ['instalments', 2, 2],
  ]);
  await signBoth(act({ now: act().now.add({ hours: 48 }) }), project, id);
  expect([(await termsOn(db, project.id, today)).rate, (await termsOn(db, project.id, day('2026-11-25'))).rate]).toEqual([8000, 7500]);
  expect((await listInstalments(db, project.id, today)).map((one) => [one.instalment.number, one.ended, one.payment])).toEqual([
    [1, false, 'paid'],
    [2, true, null],
    [3, false, null],
  ]);
  expect((await readBalances(db)).find(({ account }) => account === 'commitments_given')!.cents).toBe(50_000_00);
});

test('what is withdrawn before it binds is written again under its number; only the direction records templates', async ({ act, db }) => {
  const project = await createProject(act());
  const officer = act({ actor: people.officer });
  const id = await sendAgreement(officer, project.id, { lang: 'en', instalments });
  await withdrawAgreement(officer, project.id, id, { reason: 'Mauvais budget' });
  const direction = act({ actor: people.direction });
  const input = templateInput.parse({ kind: 'agreement', lang: 'en', special: 'The grant is {{montant}}.', reason: 'Avis du juriste' });
  await expect(recordTemplate(officer, input)).rejects.toThrow(Forbidden);
  await expect(recordTemplate(direction, { ...input, special: '{{montan}}' })).rejects.toThrow('{{montan}}');
  await recordTemplate(direction, input);
  await sendAgreement(officer, project.id, { lang: 'en', instalments });
  expect((await listAgreements(db, project.id)).map(({ agreement }) => [agreement.number, agreement.attempt, agreement.template])).toEqual([
    [0, 1, null],
    [0, 2, 1],
  ]);
  await expect(createSignedProject(act(), { lead: { id: project.leadId }, grantedCents: 3 })).resolves.toBeDefined();
});
