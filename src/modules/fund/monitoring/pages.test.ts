import { expect } from 'vitest';
import { type Browser, siteTest } from '../../../../test/site.ts';
import { createSignedProject } from '../projects/factories.ts';
import { createReportingProject, createReviewedReport, createSubmittedReport } from './factories.ts';
import { reportPaths } from './paths.ts';

const test = siteTest();
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** What a city types in a report that lacks nothing. */
const words = {
  done: 'La toiture est posée.',
  difficulties: '',
  changes: '',
  women: '1 200',
  men: '800',
  'total-vendeuses': '100',
  'women-vendeuses': '80',
  'men-vendeuses': '20',
  'note-vendeuses': '',
  'total-etals': '70,5',
  'note-etals': '',
};

test('a city writes its report, adds an expense with its invoice and a file of them, hands it in; the secretariat reads it then', async ({
  act,
  openSite,
}) => {
  const project = await createReportingProject(act());
  const site = openSite();
  const city = await site.browser('city', project.leadId);
  const officer = await site.browser('officer');
  const { reference: ref } = project;
  const page = reportPaths.ownReport(ref, '1');
  expect(await textOf(officer, reportPaths.report(ref, '1'))).toContain('son brouillon n’est qu’à elle');

  const wrong = await city.post(page, { ...words, base: '0', women: 'beaucoup' });
  expect([wrong.status, (await wrong.text()).includes('value="beaucoup"')]).toEqual([422, true]);
  expect((await city.post(page, { ...words, base: '0' })).status).toBe(303);
  const late = await city.post(page, { ...words, base: '0', done: 'Autre chose' });
  expect([late.status, (await late.text()).includes('Autre chose')]).toEqual([422, true]);

  const expense = {
    spentOn: '10/02/2026',
    label: 'Toiture',
    payee: 'Entreprise Koffi',
    budgetLine: 'travaux',
    amount: '40 000,00',
    currency: 'EUR',
  };
  expect((await city.sendFile(reportPaths.ownExpenses(ref, '1'), expense, 'facture.pdf', pdf)).status).toBe(303);
  const refused = await city.sendFile(
    reportPaths.ownExpenses(ref, '1'),
    { ...expense, amount: 'x', spentOn: '31/02/2026' },
    'facture.pdf',
    pdf,
  );
  expect([refused.status, (await refused.text()).match(/govuk-error-message/g)!.length]).toEqual([422, 2]);
  const notPdf = await city.sendFile(reportPaths.ownExpenses(ref, '1'), expense, 'facture.pdf', Buffer.from('<html>'));
  expect(await notPdf.text()).toContain('quel que soit son nom');

  const csv = 'Date;Libellé;Bénéficiaire;Montant;En nature\n2026-03-01;Agents;Mairie;5000;oui\n2026-03-32;Sable;;-4;\n';
  const badCsv = await city.sendFile(reportPaths.ownImport(ref, '1'), {}, 'depenses.csv', Buffer.from(csv));
  const said = await badCsv.text();
  expect([badCsv.status, said.match(/Ligne 3/g)!.length]).toEqual([422, 6]);
  const good = await city.sendFile(
    reportPaths.ownImport(ref, '1'),
    {},
    'depenses.csv',
    Buffer.from(csv.split('\n').slice(0, 2).join('\n')),
  );
  expect(good.status).toBe(303);
  const exported = await (await city.get(`${reportPaths.ownExpenses(ref, '1')}?format=csv`)).text();
  expect(exported.split('\n').filter(Boolean)).toHaveLength(3);
  // What is taken away may be brought back.
  expect((await city.sendFile(reportPaths.ownImport(ref, '1'), {}, 'retour.csv', Buffer.from(exported))).status).toBe(303);

  expect(await textOf(city, page)).toContain('3 pièces manquantes');
  const written = await (await city.get(page)).text();
  const give = [...written.matchAll(/action="([^"]*\/piece)"/g)].map(([, path]) => path!);
  expect(give).toHaveLength(3);
  const noFile = await city.sendFile(give[0]!, {}, '', Buffer.from(''));
  expect([noFile.status, (await noFile.text()).match(/<details[^>]* open/g)?.length]).toEqual([422, 1]);
  expect((await city.sendFile(give[0]!, {}, 'recu.pdf', pdf)).headers.get('location')).toBe(`${page}?fait=enregistre#pieces`);
  expect(await textOf(city, page)).toContain('2 pièces manquantes');
  expect(await textOf(city, page)).toContain('2 dépenses n’ont pas de pièce');

  expect((await city.post(reportPaths.ownSubmission(ref, '1'))).headers.get('location')).toBe(`${page}?fait=remis`);
  const read = await textOf(officer, reportPaths.report(ref, '1'));
  for (const one of ['La toiture est posée.', 'Entreprise Koffi', '1 200 femmes, 800 hommes', '70,5']) expect(read).toContain(one);
  expect(await textOf(officer, `${reportPaths.reports()}?filter=review`)).toContain(ref);
});

