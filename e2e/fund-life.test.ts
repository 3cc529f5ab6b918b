import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../src/kernel/actor.ts';
import { accountUser } from '../src/kernel/auth/schema.ts';
import { mailOutbox } from '../src/kernel/mail/schema.ts';
import { createNetwork, type TestCity } from '../src/modules/assemblies/factories.ts';
import { buildPieces } from '../src/modules/fund/applications/factories.ts';
import { createForm } from '../src/modules/fund/calls/factories.ts';
import { templateForm } from '../src/modules/fund/calls/forms/template.ts';
import { createTestParty, revise } from '../src/modules/register/factories.ts';
import { launchBrowser, openContext } from './browser.ts';
import { strike, strokesOf } from './dossier-form.ts';
import { formOf, read, send, type Typed } from './forms.ts';
import { type SeededSite, startSeededSite } from './seeded-site.ts';

let browser: Browser;
let site: SeededSite;
beforeAll(async () => {
  browser = await launchBrowser();
  site = await startSeededSite(Temporal.Instant.from('2026-11-23T09:00:00Z'));
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const pdf = {
  name: 'pièce.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
};
const call = 'marches-et-equipements-2027';
const title = 'Un marché couvert pour les commerçantes';
const reference = '2026-D001';

test(
  'one project through its whole life, every actor signed in as themselves, and the account right to the cent at each step',
  {
    timeout: 900_000,
  },
  async () => {
    const { cities, donorId } = await on('2026-11-23', async () => {
      const form = await createForm(site.act());
      expect(form).toBe('formulaire-type');
      return {
        cities: await createNetwork(site.act()),
        donorId: (
          await revise(site.act(), (rev) =>
            createTestParty(rev, { name: 'Agence des villes', slug: 'agence-des-villes', kind: 'institution' }),
          )
        ).id,
      };
    });
    const [lead, partner] = [cities[5]!, cities[3]!];
    const people = await gather(lead, partner, donorId);
    await publishCall(people.officer);
    const dossier = await writeAndDeposit(people);
    await appraise(people);
    const item = await putToVote(people, cities, partner);
    await award(people, item);
    await signAgreement(people);
    await receiveFromDonor(people);
    const ref = await projectOf(people.officer);
    await payFirst(people, ref);
    await reportOn(people, ref, 1, { spentOn: '20/08/2027', day: '2027-09-20' });
    await expectAccounts(people.finance, {
      ...given,
      ...paidOnce,
      grants: '40 000,00',
      used_funds: '40 000,00',
      allocated_funds: '40 000,00',
    });
    await paySecond(people, ref);
    await reportOn(people, ref, 2, { spentOn: '20/02/2028', day: '2028-03-10' });
    const justified = { bank: '20 000,00', donor_funds: '15 000,00', fees: '5 000,00', grants: '80 000,00', used_funds: '80 000,00' };
    await expectAccounts(people.finance, justified);
    await close(people, ref);
    await expectAccounts(people.finance, justified);
    await readStatement(people, ref);
    await visit(people.city, `/espace/dossiers/${dossier}`);
  },
);

/** Everyone of the story, each in a browser of their own. */
async function gather(lead: TestCity, partner: TestCity, donorId: string) {
  const open = async (role: Role, name: string, partyId?: string) => {
    const context = await openContext(browser);
    await context.addCookies(await site.signIn(role, partyId, name));
    const page = await context.newPage();
    page.on('dialog', (dialog) => void dialog.accept());
    return page;
  };
  return {
    officer: await open('officer', 'Awa Diop'),
    otherOfficer: await open('officer', 'Paul Nguyen'),
    direction: await open('direction', 'Marc Tremblay'),
    finance: await open('finance', 'Fatou Sarr'),
    otherFinance: await open('finance', 'Inès Roy'),
    expert: await open('expert', 'Jean Kouassi'),
    otherExpert: await open('expert', 'Maria Sánchez'),
    city: await open('city', 'Afi Lawson', lead.id),
    partner: await open('city', 'Koffi Mensah', partner.id),
    donor: await open('donor', 'Ingrid Berg', donorId),
  };
}
type People = Awaited<ReturnType<typeof gather>>;

/** 23 November 2026: the call and what it asks. */
async function publishCall(officer: Page): Promise<void> {
  await visit(officer, '/fonds/appels/nouveau');
  await send(officer, {
    nameFr: 'Marchés et équipements 2027',
    nameEn: 'Markets and facilities 2027',
    summaryFr: 'Des équipements pour les femmes qui commercent.',
    summaryEn: 'Facilities for women traders.',
    langs: ['fr', 'en'],
    opensOn: '01/11/2026',
    closesOn: '31/05/2027',
    purse: 'cooperation',
    currency: 'EUR',
    budget: '500000',
    ceilingRate: '80',
    most: '200000',
    form: 'formulaire-type/1',
    decisionPath: 'sitting',
  });
  expect(officer.url()).toBe(`${site.url}/fonds/appels/${call}`);
  await visit(officer, `/fonds/appels/${call}/publication`);
  await send(officer, {}, '/publication');
}

/** The city sees whether it may apply, writes its dossier with its partner, deposits it. @returns the dossier's identifier */
async function writeAndDeposit({ city, partner }: People): Promise<string> {
  site.clock.now = at('2026-12-01');
  await visit(city, `/espace/appels/${call}`);
  expect(await read(city)).toContain('membre');
  await visit(city, `/espace/appels/${call}/dossier`);
  await send(city, { title, lang: 'fr' });
  const id = new URL(city.url()).pathname.split('/')[3]!;
  const page = `/espace/dossiers/${id}`;
  await type(city, id, buildPieces({ from: '2027-03-01', to: '2028-02-28' }));
  await visit(city, `${page}/pieces/deliberation`);
  await city.setInputFiles('resumable-upload [type=file]', { ...pdf, name: 'délibération.pdf' });
  await city.click('resumable-upload form button');
  await city.locator('main table').filter({ hasText: 'délibération.pdf' }).waitFor();

  // Nobody else reads a draft, until its partner has accepted.
  expect((await partner.goto(site.url + page))!.status()).toBe(404);
  await visit(city, `${page}/partenaires`);
  await send(city, { party: 'Doréville', role: 'partner' });
  await visit(partner, `${page}/acceptation`);
  await send(partner);
  await type(partner, id, { durability: 'La coopérative entretient le marché ; Doréville forme ses comptables.' });
  await visit(city, `${page}/historique`);
  expect(await read(city)).toContain('Koffi Mensah');
  expect((await partner.goto(`${site.url}${page}/depot`))!.status()).toBe(403);

  await visit(city, `${page}/depot`);
  await send(city);
  expect(await read(city)).toContain(reference);
  return id;
}

/** Admitted, opined and scored by two experts, verified by its officer, its account looked at by two people, noted. */
async function appraise({ officer, expert, otherExpert, finance }: People): Promise<void> {
  site.clock.now = at('2026-12-05');
  const desk = `/fonds/dossiers/${reference}/instruction`;
  await visit(officer, desk);
  await send(officer, {}, '/charge');
  await visit(officer, `${desk}/recevabilite`);
  const checks = Object.fromEntries(['complete', 'readable', 'signed', 'language', 'purpose', 'gender'].map((check) => [check, 'yes']));
  await send(officer, { ...checks, outcome: 'admissible' }, '/recevabilite');
  await visit(officer, '/fonds/experts/demandes');
  for (const name of ['Jean Kouassi', 'Maria Sánchez']) await officer.getByLabel(name).check();
  await send(officer, { dossiers: [reference], tasks: ['opinion', 'scoring'], dueOn: '20/12/2026' });
  site.clock.now = at('2026-12-12');
  for (const [page, score] of [
    [expert, 4],
    [otherExpert, 5],
  ] as const) {
    await visit(page, '/expertises');
    await page.locator('main a').filter({ hasText: reference }).first().click();
    expect(await read(page)).not.toContain('cent places');
    await send(page, { interest: 'none' }, '/interets');
    expect(await read(page)).toContain('cent places');
    await send(page, { choice: 'favourable', words: 'Le besoin est établi.', shared: 'yes' }, '/avis');
    const fields = await page.locator('[name^=score-]').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name));
    await send(page, Object.fromEntries(fields.map((name) => [name, String(score)])), '/notes');
  }
  await keepAccount(officer, 'ville-6', { holder: 'Commune de Fontclaire', iban: 'FR76 3000 6000 0112 3456 7890 189', country: 'FR' });
  await keepAccount(officer, 'aimf', { holder: 'Réseau des maires', iban: 'DE89 3704 0044 0532 0130 00', country: 'DE' });
  for (const kind of ['deliberation', 'signatory', 'accounts', 'screening']) {
    await visit(officer, `${desk}/verifications/${kind}`);
    if (kind === 'screening') await officer.setInputFiles('main [name=file]', { ...pdf, name: 'liste.pdf' });
    const screened: Typed = kind === 'screening' ? { list: 'Liste consolidée des Nations unies', listOn: '10/12/2026' } : {};
    await send(officer, { outcome: 'met', words: 'Vu, en ordre.', ...screened }, `/verifications/${kind}`);
  }
  // Whoever entered an account does not confirm it, and nobody does so before a day has gone.
  await visit(officer, '/fonds/comptes/ville-6');
  expect(await officer.locator('[name=how]').count()).toBe(0);
  site.clock.now = at('2026-12-14');
  for (const slug of ['ville-6', 'aimf']) {
    await visit(finance, `/fonds/comptes/${slug}`);
    await confirmAccount(finance);
  }
  await visit(officer, `${desk}/note`);
  await send(
    officer,
    { analysis: 'Un projet solide.', outcome: 'granted', commitment: '80000', granted: '80000', eligible: '100000', rate: '80' },
    '/note',
  );
  await visit(officer, desk);
  await send(officer, {}, '/cloture');
}

