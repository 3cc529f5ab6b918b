import { eq, isNotNull } from 'drizzle-orm';
import { expect } from 'vitest';
import { documents, expectDocument } from '../../../test/documents.ts';
import { siteTest } from '../../../test/site.ts';
import { gatherCatalogue } from '../../kernel/catalogue.ts';
import { modules } from '../../modules.ts';
import { evaluateValue, hedgeState, loadFigures } from '../../modules/figures/index.ts';
import { fundDossier } from '../../modules/fund/applications/schema.ts';
import { fundCall } from '../../modules/fund/calls/schema.ts';
import { readBalances } from '../../modules/fund/ledger/queries.ts';
import { traceAgreement } from '../../modules/fund/money/charges/trace.ts';
import { fundClosure, fundFollowup } from '../../modules/fund/followup/schema.ts';
import { fundDonorAgreement } from '../../modules/fund/money/donors/schema.ts';
import { readStatement } from '../../modules/fund/money/donors/statement/queries.ts';
import { fundPaymentStep } from '../../modules/fund/money/payments/schema.ts';
import { fundStatementMatch, fundTransfer, fundTransferFile } from '../../modules/fund/money/transfers/schema.ts';
import { fundReportMove, fundReportStep } from '../../modules/fund/monitoring/schema.ts';
import { fundProject } from '../../modules/fund/projects/schema.ts';
import { loadTexts } from '../../modules/publishing/reference/load-texts.ts';
import { replaySitting } from '../../modules/assemblies/journal/verify.ts';
import { itemPaper, sitting } from '../../modules/assemblies/schema.ts';
import { findArrears } from '../../modules/membership/index.ts';
import { applicationStep, membershipApplication } from '../../modules/membership/schema.ts';
import { findParty, loadReference, revisionAt, verifyJournal } from '../../modules/register/index.ts';
import { loadDemonstration } from './load.ts';
import { demonstrateNetwork } from './network.ts';
import type { Stage } from './progress.ts';
import { uninvitedCity } from './uninvited-city.ts';

const test = siteTest();

