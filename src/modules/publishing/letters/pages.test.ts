import { expect } from 'vitest';
import { visitor } from '../../../kernel/actor.ts';
import { mailOutbox } from '../../../kernel/mail/schema.ts';
import { siteTest } from '../../../../test/site.ts';
import { createCorrespondents, type Correspondents } from './factories.ts';
import { mailingJobs } from './mailings/jobs.ts';
import { letterPanel } from './panel.ts';
import { writeLettersJob } from './mailings/commands.ts';
import { letter, mailing, unsubscription } from './schema.ts';
import { sendLetter } from './send.ts';

let some: Correspondents;
const test = siteTest(async (act) => {
  some = await createCorrespondents(act);
});

const hostile = '"><script>alert()</script><img src=x onerror=alert()>';
const template = {
  name: 'Rappel aux villes',
  purpose: 'news',
  frSubject: 'Pour {{collectivite}}',
  frBody: `{{appel}},\n\n${hostile}`,
  enSubject: '',
  enBody: '',
};

test('a template is written, a list drawn from it, each letter read, and the mailing leaves', async ({ act, db, openSite }) => {
  const browser = await openSite().browser('officer');
  const begun = await browser.post('/envois/modeles/nouveau', template);
  expect([begun.status, begun.headers.get('location')]).toEqual([303, '/envois/modeles/rappel-aux-villes?fait']);
  const listed = await browser.post('/envois/nouveau', {
    template: 'rappel-aux-villes',
    selection: 'parties',
    parties: 'Cotonou\nLomé\nNyon',
  });
  const page = listed.headers.get('location')!;
  const html = await (await browser.get(page)).text();
  expect(html).toContain('Aucune adresse électronique connue');
  expect(html).toContain('maire@cotonou.example');
  const preview = await (await browser.get(`${page}/apercu/cotonou`)).text();
  expect(preview).toContain('Pour Cotonou');
  expect(preview).not.toMatch(/<script>alert|<img/);
  expect((await browser.post(`${page}/destinataires/nyon`, { channel: 'none', reason: '' })).status).toBe(422);
  await browser.post(`${page}/destinataires/nyon`, { channel: 'none', reason: 'Vue hier.' });
  expect(await (await browser.get(page)).text()).toContain('Vue hier. (Compte officer)');
  expect(await (await browser.get(`${page}/depart`)).text()).toContain('name="mail" value="1"');
  expect((await browser.post(`${page}/depart`, { mail: '2', paper: '1', none: '0' })).status).toBe(422);
  expect((await browser.post(`${page}/depart`, { mail: '1', paper: '1', none: '1' })).status).toBe(303);
  const { id } = (await db.select().from(mailing))[0]!;
  await mailingJobs[writeLettersJob]!(act({ actor: { kind: 'system', name: 'x' } }), { id });
  const sent = await (await browser.get(page)).text();
  expect(sent).toContain('En attente');
  expect(sent).toContain('À poster');
  const csv = await (await browser.get(`${page}?format=csv`)).text();
  expect(csv).toContain('Nyon');
  expect(csv).toContain('Vue hier.');
  const pdf = await browser.get(`${page}/lettres`);
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
  expect((await browser.post(`${page}/depart`, { mail: '1', paper: '1', none: '1' })).status).toBe(409);
});

test('a template with everything wrong comes back whole, each error beside its field', async ({ openSite }) => {
  const browser = await openSite().browser('editor');
  const response = await browser.post('/envois/modeles/nouveau', { name: ' ', purpose: 'x', frSubject: '', frBody: '' });
  expect(response.status).toBe(422);
  const html = await response.text();
  for (const id of ['name', 'purpose', 'frSubject', 'frBody']) expect(html).toContain(`id="${id}-error"`);
  const unknown = await browser.post('/envois/modeles/nouveau', { ...template, frSubject: '{{maire}}', frBody: '{{ville}} {{pays}}' });
  const fields = await unknown.text();
  expect(fields).toContain('{{maire}} n’est pas un champ');
  expect(fields).toContain('{{ville}}, {{pays}} ne sont pas des champs');
});

test('a letter to one city is read by it, and is not there for another', async ({ act, db, openSite }) => {
  const { id } = await sendLetter(act(), { purpose: 'dues', key: 'a', partyId: some.cotonou, subject: 'Votre cotisation', text: hostile });
  await db.update(mailOutbox).set({ state: 'sent', sentAt: act().now });
  const site = openSite();
  const [own, other] = [await site.browser('city', some.cotonou), await site.browser('city', some.lome)];
  expect(await (await own.get('/espace/courriers')).text()).toContain('Votre cotisation');
  const page = await own.get(`/espace/courriers/${id}`);
  expect([page.status, /<script>alert|<img/.test(await page.text())]).toEqual([200, false]);
  expect(await (await other.get('/espace/courriers')).text()).not.toContain('Votre cotisation');
  expect((await other.get(`/espace/courriers/${id}`)).status).toBe(404);
  for (const path of [`/lettres/${id}`, `/lettres/${id}/pdf`, '/courriers/partie/cotonou', '/envois'])
    expect([path, (await own.get(path)).status]).toEqual([path, 403]);
  const staff = await site.browser('reader');
  expect(await (await staff.get('/courriers/partie/cotonou')).text()).toContain('Votre cotisation');
  expect((await staff.get(`/lettres/${id}`)).status).toBe(200);
});