async function keepAccount(page: Page, slug: string, account: Record<string, string>): Promise<void> {
  await visit(page, `/fonds/comptes/${slug}`);
  await send(page, { bankName: 'Banque des communes', currency: 'EUR', ...account });
}

async function confirmAccount(page: Page): Promise<void> {
  const form = page.locator('main form').filter({ has: page.locator('[name=how]') });
  await form.locator('[name=how]').fill('Rappel au numéro connu de la mairie.');
  await form.locator('button').click();
  await page.waitForLoadState();
  expect(await read(page)).toContain('Fatou Sarr');
}

/** The Bureau sits; whom the dossier concerns reads nothing of it and does not vote. @returns the address of the sitting */
async function putToVote({ officer, direction, partner, city }: People, cities: readonly TestCity[], recused: TestCity): Promise<string> {
  site.clock.now = at('2026-12-16');
  await visit(direction, '/seances/nouvelle');
  await send(direction, { body: 'bureau', titleFr: 'Bureau de février', startsOn: '15/02/2027', startsAt: '10:00', mode: 'on_site' });
  const sitting = new URL(direction.url()).pathname;
  const slug = sitting.split('/').at(-1)!;
  await visit(officer, `/fonds/seances/${slug}`);
  await send(officer, { dossiers: [reference] }, '/ordre-du-jour');
  await visit(direction, `${sitting}/convocation`);
  await send(direction, {}, '/convocation');

  // A member reads the note; the partner of the dossier, who is a member too, opens it nowhere.
  const member = await openMember('Membre du Bureau', cities[1]!);
  await visit(member, `/espace/seances/${slug}`);
  const note = (await member.locator(`main a[href*="/pieces/"]`).first().getAttribute('href'))!;
  expect((await member.request.get(site.url + note)).status()).toBe(200);
  await visit(partner, `/espace/seances/${slug}`);
  expect(await partner.locator(`main a[href*="/pieces/"]`).count()).toBe(0);
  for (const path of [
    note,
    note.replace('/espace', ''),
    `/fonds/dossiers/${reference}`,
    `/fonds/dossiers/${reference}/instruction/note/1/note.pdf`,
    `/fonds/seances/${slug}`,
    `${sitting}?format=csv`,
  ])
    expect([path, (await partner.request.get(site.url + path, { maxRedirects: 0 })).status()]).toEqual([path, note === path ? 404 : 403]);
  for (const said of [reference, 'commerçantes'])
    expect(await (await partner.request.get(`${site.url}/recherche?q=${encodeURIComponent(said)}`)).text()).not.toContain('/fonds/');

  site.clock.now = at('2027-02-15');
  await visit(direction, `${sitting}/presence`);
  await send(direction, { 'parties[]': cities.slice(0, 5).map(({ id }) => id) }, '/presence');
  await visit(direction, `${sitting}/etapes/open`);
  await send(direction, {}, '/etapes/open');
  const item = (await direction.locator('main a[href*="/points/"]').first().getAttribute('href'))!;
  await visit(direction, item);
  expect(await read(direction)).toContain('Confirmer le déport');
  while (await direction.locator('form[action$="/deports-confirmes"]').count()) await send(direction, {}, '/deports-confirmes');
  expect(await read(direction)).toContain('Doréville');
  await send(direction, { method: 'named' }, '/votes');

  // Each votes by the link that was mailed to their city; the partner's opens no ballot.
  const voters = [member, await openMember('Maire d’Altamont', cities[0]!), await openMember('Maire de Clairval', cities[2]!)];
  await visit(direction, sitting);
  await formOf(direction, { action: '/liens' }).locator('button').click();
  await direction.getByText('liens sont envoyés').waitFor();
  for (const [index, voter] of voters.entries()) {
    await voter.goto(await linkOf([cities[1]!, cities[0]!, cities[2]!][index]!));
    await voter.getByLabel('Pour', { exact: true }).check();
    await voter.getByRole('button', { name: 'Voter', exact: true }).click();
    await voter.waitForURL(/fait=vote/);
  }
  await partner.goto(await linkOf(recused));
  expect(await partner.getByRole('button', { name: 'Voter', exact: true }).count()).toBe(0);
  await city.goto(site.url);
  await visit(direction, `${sitting}/votes/1`);
  await send(direction, {}, '/cloture');
  expect(await read(direction)).toMatch(/adopté/i);
  await visit(direction, `${sitting}/etapes/closed`);
  await send(direction, {}, '/etapes/closed');
  await visit(direction, `${sitting}/proces-verbal`);
  await send(direction, {}, '/proces-verbal');
  expect(await direction.inputValue('[name=words]')).toMatch(/Déport[^\n]*Doréville/);
  return slug;
}

