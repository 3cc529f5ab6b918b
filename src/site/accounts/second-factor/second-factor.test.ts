import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { auditEntry } from '../../../kernel/audit/schema.ts';
import { createUser } from '../../../kernel/auth/factories.ts';
import { signInLinkJobs } from '../../../kernel/auth/links/sign-in.ts';
import { accountSecondFactor, accountSession, accountUser } from '../../../kernel/auth/schema.ts';
import { mailOutbox } from '../../../kernel/mail/schema.ts';
import { type Browser, type Site, siteTest } from '../../../../test/site.ts';
import { codeOf } from './testing.ts';

const test = siteTest();
const password = 'la péniche verte descend la Meuse';

test('who may write is asked for a second factor first, and until then reads', async ({ openSite, act }) => {
  const browser = await openSite().browser();
  await createUser(act(), { email: 'awa@exemple.org', role: 'admin', password });
  const signedIn = await browser.post('/connexion', { email: 'awa@exemple.org', password, retour: '/equipe' });
  expect(signedIn.headers.get('location')).toBe('/compte/second-facteur');
  expect((await browser.get('/equipe')).headers.get('location')).toBe('/compte/second-facteur');
  expect((await browser.post('/equipe/invitation', { name: 'B', email: 'b@exemple.org', role: 'admin' })).headers.get('location')).toBe(
    '/compte/second-facteur',
  );
  expect((await browser.get('/')).status).toBe(200);
  expect(await (await browser.get('/compte/second-facteur')).text()).toContain('il faut d’abord un second facteur');
});

test('setting it up takes the password and a first code, changes the session, and shows backup codes once', async ({
  openSite,
  act,
  db,
}) => {
  const site = openSite();
  const { browser, secret, codes } = await enrol(site, act(), 'officer');
  expect(codes).toHaveLength(10);
  expect((await browser.get('/courriers')).status).toBe(200);
  expect(await (await browser.get('/compte')).text()).not.toContain(codes[0]);
  const [factor] = await db.select().from(accountSecondFactor);
  expect(JSON.stringify(factor)).not.toContain(secret);
  expect(JSON.stringify(factor)).not.toContain(codes[0]);
  expect((await db.select().from(auditEntry)).map((entry) => entry.command)).toContain('account.setUpSecondFactor');
});

test('a wrong password or a wrong code sets nothing up', async ({ openSite, act, db }) => {
  const browser = await openSite().browser();
  await createUser(act(), { email: 'awa@exemple.org', role: 'editor', password });
  await browser.post('/connexion', { email: 'awa@exemple.org', password });
  expect((await browser.post('/compte/second-facteur', { password: 'un autre mot de passe' })).status).toBe(422);
  expect(await db.select().from(accountSecondFactor)).toEqual([]);
  await browser.post('/compte/second-facteur', { password });
  expect((await browser.post('/compte/second-facteur/code', { code: '000000' })).status).toBe(422);
  expect((await db.select().from(accountUser)).map((user) => user.twoFactorEnabled)).toEqual([false]);
});

test('setting it up ends every other session of the person, and nobody else’s', async ({ openSite, act, db }) => {
  const site = openSite();
  const neighbour = await site.browser('officer');
  const elsewhere = await site.browser();
  const { browser } = await enrol(site, act(), 'officer', () => elsewhere.post('/connexion', { email: 'awa@exemple.org', password }));
  expect((await elsewhere.get('/compte')).headers.get('location')).toBe('/connexion?retour=%2Fcompte');
  expect((await browser.get('/courriers')).status).toBe(200);
  expect((await neighbour.get('/courriers')).status).toBe(200);
  const [user] = await db.select().from(accountUser).where(eq(accountUser.email, 'awa@exemple.org'));
  expect(await db.select().from(accountSession).where(eq(accountSession.userId, user!.id))).toHaveLength(1);
});

test('a wrong first code ends no session', async ({ openSite, act, db }) => {
  const site = openSite();
  await createUser(act(), { email: 'awa@exemple.org', role: 'editor', password });
  const [browser, elsewhere] = [await site.browser(), await site.browser()];
  for (const one of [browser, elsewhere]) await one.post('/connexion', { email: 'awa@exemple.org', password });
  await browser.post('/compte/second-facteur', { password });
  expect((await browser.post('/compte/second-facteur/code', { code: '000000' })).status).toBe(422);
  expect((await elsewhere.get('/compte')).status).toBe(200);
  expect(await db.select().from(accountSession)).toHaveLength(2);
});

test('only the session that typed the password sees the secret; another types it again and gets a fresh one', async ({ openSite, act }) => {
  const site = openSite();
  await createUser(act(), { email: 'awa@exemple.org', role: 'editor', password });
  const [browser, elsewhere] = [await site.browser(), await site.browser()];
  for (const one of [browser, elsewhere]) await one.post('/connexion', { email: 'awa@exemple.org', password });
  await browser.post('/compte/second-facteur', { password });
  const first = await readSecret(browser);
  expect(await readSecret(browser)).toBe(first);
  expect(await readSecret(elsewhere)).toBeNull();
  const tried = await elsewhere.post('/compte/second-facteur/code', { code: await codeOf(first!) });
  expect(tried.headers.get('location')).toBe('/compte/second-facteur');
  expect(await readSecret(browser)).toBe(first);
  await elsewhere.post('/compte/second-facteur', { password });
  const second = await readSecret(elsewhere);
  expect(second).toHaveLength(first!.length);
  expect(second).not.toBe(first);
  expect(await readSecret(browser)).toBeNull();
});

