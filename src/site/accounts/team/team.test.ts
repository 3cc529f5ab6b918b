import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { auditEntry } from '../../../kernel/audit/schema.ts';
import { createUser } from '../../../kernel/auth/factories.ts';
import { accountSession, accountUser } from '../../../kernel/auth/schema.ts';
import { changeRole, deactivateMember } from '../../../kernel/auth/users/commands.ts';
import { mailOutbox } from '../../../kernel/mail/schema.ts';
import { siteTest } from '../../../../test/site.ts';

const test = siteTest();
const password = 'la péniche verte descend la Meuse';
const awa = { name: 'Awa Diop', email: 'awa@exemple.org', role: 'reader', lang: 'fr' };

test('an administrator invites someone, who chooses a password by the link of the mail and is signed in', async ({ openSite, db }) => {
  const site = openSite();
  expect(await (await (await site.browser('admin')).post('/equipe/invitation', awa)).text()).toContain(
    'Un message vient de partir vers awa@exemple.org',
  );
  const [mail] = await db.select().from(mailOutbox);
  const path = /\/invitation\/lien\/\S+/.exec(mail!.body)![0];
  const browser = await site.browser();
  expect(await (await browser.get(path)).text()).toContain('Bonjour Awa Diop');
  expect((await browser.post(path, { password: 'trop court' })).status).toBe(422);
  expect((await browser.post(path, { password })).status).toBe(303);
  expect((await browser.get('/compte')).status).toBe(200);
  expect((await browser.post(path, { password: 'une autre phrase bien longue' })).status).toBe(404);
  expect((await (await site.browser()).post('/connexion', { email: 'awa@exemple.org', password })).status).toBe(303);
  expect(
    (await db.select().from(auditEntry).orderBy(auditEntry.at)).map((entry) => `${entry.actor}: ${entry.command} ${entry.subject}`),
  ).toEqual(expect.arrayContaining(['Compte admin: team.invite awa@exemple.org', 'Awa Diop: account.choosePassword awa@exemple.org']));
});

test('without a mail server the link is shown once to whoever invites, and kept nowhere', async ({ openSite, db }) => {
  const site = openSite({ sendsMail: false });
  const page = await (await (await site.browser('admin')).post('/equipe/invitation', awa)).text();
  const path = /http:\/\/localhost:3000(\/invitation\/lien\/[\w-]+)/.exec(page)![1]!;
  expect(await db.select().from(mailOutbox)).toEqual([]);
  expect((await (await site.browser()).get(path)).status).toBe(200);
});

test('an invitation is good for seven days, and a new one replaces it', async ({ openSite, db }) => {
  const site = openSite({ sendsMail: false });
  const admin = await site.browser('admin');
  const link = async (path: string, fields = {}) => /(\/invitation\/lien\/[\w-]+)/.exec(await (await admin.post(path, fields)).text())![1]!;
  const first = await link('/equipe/invitation', awa);
  const [user] = await db.select().from(accountUser).where(eq(accountUser.email, awa.email));
  const second = await link(`/equipe/${user!.id}/invitation`);
  const browser = await site.browser();
  expect((await browser.get(first)).status).toBe(404);
  site.clock.now = site.clock.now.add({ hours: 7 * 24 }).subtract({ seconds: 1 });
  expect((await browser.get(second)).status).toBe(200);
  site.clock.now = site.clock.now.add({ seconds: 1 });
  expect((await browser.post(second, { password })).status).toBe(404);
});

test('an address has one account', async ({ openSite }) => {
  const admin = await openSite().browser('admin');
  await admin.post('/equipe/invitation', awa);
  const again = await admin.post('/equipe/invitation', { ...awa, name: 'Une autre', email: 'AWA@exemple.org' });
  expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('Quelqu’un a déjà un compte à cette adresse')]);
});

test('a form with everything wrong says everything at once, and keeps what was typed', async ({ openSite }) => {
  const admin = await openSite().browser('admin');
  const page = await (await admin.post('/equipe/invitation', { name: ' ', email: 'pas une adresse', role: 'empereur' })).text();
  expect(page).toContain('pas une adresse');
  for (const sentence of [
    'Ce champ est vide',
    'Cette adresse électronique n’est pas complète',
    '«\u00a0empereur\u00a0» n’est pas dans la liste',
  ])
    expect(page).toContain(sentence);
});

test('closing an account ends its sessions at once; nobody closes their own, nor changes their own role', async ({ openSite, act, db }) => {
  const site = openSite();
  const [admin, reader] = [await site.browser('admin'), await site.browser('reader')];
  const [person] = await db.select().from(accountUser).where(eq(accountUser.role, 'reader'));
  const [self] = await db.select().from(accountUser).where(eq(accountUser.role, 'admin'));
  expect((await reader.get('/compte')).status).toBe(200);
  await admin.post(`/equipe/${person!.id}/desactivation`);
  expect((await reader.get('/compte')).status).toBe(303);
  expect(await db.select().from(accountSession).where(eq(accountSession.userId, person!.id))).toEqual([]);
  await createUser(act(), { role: 'admin' });
  for (const path of ['desactivation', 'second-facteur']) expect((await admin.post(`/equipe/${self!.id}/${path}`)).status).toBe(409);
  expect((await admin.post(`/equipe/${self!.id}/role`, { role: 'reader' })).status).toBe(422);
});

test('one administrator always remains', async ({ act }) => {
  const system = act({ actor: { kind: 'system', name: 'beffroi' } });
  const [first, last] = [await createUser(system, { role: 'admin' }), await createUser(system, { role: 'admin' })];
  await deactivateMember(system, first.id);
  await expect(deactivateMember(system, last.id)).rejects.toThrow('dernier compte');
  await expect(changeRole(system, last.id, { role: 'officer' })).rejects.toThrow('dernier compte');
});

test('a role that changes counts at once', async ({ openSite, db }) => {
  const site = openSite();
  const [admin, officer] = [await site.browser('admin'), await site.browser('officer')];
  expect((await officer.get('/courriers')).status).toBe(200);
  const [person] = await db.select().from(accountUser).where(eq(accountUser.role, 'officer'));
  expect((await admin.post(`/equipe/${person!.id}/role`, { role: 'reader' })).status).toBe(303);
  expect((await officer.get('/courriers')).status).toBe(403);
});

test.for([{ role: sql`'empereur'` }, { email: 'Awa@Exemple.org' }, { email: 'sans arobase' }, { name: '' }, { lang: sql`'de'` }])(
  'the database refuses an account of which something is wrong: %j',
  async (wrong, { act, db }) => {
    const user = await createUser(act());
    await expect(db.transaction((tx) => tx.update(accountUser).set(wrong).where(eq(accountUser.id, user.id)))).rejects.toThrow(
      /violates check|Failed query/,
    );
  },
);