async function openMember(name: string, { id }: TestCity): Promise<Page> {
  const context = await openContext(browser, { width: 320 });
  await context.addCookies(await site.signIn('city', id, name));
  return context.newPage();
}

/** The link by which a city votes, from the last mail to one of its accounts. */
async function linkOf({ id }: TestCity): Promise<string> {
  const mails = await site
    .act()
    .db.select({ body: mailOutbox.body })
    .from(mailOutbox)
    .innerJoin(accountUser, eq(accountUser.email, mailOutbox.recipient))
    .where(eq(accountUser.partyId, id));
  return mails.flatMap(({ body }) => /https?:\S+\/vote\/lien\/\S+/.exec(body) ?? []).at(-1)!;
}

/** Whoever appraised does not write down what was decided: the direction does, and the project opens. */
async function award({ officer, direction, city }: People, slug: string): Promise<void> {
  site.clock.now = at('2027-02-16');
  await visit(officer, `/fonds/seances/${slug}`);
  expect(await officer.locator(`[name="outcome-${reference}"]`).count()).toBe(0);
  await visit(direction, `/fonds/seances/${slug}`);
  await send(direction, { [`outcome-${reference}`]: 'granted' }, '/decisions');
  await visit(city, '/espace/projets');
  expect(await read(city)).toContain(title);
}