test('the page of a party has a line of its letters for the secretariat, and for nobody else', async ({ act }) => {
  await sendLetter(act(), { purpose: 'dues', key: 'a', partyId: some.cotonou, subject: 'x', text: 'x' });
  const party = { id: some.cotonou, slug: 'cotonou' };
  expect(await letterPanel(act({ role: 'reader' }), party, 'fr')).toEqual([
    { path: '/courriers/partie/cotonou', title: 'Courriers', summary: 'un courrier, le 23 novembre 2026' },
  ]);
  expect(await letterPanel(act({ role: 'city' }), party, 'fr')).toEqual([]);
  expect(await letterPanel(act({ actor: visitor }), party, 'fr')).toEqual([]);
});

test('a link that refuses shows first, does by its form, and by the mailbox itself from anywhere; it is taken back', async ({
  act,
  db,
  openSite,
}) => {
  await sendLetter(act(), { purpose: 'invitation', key: 'a', partyId: some.cotonou, subject: 'x', text: 'x' });
  const link = (await db.select().from(mailOutbox))[0]!.unsubscribeUrl!.replace('http://localhost:3000', '');
  const { app, ...site } = openSite();
  const browser = await site.browser();
  expect(await (await browser.get(link)).text()).toContain('Ne plus recevoir d’invitations');
  expect(await db.$count(unsubscription)).toBe(0);
  // As a mailbox posts it: without an origin, a cookie, or a page.
  const oneClick = await app.request(
    new Request(`http://localhost:3000${link}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    }),
  );
  expect(oneClick.status).toBe(303);
  expect(await db.select().from(unsubscription)).toMatchObject([
    { address: 'maire@cotonou.example', purpose: 'invitation', undoneAt: null },
  ]);
  expect(await (await browser.get(link)).text()).toContain('Vous ne recevrez plus d’invitations');
  await browser.post(`${link}/retour`);
  expect((await db.select().from(unsubscription))[0]!.undoneAt).not.toBeNull();
  expect(site.log.join('\n')).not.toContain(link.split('/').at(-1));
});

test('letters that wait are printed, then posted, and no longer wait', async ({ act, db, openSite }) => {
  await sendLetter(act(), { purpose: 'notice', key: 'a', partyId: some.nyon, subject: 'Avis', text: 'Texte' });
  const browser = await openSite().browser('editor');
  expect(await (await browser.get('/lettres')).text()).toContain('Avis');
  expect((await browser.get('/lettres/impression')).headers.get('content-type')).toBe('application/pdf');
  const { id } = (await db.select().from(letter))[0]!;
  await browser.post(`/lettres/${id}/poste`);
  expect(await (await browser.get('/lettres')).text()).toContain('Aucune lettre à poster');
  expect((await browser.post(`/lettres/${id}/poste`)).status).toBe(409);
  for (const key of ['b', 'c']) await sendLetter(act(), { purpose: 'notice', key, partyId: some.nyon, subject: 'Avis', text: 'Texte' });
  const ids = [...(await (await browser.get('/lettres')).text()).matchAll(/name="ids" value="([^"]+)"/g)].map((match) => match[1]!);
  expect(ids).toHaveLength(2);
  await browser.post('/lettres/postees', { ids: ids[0]! });
  expect(await (await browser.get('/lettres?postees=1')).text()).toContain('La lettre est notée comme postée.');
  expect((await db.select().from(letter)).filter((one) => one.postedAt === null).map((one) => one.id)).toEqual([ids[1]]);
  await browser.post(`/lettres/${ids[1]}/poste`);
  expect((await browser.get('/lettres/impression')).status).toBe(404);
});

test('a party is written to in the language that the secretariat chose', async ({ act, db, openSite }) => {
  const browser = await openSite().browser('officer');
  await browser.post('/courriers/partie/cotonou/langue', { lang: 'en' });
  await sendLetter(act(), { purpose: 'dues', key: 'a', partyId: some.cotonou, subject: 'x', text: 'x' });
  expect((await db.select().from(letter))[0]!.lang).toBe('en');
  expect(
    (
      await openSite()
        .browser('reader')
        .then((reader) => reader.post('/courriers/partie/cotonou/langue', { lang: 'fr' }))
    ).status,
  ).toBe(403);
});
