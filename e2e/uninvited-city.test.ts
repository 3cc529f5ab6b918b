import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestEvent } from '../src/modules/events/factories.ts';
import { createMember } from '../src/modules/membership/dues/factories.ts';
import { createMandate, partial, revise } from '../src/modules/register/factories.ts';
import { endFact, factKinds } from '../src/modules/register/index.ts';
import { launchBrowser, openContext } from './browser.ts';
import { type SeededSite, startSeededSite } from './seeded-site.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});

test.each([{ javaScript: false }, { javaScript: true }])(
  'the uninvited city, from the first due of 2014 to the congress of 2024, with JavaScript: $javaScript',
  async ({ javaScript }) => {
    const site = await startSeededSite(Temporal.Instant.from('2014-04-02T08:00:00Z'));
    try {
      await tell(site, (role, partyId) => signIn(site, javaScript, role, partyId));
    } finally {
      await site.stop();
    }
  },
);

type SignIn = (role: 'finance' | 'officer' | 'direction' | 'city', partyId?: string) => Promise<Page>;

async function tell(site: SeededSite, open: SignIn): Promise<void> {
  // 2014: Belleville-sur-Rive has a mayor, and is a member since 1998.
  const city = await createMember(site.act(), 'Belleville-sur-Rive', { since: '1998' });
  const { officeId, factId } = await revise(site.act(), (rev) =>
    createMandate(rev, { partyId: city.id, slug: 'maire-de-belleville-sur-rive', name: 'Odile FARGE', from: '2014-03-30' }),
  );
  const account = `${site.url}/cotisations/comptes/belleville-sur-rive`;

  // Each year the due of 550 € is called, is not paid, and a reminder leaves.
  for (let year = 2014; year <= 2023; year += 1) {
    if (year === 2022) await changeMayor(site, officeId, factId);
    site.clock.now = Temporal.Instant.from(`${year}-07-01T08:00:00Z`);
    const finance = await open('finance');
    await finance.goto(`${account}/reprise`);
    await fill(finance, {
      year: String(year),
      amount: '550',
      calledOn: `01/02/${year}`,
      dueOn: `31/03/${year}`,
      source: 'Registre des cotisations',
    });
    await finance.goto(`${account}/relance`);
    await fill(finance, {
      year: String(year),
      sentOn: `15/06/${year}`,
      recipient: 'Mairie de Belleville-sur-Rive',
      address: 'Place du Beffroi, Belleville-sur-Rive',
      words: `Relance de la cotisation ${year}.`,
    });
    await finance.context().close();
  }

  // Who opens the account reads the reminders, with their dates and their recipients.
  site.clock.now = Temporal.Instant.from('2024-04-10T08:00:00Z');
  const finance = await open('finance');
  await finance.goto(account);
  const books = await read(finance);
  for (const year of [2014, 2022, 2023]) expect(books).toContain(`15 juin ${year}`);
  expect(books).toContain('Mairie de Belleville-sur-Rive');

  // The mayor of 2022 reads what he found on coming into office.
  const mayor = await open('city', city.id);
  await mayor.goto(`${site.url}/espace/cotisations`);
  const inherited = await read(mayor);
  expect(inherited).toContain('Ce que vous avez trouvé en arrivant');
  expect(inherited).toContain('4 400,00 €');

  // May 2024: the congress is announced, and its list computed, each party with its reason, before anything is sent.
  site.clock.now = Temporal.Instant.from('2024-05-02T08:00:00Z');
  const days = { startsOn: Temporal.PlainDate.from('2024-06-12'), endsOn: Temporal.PlainDate.from('2024-06-14') };
  await createTestEvent(site.act(), 'congres-2024', { place: 'Clairval', ...days });
  const officer = await open('officer');
  await officer.goto(`${site.url}/evenements/nouveau`);
  await officer.selectOption('[name=event]', 'congres-2024');
  await fill(officer, { timeZone: 'Europe/Paris', answersBy: '31/05/2024' });
  const event = `${site.url}/evenements/congres-2024`;
  expect(officer.url()).toBe(`${event}/preparation`);
  await addCondition(officer, event, 'standing', async () => officer.check('[name=standings][value=member]'));
  await addCondition(officer, event, 'arrears', async () => officer.fill('[name=years]', '2'));
  await officer.goto(`${event}/invitations`);
  const reason =
    'Non invitée : doit 5 500,00 € pour 10 années (2014–2023), depuis le 31 mars 2014 ; 10 relances, la dernière le 15 juin 2023.';
  expect(await read(officer)).toContain(reason);

  // The list is proposed; the direction reads it and signs it.
  await officer.locator('main form[method=post] button:not([type=button])').first().click();
  await officer.waitForURL(/listes\/1/);
  expect(await read(officer)).toContain('à signer');
  const direction = await open('direction');
  await direction.goto(`${event}/invitations/listes/1/approbation`);
  expect(await read(direction)).toContain(reason);
  await direction.locator('main form[method=post] button:not([type=button])').last().click();
  await direction.waitForURL(/listes\/1\?fait=approved/);
  expect(await read(direction)).toContain('La liste est signée');

  // The city learns it from its own space, with the reason and the name of who answers for it.
  await mayor.goto(`${site.url}/espace/evenements/congres-2024`);
  const told = await read(mayor);
  expect(told).toContain(reason);
  expect(told).toContain('Compte direction, 2 mai 2024');
}

/** July 2022: the mayor changes, and the debts stay. */
async function changeMayor(site: SeededSite, officeId: string, factId: string): Promise<void> {
  site.clock.now = Temporal.Instant.from('2022-03-10T08:00:00Z');
  await revise(site.act(), async (rev) => {
    await endFact(rev, factKinds.mandate, factId, { to: partial('2022-03-03') });
    await createMandate(rev, { officeId, name: 'Bastien LORME', from: '2022-03-03' });
  });
}

async function addCondition(page: Page, event: string, kind: string, choose: () => Promise<void>): Promise<void> {
  await page.goto(`${event}/invitations/regle`);
  await page.check(`[name=kind][value=${kind}]`);
  await choose();
  await page.locator('main form[method=post] button:not([type=button])').last().click();
  await page.waitForURL(/regle$/);
}

/** Fills the form of a page and sends it. */
async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const list = page.locator(`main select[name=${name}]`);
    if (await list.count()) await list.selectOption(value);
    else await page.fill(`main [name=${name}]`, value);
  }
  await page.locator('main form[method=post] button:not([type=button])').last().click();
  await page.waitForLoadState();
  expect(await page.locator('.govuk-error-summary').count(), await page.locator('main').innerText()).toBe(0);
}

/** The words of a page, as they are read. */
async function read(page: Page): Promise<string> {
  return (await page.locator('main').innerText()).replace(/[\s\u00a0\u202f]+/g, ' ');
}

async function signIn(site: SeededSite, javaScript: boolean, role: Parameters<SignIn>[0], partyId?: string): Promise<Page> {
  const context: BrowserContext = await openContext(browser, { javaScript });
  await context.addCookies(await site.signIn(role, partyId));
  return context.newPage();
}