/** The agreement is written by the officer, signed by the city, then by the direction. */
async function signAgreement({ officer, city, direction }: People): Promise<void> {
  site.clock.now = at('2027-02-20');
  const ref = await projectOf(officer);
  await visit(officer, `/fonds/projets/${ref}/convention`);
  await send(officer, {
    amount1: '40000',
    on1: '01/03/2027',
    signed1: ['yes'],
    amount2: '40000',
    on2: '01/10/2027',
    report2: '1',
    justified2: '70',
    amount3: '',
    on3: '',
  });
  const text = new URL(officer.url()).pathname;
  await visit(direction, text);
  expect(await direction.locator('[name=typed]').count()).toBe(0);
  await visit(city, text.replace('/fonds/', '/espace/'));
  await send(city, { signatory: 'Élu Fontclaire', quality: 'Maire', typed: ref }, '/signature');
  await visit(direction, text);
  await send(direction, { signatory: 'Marc Tremblay', quality: 'Secrétaire permanent', typed: ref }, '/signature');
}

/** A donor's money: promised, received, given to the project. */
async function receiveFromDonor({ finance, donor }: People): Promise<void> {
  site.clock.now = at('2027-02-22');
  await visit(finance, '/fonds/bailleurs/nouvelle-convention');
  await send(finance, {
    donor: 'agence-des-villes',
    kind: 'donor',
    title: 'Villes durables',
    amount: '100000',
    currency: 'EUR',
    fee: '5',
    signedOn: '10/02/2027',
    startsOn: '01/01/2027',
    endsOn: '31/12/2028',
  });
  const agreement = new URL(finance.url()).pathname;
  await expectAccounts(finance, { ...committed, donor_receivable: '100 000,00', donor_funds: '100 000,00' });
  await visit(finance, agreement);
  await send(finance, { receivedOn: '20/02/2027', amount: '100000', bankReference: 'VIR 4471' }, '/encaissements');
  const received = { ...committed, bank: '100 000,00', donor_funds: '95 000,00', fees: '5 000,00' };
  await expectAccounts(finance, received);
  const ref = await projectOf(finance);
  await visit(finance, `/fonds/projets/${ref}/argent`);
  await send(finance, { agreement: agreement.split('/').at(-1)!, amount: '80000' }, '/affectations');
  await expectAccounts(finance, { ...received, donor_funds: '15 000,00', allocated_funds: '80 000,00' });
  expect((await donor.goto(site.url + agreement))!.status()).toBe(403);
}