test(
  'the demonstration is a coherent network: dues, sittings that replay, two stories, a fund right to the cent',
  { timeout: 600_000 },
  async ({ act, db, openSite }) => {
    const system = act({ actor: { kind: 'system', name: 'Beffroi' }, catalogue: gatherCatalogue(modules) });
    await loadReference(system);
    await loadFigures(system);
    await loadTexts(system);
    // The whole fund takes minutes: one of its sittings shows the same, and all four are played where it is asked.
    const sittingsOfFund = process.env['BEFFROI_TEST_WHOLE_DEMONSTRATION'] ? 4 : 1;
    const told: Stage[] = [];
    await loadDemonstration(system, (act) => demonstrateNetwork(act, { sittings: sittingsOfFund, say: (stage) => void told.push(stage) }));
    // Whoever waits reads where it is.
    expect([...new Set(told)]).toEqual(['heads', 'dues', 'sittings', 'people', 'deposited', 'sat', 'begun', 'lived']);

    const at = { on: Temporal.PlainDate.from('2024-05-01'), revision: await revisionAt(db, null) };
    const { id } = (await findParty(db, uninvitedCity, at))!;
    expect((await findArrears(db, at, [id])).get(id)!.years.length).toBeGreaterThanOrEqual(10);

    const sittings = await db.select({ slug: sitting.slug }).from(sitting);
    // The six of the network, those of the fund, and the one by video for the emergency.
    expect(sittings).toHaveLength(6 + sittingsOfFund + 1);
    for (const { slug } of sittings) expect((await replaySitting(system, slug)).faults, slug).toEqual([]);
    expect((await verifyJournal(db, { verify: async () => true })).faults).toEqual([]);

    const asked = await db
      .select({ name: membershipApplication.name, state: applicationStep.state, number: applicationStep.number })
      .from(applicationStep)
      .innerJoin(membershipApplication, eq(membershipApplication.id, applicationStep.applicationId))
      .orderBy(applicationStep.number);
    expect(new Map(asked.map(({ name, state }) => [name, state]))).toEqual(
      new Map([
        ['Port-Levant', 'submitted'],
        ['Hautefontaine', 'complete'],
      ]),
    );

    const staff = await openSite({ isDemonstration: true }).browser('direction');
    const list = await (await staff.get('/evenements/congres-de-mai-2024/invitations')).text();
    expect(list).toContain('Port-Louis');
    for (const path of ['/registre/port-louis', '/instances/bureau', '/radar', '/cotisations', '/adhesions', '/seances'])
      expect((await staff.get(path)).status, path).toBe(200);

    // The fund: what was planned is there, coherent to the cent, and the sentence of the account holds.
    const [dossiers, projects] = [await db.$count(fundDossier), await db.$count(fundProject)];
    expect([dossiers, projects, await db.$count(fundCall)]).toEqual([30 * sittingsOfFund + 1, (sittingsOfFund === 4 ? 70 : 18) + 1, 4]);
    // R10: the emergency was voted before its note, which is there since.
    const [urgent] = await db
      .select({ fileId: itemPaper.fileId, owedUntil: itemPaper.owedUntil })
      .from(itemPaper)
      .where(isNotNull(itemPaper.owedUntil));
    expect(urgent!.fileId).not.toBeNull();
    // Of the projects of the first sitting: what was returned and mended, amended, closed, and a file of the bank with its statement.
    const counts = [];
    for (const table of [fundReportMove, fundClosure, fundFollowup, fundTransferFile, fundStatementMatch])
      counts.push(await db.$count(table));
    for (const count of counts) expect(count, String(counts)).toBeGreaterThan(0);
    expect(await db.$count(fundReportStep, eq(fundReportStep.state, 'returned'))).toBeGreaterThan(3);
    const ordered = await db.$count(fundPaymentStep, eq(fundPaymentStep.state, 'ordered'));
    expect([await db.$count(fundTransfer), await db.$count(fundStatementMatch)]).toEqual([ordered, ordered]);
    const balances = await readBalances(db);
    const sum = (accounts: readonly string[]) =>
      balances.reduce((total, { account, cents }) => total + (accounts.includes(account) ? cents : 0), 0);
    expect(sum(['bank', 'donor_receivable', 'own_funds', 'advances', 'grants', 'recoveries'])).toBe(
      sum(['donor_funds', 'allocated_funds', 'used_funds', 'fees', 'exchange']),
    );
    const agreements = await db.select().from(fundDonorAgreement);
    const today = Temporal.PlainDate.from('2026-11-24');
    for (const agreement of agreements) {
      const traced = (await traceAgreement(db, agreement.id)).reduce((total, one) => total + one.amountCents, 0);
      expect([
        agreement.reference,
        (await readStatement(system, agreement, today)).totals.reduce((total, one) => total + one.justifiedCents, 0),
      ]).toEqual([agreement.reference, traced]);
    }
    for (const path of [
      '/fonds/dossiers',
      '/fonds/projets',
      '/fonds/rapports?filter=all',
      '/fonds/suivi',
      '/fonds/portefeuille',
      '/fonds/bailleurs',
      '/fonds/paiements/journal',
    ])
      expect((await staff.get(path)).status, path).toBe(200);
    const account = await (await (await openSite({ isDemonstration: true }).browser()).get('/textes/kigali-2025')).text();
    expect(account).toMatch(/Plus de 20[^.]*des projets soutenus/);
    const share = await evaluateValue(system, 'projets-egalite', { on: Temporal.PlainDate.from('2025-11-19') });
    expect(hedgeState('moreThan', 20, share)).toBe('holds');

    // What leaves the house says its title and its language, and is heard heading by heading.
    for (const one of documents) await expectDocument(staff, one);
  },
);
