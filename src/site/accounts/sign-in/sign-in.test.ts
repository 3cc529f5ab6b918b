import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { dateOf } from '../../../kernel/auth/dates.ts';
import { createUser } from '../../../kernel/auth/factories.ts';
import { signInLinkJobs } from '../../../kernel/auth/links/sign-in.ts';
import { accountLink, accountSession, accountUser } from '../../../kernel/auth/schema.ts';
import { mailOutbox } from '../../../kernel/mail/schema.ts';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import type { SentJob } from '../../../kernel/db/testing/jobs.ts';
import { type Browser, siteTest } from '../../../../test/site.ts';

const test = siteTest();
const password = 'la péniche verte descend la Meuse';

test('a reader signs in with a password, and out again', async ({ openSite, act, db }) => {
  const browser = await openSite().browser();
  await createUser(act(), { email: 'awa@exemple.org', name: 'Awa Diop', password });
  const signedIn = await browser.post('/connexion', { email: ' Awa@Exemple.org ', password, retour: '/compte' });
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/compte']);
  expect(await (await browser.get('/compte')).text()).toContain('Awa Diop');
  expect((await browser.post('/deconnexion')).status).toBe(303);
  expect((await browser.get('/compte')).headers.get('location')).toBe('/connexion?retour=%2Fcompte');
  expect(await db.select().from(accountSession)).toEqual([]);
});

test('the database holds only the hash of what the browser holds', async ({ openSite, act, db }) => {
  const browser = await openSite().browser();
  await createUser(act(), { email: 'awa@exemple.org', password });
  await browser.post('/connexion', { email: 'awa@exemple.org', password });
  const cookie = decodeURIComponent(browser.cookies.get('beffroi.session_token')!).split('.')[0]!;
  const [session] = await db.select().from(accountSession);
  expect(cookie).toHaveLength(32);
  expect(session!.token).not.toContain(cookie);
  expect((await browser.get('/compte')).status).toBe(200);
  browser.cookies.set('beffroi.session_token', encodeURIComponent(`${session!.token}.${'A'.repeat(43)}=`));
  expect((await browser.get('/compte')).status).toBe(303);
});

test('session cookies are kept from scripts and other sites, and travel only by https where the site does', async ({ openSite, act }) => {
  await createUser(act(), { email: 'awa@exemple.org', password });
  const plain = await (await openSite().browser()).post('/connexion', { email: 'awa@exemple.org', password });
  expect(plain.headers.getSetCookie()[0]).toMatch(/^beffroi\.session_token=.*; Path=\/; HttpOnly; SameSite=Lax$/);
  const secure = await (
    await openSite({ url: 'https://beffroi.exemple.org' }).browser()
  ).post('/connexion', { email: 'awa@exemple.org', password });
  expect(secure.headers.getSetCookie()[0]).toMatch(/^__Secure-beffroi\.session_token=.*; Secure; SameSite=Lax$/);
});

test('signing in changes the token: one planted beforehand opens nothing', async ({ openSite, act }) => {
  const site = openSite();
  const browser = await site.browser();
  await createUser(act(), { email: 'awa@exemple.org', password });
  const planted = 'jeton-de-quelqu-un-d-autre.signature';
  browser.cookies.set('beffroi.session_token', planted);
  await browser.post('/connexion', { email: 'awa@exemple.org', password });
  expect(browser.cookies.get('beffroi.session_token')).not.toBe(planted);
  const other = await site.browser();
  other.cookies.set('beffroi.session_token', planted);
  expect((await other.get('/compte')).status).toBe(303);
});

test('a wrong password and an unknown address get the same answer', async ({ openSite, act }) => {
  const browser = await openSite().browser();
  await createUser(act(), { email: 'awa@exemple.org', password });
  const answers = [];
  for (const email of ['awa@exemple.org', 'inconnu@exemple.org']) {
    const answer = await browser.post('/connexion', { email, password: 'pas le bon mot de passe' });
    answers.push([answer.status, (await answer.text()).replaceAll(email, '…').replace(/value="[0-9a-f-]{36}"/g, '')]);
  }
  expect(answers[0]![0]).toBe(422);
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]![1]).toContain('L’adresse ou le mot de passe n’est pas le bon');
  expect(answers[0]![1]).not.toContain('pas le bon mot de passe');
});