const committed = { commitments_given: '80 000,00', commitments_due: '80 000,00' };
/** What the accounts hold once the donor's money is given to the project. */
const given = { donor_funds: '15 000,00', allocated_funds: '80 000,00', fees: '5 000,00' };
/** And once the first half is paid. */
const paidOnce = { bank: '60 000,00', commitments_given: '40 000,00', commitments_due: '40 000,00' };

/** The first instalment hangs on the agreement alone. */
async function payFirst(people: People, ref: string): Promise<void> {
  site.clock.now = at('2027-03-02');
  await pay(people, ref, 1, '40000,00');
  await expectAccounts(people.finance, { ...given, ...paidOnce, advances: '40 000,00' });
  // The second hangs on a report: nobody may ask for it yet.
  await visit(people.officer, `/fonds/projets/${ref}/argent`);
  expect(await people.officer.locator('form[action$="/tranches/2/versement"]').count()).toBe(0);
}

async function paySecond(people: People, ref: string): Promise<void> {
  site.clock.now = at('2027-10-04');
  await pay(people, ref, 2, '40000,00');
  const paid = { ...given, bank: '20 000,00', advances: '40 000,00', allocated_funds: '40 000,00' };
  await expectAccounts(people.finance, { ...paid, grants: '40 000,00', used_funds: '40 000,00' });
}

/** What the city did and spent, as it writes it and hands it in; the officer gives the first report back once, then accepts. */
async function reportOn(
  { city, officer, partner }: People,
  ref: string,
  number: number,
  { spentOn, day }: { spentOn: string; day: string },
): Promise<void> {
  site.clock.now = at(day);
  const page = `/espace/projets/${ref}/rapports/${number}`;
  const review = `/fonds/projets/${ref}/rapports/${number}`;
  await visit(city, page);
  await send(city, { spentOn, label: 'Étals et toiture', payee: 'Entreprise Koffi', amount: '50000', currency: 'EUR' }, '/depenses');
  await writeReport(city, 'Les étals sont posés.');
  expect((await partner.goto(site.url + page))!.status()).toBe(404);
  await send(city, {}, '/remise');
  if (number === 1) {
    await visit(officer, review);
    expect(await read(officer)).toContain('Les étals sont posés.');
    await send(officer, { outcome: 'returned', remarks: 'Dites combien d’étals sont tenus par des femmes.' }, '/examen');
    await visit(city, page);
    expect(await read(city)).toContain('tenus par des femmes');
    await writeReport(city, 'Les étals sont posés ; des femmes en tiennent neuf sur dix.');
    await send(city, {}, '/remise');
  }
  await visit(officer, review);
  await send(officer, { outcome: 'accepted' }, '/examen');
  expect(await read(officer)).toContain('accepté');
}