test('a file of expenses brings the first forms of what lacks evidence, and says how many follow', async ({ act, openSite }) => {
  const project = await createReportingProject(act());
  const site = openSite();
  const city = await site.browser('city', project.leadId);
  const page = reportPaths.ownReport(project.reference, '1');
  const lines = Array.from({ length: 25 }, (_, index) => `2026-03-01;Agents ${index};Mairie;5000;oui`);
  const csv = Buffer.from(['Date;Libellé;Bénéficiaire;Montant;En nature', ...lines].join('\n'));
  expect((await city.sendFile(reportPaths.ownImport(project.reference, '1'), {}, 'depenses.csv', csv)).status).toBe(303);
  const forms = async () => [...(await (await city.get(page)).text()).matchAll(/action="([^"]*\/piece)"/g)].map(([, path]) => path!);
  const [first, ...others] = await forms();
  expect(others).toHaveLength(19);
  expect(await textOf(city, page)).toMatch(/25 pièces manquantes.*Puis 5 autres, une fois celles-ci jointes/s);
  expect((await city.sendFile(first!, {}, 'recu.pdf', pdf)).status).toBe(303);
  expect(await forms()).toHaveLength(20);
  expect(await textOf(city, page)).toContain('Puis 4 autres');
});

test('an officer rejects a part of an expense, gives the report back, then accepts it; finance reads and does neither', async ({
  act,
  openSite,
}) => {
  const project = await createReportingProject(act());
  await createSubmittedReport(act(), project.id, 1);
  const site = openSite();
  const officer = await site.browser('officer');
  const { reference: ref } = project;
  const review = reportPaths.review(ref, '1');
  const page = await (await officer.get(reportPaths.report(ref, '1'))).text();
  const rejection = /action="([^"]*\/rejet)"/.exec(page)![1]!;
  expect((await officer.post(rejection, { amount: '60000', reason: 'Trop' })).status).toBe(422);
  expect((await officer.post(rejection, { amount: '1000', reason: '' })).status).toBe(422);
  expect((await officer.post(rejection, { amount: '1000', reason: 'Sans pièce' })).status).toBe(303);
  expect((await officer.post(review, { outcome: 'returned', remarks: '' })).status).toBe(422);
  const finance = await site.browser('finance');
  expect(await (await finance.get(reportPaths.report(ref, '1'))).text()).not.toContain(review);
  expect((await finance.post(review, { outcome: 'accepted' })).status).toBe(403);
  expect((await officer.post(review, { outcome: 'accepted', remarks: '' })).status).toBe(303);
  expect((await officer.post(review, { outcome: 'returned', remarks: 'Trop tard' })).status).toBe(422);
  const city = await site.browser('city', project.leadId);
  expect(await textOf(city, reportPaths.ownReport(ref, '1'))).toContain('1 000,00 € non retenus : Sans pièce');
  const results = await officer.get(`${reportPaths.results(ref)}?format=csv`);
  expect(await results.text()).toMatch(/Personnes qui vendent sous abri[^\n]*Atteint au rapport 1[^\n]*100[^\n]*80[^\n]*20/);
});

test('a report of a city opens for nobody of another, and its draft for nobody of the secretariat', async ({ act, openSite }) => {
  const project = await createReportingProject(act());
  await createReviewedReport(act(), project.id, 1);
  const other = await createSignedProject(act(), { title: 'Un autre' });
  const site = openSite();
  const { reference: ref } = project;
  const own = [
    reportPaths.own(ref),
    reportPaths.ownReport(ref, '1'),
    reportPaths.ownPaper(ref, '1', 'pdf'),
    reportPaths.ownPaper(ref, '1', 'docx'),
  ];
  const theirs = [
    reportPaths.ofProject(ref),
    reportPaths.results(ref),
    reportPaths.report(ref, '1'),
    reportPaths.paper(ref, '1', 'pdf'),
    reportPaths.paper(ref, '1', 'docx'),
  ];
  const city = await site.browser('city', project.leadId);
  expect(await statuses(city, own)).toEqual(own.map(() => 200));
  expect(await statuses(city, theirs)).toEqual(theirs.map(() => 403));
  expect(await statuses(await site.browser('city', other.leadId), own)).toEqual(own.map(() => 404));
  const reader = await site.browser('reader');
  expect(await statuses(reader, theirs)).toEqual(theirs.map(() => 200));
  expect(await statuses(reader, [reportPaths.paper(ref, '2', 'pdf')])).toEqual([404]);
});

async function statuses(browser: Browser, paths: readonly string[]): Promise<number[]> {
  const found = [];
  for (const path of paths) found.push((await browser.get(path)).status);
  return found;
}

/** What one reads of a page. */
async function textOf(browser: Browser, path: string): Promise<string> {
  const html = await (await browser.get(path)).text();
  return html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ');
}