test('then the password alone opens nothing: the code of the moment does, once', async ({ openSite, act }) => {
  const site = openSite();
  const { secret, used } = await enrol(site, act(), 'officer');
  const browser = await site.browser();
  const challenged = await browser.post('/connexion', { email: 'awa@exemple.org', password, retour: '/courriers' });
  expect(challenged.headers.get('location')).toBe('/connexion/second-facteur?retour=%2Fcourriers');
  expect((await browser.get('/compte')).status).toBe(303);
  expect((await browser.post('/connexion/second-facteur', { code: '000000' })).status).toBe(422);
  expect((await browser.post('/connexion/second-facteur', { code: used })).status).toBe(422);
  const fresh = await codeOf(secret, 1);
  const entered = await browser.post('/connexion/second-facteur?retour=%2Fcourriers', { code: `${fresh.slice(0, 3)} ${fresh.slice(3)}` });
  expect(entered.headers.get('location')).toBe('/courriers');
  expect((await browser.get('/courriers')).status).toBe(200);
});

test('a link of the mail is a first factor only: the code is asked for all the same', async ({ openSite, act, db, sentJobs }) => {
  const site = openSite();
  const { secret } = await enrol(site, act(), 'officer');
  const browser = await site.browser();
  await browser.post('/connexion/lien', { email: 'awa@exemple.org' });
  for (const job of await sentJobs()) await signInLinkJobs[job.name]?.(act(), job.data);
  const [mail] = await db.select().from(mailOutbox);
  const followed = await browser.post(/\/connexion\/lien\/\S+/.exec(mail!.body)![0]);
  expect(followed.headers.get('location')).toBe('/connexion/second-facteur');
  expect((await browser.get('/compte')).status).toBe(303);
  await browser.post('/connexion/second-facteur', { code: await codeOf(secret, 1) });
  expect((await browser.get('/compte')).status).toBe(200);
});

test('a backup code stands in for the telephone, once', async ({ openSite, act }) => {
  const site = openSite();
  const { codes } = await enrol(site, act(), 'officer');
  for (const status of [303, 422]) {
    const browser = await site.browser();
    await browser.post('/connexion', { email: 'awa@exemple.org', password });
    expect((await browser.post('/connexion/code-de-secours', { code: codes[3]! })).status).toBe(status);
  }
});

test('after five wrong codes the challenge is over', async ({ openSite, act }) => {
  const site = openSite();
  const { secret } = await enrol(site, act(), 'officer');
  const browser = await site.browser();
  await browser.post('/connexion', { email: 'awa@exemple.org', password });
  const statuses = [];
  for (let attempt = 1; attempt <= 6; attempt += 1)
    statuses.push((await browser.post('/connexion/second-facteur', { code: '000000' })).status);
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  expect((await browser.post('/connexion/second-facteur', { code: await codeOf(secret, 1) })).status).toBe(422);
  expect((await browser.get('/compte')).status).toBe(303);
});

test('a lost telephone is reset by an administrator; the person sets up another', async ({ openSite, act, db }) => {
  const site = openSite();
  const { browser } = await enrol(site, act(), 'officer');
  const [user] = await db.select().from(accountUser).where(eq(accountUser.email, 'awa@exemple.org'));
  expect((await (await site.browser('admin')).post(`/equipe/${user!.id}/second-facteur`)).status).toBe(303);
  expect((await browser.get('/compte')).status).toBe(303);
  const again = await browser.post('/connexion', { email: 'awa@exemple.org', password });
  expect(again.headers.get('location')).toBe('/compte/second-facteur');
});

async function enrol(
  site: Site,
  act: Parameters<typeof createUser>[0],
  role: 'officer',
  before: () => Promise<unknown> = async () => null,
): Promise<{ browser: Browser; secret: string; used: string; codes: string[] }> {
  const browser = await site.browser();
  await createUser(act, { email: 'awa@exemple.org', role, password });
  await browser.post('/connexion', { email: 'awa@exemple.org', password });
  await before();
  const token = browser.cookies.get('beffroi.session_token');
  await browser.post('/compte/second-facteur', { password });
  expect(await (await browser.get('/compte/second-facteur')).text()).toContain('Code QR');
  const secret = (await readSecret(browser))!;
  const used = await codeOf(secret);
  const done = await browser.post('/compte/second-facteur/code', { code: used });
  expect(done.status).toBe(200);
  expect(browser.cookies.get('beffroi.session_token')).not.toBe(token);
  const codes = [...(await done.text()).matchAll(/<code>(\w{5}-\w{5})<\/code>/g)].map((match) => match[1]!);
  return { browser, secret, used, codes };
}

async function readSecret(browser: Browser): Promise<string | null> {
  const page = await (await browser.get('/compte/second-facteur')).text();
  return /<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1]?.replaceAll(' ', '') ?? null;
}