/** Fills in what a report asks: every indicator, women and men where it is told by sex. */
async function writeReport(city: Page, done: string): Promise<void> {
  const names = await city.locator('main [name^="total-"]').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name));
  const actuals: Typed = {};
  for (const name of names) {
    const id = name.replace('total-', '');
    const isBySex = (await city.locator(`[name="women-${id}"]`).count()) > 0;
    Object.assign(actuals, { [name]: '100' }, isBySex ? { [`women-${id}`]: '90', [`men-${id}`]: '10' } : {});
  }
  const { pathname } = new URL(city.url());
  await send(city, { done, women: '900', men: '100', ...actuals }, pathname);
}

/** The final amount is what the three limits say; then the project is over. */
async function close({ finance, officer }: People, ref: string): Promise<void> {
  site.clock.now = at('2028-04-03');
  await visit(finance, `/fonds/projets/${ref}/argent`);
  expect(await read(finance)).toContain('80 000,00 €');
  await send(finance, { resources: '0', dueOn: '30/06/2028', reason: 'Comptes arrêtés.' }, '/solde');
  await visit(officer, `/fonds/projets/${ref}`);
  await send(officer, { to: 'completed' }, '/etapes');
  expect(await read(officer)).toContain('achevé');
  await visit(officer, `/fonds/projets/${ref}/cloture`);
  expect(await read(officer)).not.toContain('Personne ne peut passer outre');
  await send(officer, { learned: 'Associer les vendeuses dès le plan.' }, '/cloture');
  expect(await read(officer)).toContain('Associer les vendeuses');
}

/** The donor reads what became of its money, to the cent, and nothing of what is the secretariat's. */
async function readStatement({ donor }: People, ref: string): Promise<void> {
  await visit(donor, '/bailleur');
  await donor.locator('main tbody a').first().click();
  await donor.waitForURL(/\/bailleur\/[^/]+$/);
  const statement = await read(donor);
  for (const said of ['100 000,00 €', '5 000,00 €', '15 000,00 €', ref, 'Étals et toiture']) expect(statement).toContain(said);
  const line = (await donor.locator('main tr').filter({ hasText: ref }).first().innerText()).replace(/[\s\u00a0\u202f]+/g, ' ');
  expect(line.match(/[\d ]+,\d\d €/g)!.map((amount) => amount.trim())).toEqual([
    '80 000,00 €',
    '80 000,00 €',
    '80 000,00 €',
    '0,00 €',
    '0,00 €',
  ]);
  // As it stood before the second payment.
  await visit(donor, `${new URL(donor.url()).pathname}?au=2027-09-30`);
  expect(await read(donor)).toMatch(/40 000,00 € 40 000,00 € 0,00 €/);
  for (const path of ['/fonds/paiements/journal', `/fonds/projets/${ref}`, '/fonds/bailleurs'])
    expect([path, (await donor.goto(site.url + path))!.status()]).toEqual([path, 403]);
}