test('after eight wrong passwords the next attempts wait, even with the right one', async ({ openSite, act }) => {
  const browser = await openSite().browser();
  await createUser(act(), { email: 'awa@exemple.org', password });
  for (let attempt = 1; attempt <= 8; attempt += 1)
    expect((await browser.post('/connexion', { email: 'awa@exemple.org', password: 'mauvais' })).status).toBe(422);
  const refused = await browser.post('/connexion', { email: 'awa@exemple.org', password });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
  expect(await refused.text()).toContain('Trop d’essais');
  expect((await browser.post('/connexion', { email: 'autre@exemple.org', password: 'mauvais' })).status).toBe(422);
});

test('signing in never leads to another site', async ({ openSite, act }) => {
  const browser = await openSite().browser();
  await createUser(act(), { email: 'awa@exemple.org', password });
  for (const retour of ['//ailleurs.example', 'https://ailleurs.example/', '/\\ailleurs.example', '/.//ailleurs.example']) {
    const page = await (await browser.get(`/connexion?${new URLSearchParams({ retour })}`)).text();
    expect(page).not.toContain('name="retour"');
    const answer = await browser.post('/connexion', { email: 'awa@exemple.org', password, retour });
    expect(answer.headers.get('location')).toBe('/');
    await browser.post('/deconnexion');
  }
});

test('a deactivated person cannot sign in, and loses an open session at once', async ({ openSite, act, db }) => {
  const browser = await openSite().browser();
  const user = await createUser(act(), { email: 'awa@exemple.org', password });
  await browser.post('/connexion', { email: 'awa@exemple.org', password });
  expect((await browser.get('/compte')).status).toBe(200);
  await db
    .update(accountUser)
    .set({ deactivatedAt: dateOf(act().now) })
    .where(eq(accountUser.id, user.id));
  expect((await browser.get('/compte')).status).toBe(303);
  expect((await browser.post('/connexion', { email: 'awa@exemple.org', password })).status).toBe(422);
});

test('asking for a link gives the same page whether or not the address has an account, and only a known address gets a mail', async ({
  openSite,
  act,
  db,
  sentJobs,
}) => {
  const browser = await openSite().browser();
  await createUser(act(), { email: 'awa@exemple.org' });
  const pages = [];
  for (const email of ['awa@exemple.org', 'inconnu@exemple.org']) {
    const answer = await browser.post('/connexion/lien', { email });
    pages.push([answer.status, (await answer.text()).replaceAll(email, '…')]);
  }
  expect(pages[0]).toEqual(pages[1]);
  for (const job of await sentJobs()) await signInLinkJobs[job.name]!(act(), job.data);
  const mails = await db.select().from(mailOutbox);
  expect(mails.map((mail) => [mail.recipient, mail.secret, mail.state])).toEqual([['awa@exemple.org', true, 'waiting']]);
});

test('a link signs in from the browser that asked, once; opening it uses nothing', async ({ openSite, act, db, sentJobs }) => {
  const site = openSite();
  const browser = await site.browser();
  const link = await receiveLink(browser, act(), db, sentJobs);
  for (let scan = 0; scan < 3; scan += 1) expect((await (await site.browser()).get(link.path)).status).toBe(200);
  expect(await (await browser.get(link.path)).text()).toContain('Appuyez sur le bouton');
  expect((await browser.post(link.path)).headers.get('location')).toBe('/');
  expect((await browser.get('/compte')).status).toBe(200);
  expect((await browser.post(link.path)).status).toBe(404);
  expect(await (await browser.get(link.path)).text()).toContain('Ce lien ne sert plus');
});

test('another browser must type the code of the mail, and has five tries', async ({ openSite, act, db, sentJobs }) => {
  const site = openSite();
  const link = await receiveLink(await site.browser(), act(), db, sentJobs);
  const other = await site.browser();
  expect(await (await other.get(link.path)).text()).toContain('Code du message');
  expect((await other.post(link.path)).status).toBe(422);
  expect((await other.post(link.path, { code: '0000 0000' })).status).toBe(422);
  expect((await other.post(link.path, { code: link.code })).headers.get('location')).toBe('/');
  const second = await receiveLink(await site.browser(), act(), db, sentJobs);
  for (let attempt = 1; attempt <= 5; attempt += 1) await other.post(second.path, { code: '00000000' });
  expect((await other.post(second.path, { code: second.code })).status).toBe(404);
});