/** Four hands and the bank: nobody does two neighbouring steps. */
async function pay(
  { officer, otherOfficer, direction, finance, otherFinance }: People,
  ref: string,
  number: number,
  amount: string,
): Promise<void> {
  await visit(officer, `/fonds/projets/${ref}/argent`);
  await send(officer, {}, `/tranches/${number}/versement`);
  const payment = new URL(officer.url()).pathname;
  expect(await read(officer)).toContain('quelqu’un d’autre fait celle-ci');
  await visit(otherOfficer, payment);
  await send(otherOfficer);
  await visit(direction, payment);
  await send(direction);
  await visit(finance, '/fonds/paiements?state=approved');
  await send(finance, { executeOn: today() }, '/virements');
  const file = new URL(finance.url()).pathname;
  const taken = finance.waitForEvent('download');
  await formOf(finance, { action: '/fichier' }).locator('button').click();
  expect((await taken).suggestedFilename()).toMatch(/^BF-[0-9A-F]{24}\.xml$/);
  await visit(finance, payment);
  expect(await finance.locator('[name=executedOn]').count()).toBe(0);
  await visit(otherFinance, '/fonds/paiements/releves');
  const csv = `Date;Libellé;Montant;Devise\n${today()};VIREMENT ${payment.split('/').at(-1)};-${amount};EUR\n`;
  await otherFinance.setInputFiles('main [name=file]', { name: 'releve.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await send(otherFinance);
  await send(otherFinance);
  expect(file).toContain('/virements/');
}

/** What the ledger's page says that each account holds, and that both sides come to the same. */
async function expectAccounts(page: Page, expected: Record<string, string>): Promise<void> {
  await visit(page, '/fonds/paiements/journal');
  const shown = await page
    .locator('main table')
    .first()
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim())),
    );
  const held = Object.fromEntries(shown.map(([account, amount]) => [account!, amount!.replace(' €', '')]));
  expect(Object.fromEntries(Object.entries(held).filter(([, amount]) => amount !== '0,00'))).toEqual(
    Object.fromEntries(Object.entries(expected).map(([account, amount]) => [accountNames[account]!, amount])),
  );
  const cents = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + Number((held[accountNames[name]!] ?? '0,00').replace(/[ ,]/g, '')), 0);
  expect(cents(['bank', 'donor_receivable', 'own_funds', 'advances', 'grants', 'recoveries'])).toBe(
    cents(['donor_funds', 'allocated_funds', 'used_funds', 'fees', 'exchange']),
  );
  expect(cents(['commitments_given'])).toBe(cents(['commitments_due']));
}

const accountNames: Record<string, string> = {
  bank: 'Banque',
  donor_receivable: 'Bailleurs, à recevoir',
  donor_funds: 'Fonds dédiés, libres',
  allocated_funds: 'Fonds dédiés, affectés',
  used_funds: 'Fonds dédiés, utilisés',
  own_funds: 'Fonds propres mis de côté',
  fees: 'Frais de gestion',
  exchange: 'Change',
  commitments_given: 'Engagements donnés (hors bilan)',
  commitments_due: 'Engagements à payer (hors bilan)',
  advances: 'Avances aux collectivités',
  grants: 'Subventions justifiées',
  recoveries: 'Recouvrements attendus',
};

/** The reference of the only project. */
async function projectOf(page: Page): Promise<string> {
  await visit(page, '/fonds/projets');
  return (await page.locator('main tbody a').first().innerText()).trim();
}

/** Types what a dossier says, section by section, as each page asks it. */
async function type(page: Page, id: string, pieces: Parameters<typeof strokesOf>[1]): Promise<void> {
  const rows = new Map<string, string>();
  let section = '';
  for (const stroke of strokesOf(templateForm, pieces)) {
    if (stroke.section !== section) {
      if (section) await leave(page);
      ({ section } = stroke);
      await visit(page, `/espace/dossiers/${id}/rubriques/${section}`);
      await page.waitForSelector('dossier-draft[data-ready]');
    }
    await strike(page, rows, stroke);
  }
  await leave(page);
}

/** « Continuer »: what was typed is sent, and the next page comes. */
async function leave(page: Page): Promise<void> {
  const before = page.url();
  await page.click('button[name=next]');
  await page.waitForURL((url) => url.href !== before);
}

async function visit(page: Page, path: string): Promise<void> {
  const answer = await page.goto(site.url + path);
  expect([path, answer!.status()]).toEqual([path, 200]);
}

async function on<T>(day: string, run: () => Promise<T>): Promise<T> {
  site.clock.now = at(day);
  return run();
}

function at(day: string): Temporal.Instant {
  return Temporal.Instant.from(`${day}T09:00:00Z`);
}

/** Today, as it is typed. */
function today(): string {
  const { year, month, day } = site.clock.now.toZonedDateTimeISO('Europe/Paris');
  return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
}