test('asking again takes nothing from a link that waits; using one ends the others', async ({ openSite, act, db, sentJobs }) => {
  const site = openSite();
  const browser = await site.browser();
  const link = await receiveLink(browser, act(), db, sentJobs);
  const [{ recipient }] = (await db.select().from(mailOutbox)) as [typeof mailOutbox.$inferSelect];
  const stranger = await site.browser();
  await stranger.post('/connexion/lien', { email: recipient });
  const asked = (await sentJobs()).filter((job) => job.data['email'] === recipient).at(-1)!;
  await signInLinkJobs[asked.name]!(act(), asked.data);
  const paths = (await db.select().from(mailOutbox)).map((mail) => /\/connexion\/lien\/\S+/.exec(mail.body)![0]);
  const other = paths.find((path) => path !== link.path)!;
  expect((await stranger.get(other)).status).toBe(200);
  expect((await browser.post(link.path)).headers.get('location')).toBe('/');
  expect((await stranger.post(other)).status).toBe(404);
});

test('a link is good for ten minutes', async ({ openSite, act, db, sentJobs }) => {
  const site = openSite();
  const browser = await site.browser();
  const link = await receiveLink(browser, act(), db, sentJobs);
  site.clock.now = site.clock.now.add({ minutes: 9, seconds: 59 });
  expect((await browser.get(link.path)).status).toBe(200);
  site.clock.now = site.clock.now.add({ seconds: 1 });
  expect((await browser.post(link.path)).status).toBe(404);
});

test('the log never holds the secret of a link', async ({ openSite, act, db, sentJobs }) => {
  const site = openSite();
  const browser = await site.browser();
  const link = await receiveLink(browser, act(), db, sentJobs);
  await browser.get(`${link.path}?x=secret`);
  await browser.post(link.path);
  expect(site.log.join('\n')).toContain('/connexion/lien/…');
  expect(site.log.join('\n')).not.toContain(link.path.split('/').at(-1));
  expect(site.log.join('\n')).not.toContain('secret');
});

test('without a mail server no link is offered, and the page says why', async ({ openSite }) => {
  const browser = await openSite({ sendsMail: false }).browser();
  expect(await (await browser.get('/connexion')).text()).toContain('Mot de passe oublié');
  expect(await (await browser.get('/connexion/lien')).text()).toContain('aucun serveur de courrier');
  expect((await browser.post('/connexion/lien', { email: 'awa@exemple.org' })).status).toBe(409);
});

test.for([
  { purpose: 'first_admin', userId: 'x' },
  { purpose: 'invitation', userId: null },
  { purpose: 'sign_in', userId: 'x', codeHash: null },
] as const)('a one-time link that says $purpose and holds something else is refused by the database', async (wrong, { db, act }) => {
  const user = await createUser(act());
  const row = {
    id: crypto.randomUUID(),
    tokenHash: 'a',
    codeHash: null,
    browserHash: null,
    createdAt: act().now,
    expiresAt: act().now.add({ minutes: 1 }),
    ...wrong,
    userId: wrong.userId && user.id,
  };
  await expect(db.transaction((tx) => tx.insert(accountLink).values(row))).rejects.toThrow();
});

/** Asks for a link of a person of one's own, and reads the mail that comes. */
async function receiveLink(
  browser: Browser,
  act: Act,
  db: Db,
  sentJobs: () => Promise<SentJob[]>,
): Promise<{ path: string; code: string }> {
  const { email } = await createUser(act);
  await browser.post('/connexion/lien', { email });
  for (const job of await sentJobs()) if (job.data['email'] === email) await signInLinkJobs[job.name]!(act, job.data);
  const [mail] = await db.select().from(mailOutbox).where(eq(mailOutbox.recipient, email));
  return { path: /\/connexion\/lien\/\S+/.exec(mail!.body)![0], code: /code\u00a0: (\d{4} \d{4})/.exec(mail!.body)![1]! };
}
