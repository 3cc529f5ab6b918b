import { like } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../kernel/act.ts';
import { mailOutbox } from '../../kernel/mail/schema.ts';
import { expectDocument } from '../../../test/documents.ts';
import { type Browser, siteTest } from '../../../test/site.ts';
import { findParty, revisionAt } from '../register/index.ts';
import { getApplication } from './applications/queries.ts';
import { issueCertificate } from './certificates/commands.ts';
import { createApplication, createNetworkParties, emptyPdf } from './factories.ts';
import { membershipPaths } from './paths.ts';

const test = siteTest(async (act) => void (await createNetworkParties(act)));
const day = (text: string) => Temporal.PlainDate.from(text);

test('R1, R2: a mayor’s office fills in its file page by page, comes back to it from another device, and sends it in', async ({
  act,
  openSite,
}) => {
  const site = openSite();
  const browser = await site.browser();
  expect(await (await browser.get('/adhesion')).text()).toContain('Rejoindre le réseau');
  const begun = await browser.post('/adhesion', { email: 'secretariat@aneho.example' });
  const base = begun.headers.get('location')!;
  expect([begun.status, base]).toEqual([303, expect.stringMatching(/^\/adhesion\/lien\/\S+$/)]);
  expect(await (await browser.get(base)).text()).toContain('il reste à remplir');
  const refused = await browser.post(`${base}/collectivite`, { name: ' ', state: 'nulle-part', category: 'planet' });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  for (const id of ['name', 'category']) expect(html).toContain(`id="${id}-error"`);
  await save(browser, `${base}/collectivite`, { name: 'Aného', state: 'togo', category: 'city', hasCouncil: 'yes' });
  await save(browser, `${base}/responsable`, { headName: 'Ama KPODAR', headFunction: 'Maire' });
  // Another device, by the link of the mail; the one that began is still open.
  const other = await site.browser();
  const mailed = new URL(await linkOf(act(), 'membership.draft', /https?:\S+\/adhesion\/lien\/\S+/)).pathname;
  expect(await (await other.get(mailed)).text()).toContain('Ama KPODAR, Maire');
  await save(other, `${mailed}/correspondant`, { contactName: 'Yao ADJEI', contactEmail: 'secretariat@aneho.example', lang: 'fr' });
  await save(other, `${mailed}/motifs`, { motives: 'Partager notre savoir-faire.' });
  expect((await other.post(`${mailed}/depot`, { declared: 'yes' })).status, 'its piece is missing').toBe(422);
  expect((await sendFile(other, `${mailed}/pieces`, 'council_deliberation', Buffer.from('<script>'))).status).toBe(422);
  expect((await sendFile(other, `${mailed}/pieces`, 'board_decision', emptyPdf)).status).toBe(422);
  expect((await sendFile(other, `${mailed}/pieces`, 'council_deliberation', emptyPdf)).headers.get('location')).toBe(`${mailed}/pieces`);
  expect((await other.post(`${mailed}/depot`)).status, 'it is declared true').toBe(422);
  expect((await other.post(`${mailed}/depot`, { declared: 'yes' })).headers.get('location')).toBe(`${mailed}?depose`);
  expect(await (await other.get(`${mailed}?depose`)).text()).toContain('2026-001');
  expect((await other.get(`${mailed}/collectivite`)).headers.get('location'), 'it no longer changes').toBe(mailed);
  expect(site.log.join(), 'no token is in the log').not.toContain(base.split('/').at(-1));
});

test('a link that is none, or too old, says what to do; asking for another says the same to everyone', async ({ openSite }) => {
  const site = openSite();
  const browser = await site.browser();
  const begun = await browser.post('/adhesion', { email: 'secretariat@aneho.example' });
  site.clock.now = site.clock.now.add({ hours: 91 * 24 });
  for (const path of ['/adhesion/lien/rien', begun.headers.get('location')!]) {
    const response = await browser.get(path);
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('demandez un nouveau lien')]);
  }
  const answers = [];
  for (const email of ['secretariat@aneho.example', 'inconnu@exemple.org']) {
    const response = await browser.post('/adhesion/reprise', { email });
    answers.push([response.status, response.headers.get('location')]);
  }
  expect(answers[0]).toEqual(answers[1]);
});

test('nobody makes the site write to one address again and again', async ({ openSite }) => {
  const browser = await openSite().browser();
  const statuses = [];
  for (let number = 0; number < 9; number += 1) statuses.push((await browser.post('/adhesion', { email: 'cible@exemple.org' })).status);
  expect(statuses.at(-1)).toBe(429);
});

test('R1: the secretariat checks, asks, records, and the city becomes a member; the capital answers without an account', async ({
  act,
  openSite,
}) => {
  const site = openSite();
  const [officer, capital] = [await site.browser('officer'), await site.browser()];
  const id = await createApplication(act(), 'submitted');
  const at = membershipPaths.application(id);
  expect(await (await officer.get(at)).text()).toContain('Le dossier est complet');
  await save(officer, `${at}/verification`, { party: '' });
  expect(await (await officer.get(`${at}/demande-d-avis`)).text()).toContain('Capitale\u00a0: Lomé.');
  await save(officer, `${at}/demande-d-avis`, { addressee: 'Monsieur le Maire', email: 'maire@lome.example', lang: 'fr' });
  const link = new URL(await linkOf(act(), 'membership.opinion', /https?:\S+\/lien\/\S+/)).pathname;
  expect(await (await capital.get(link)).text()).toContain('Aného');
  expect((await capital.post(link, { opinion: 'reserved', signatory: 'Koffi MENSAH' })).status, 'a reservation says which').toBe(422);
  expect((await capital.post(link, { opinion: 'favourable', signatory: 'Koffi MENSAH, maire de Lomé' })).headers.get('location')).toBe(
    `${link}?recu`,
  );
  expect(await (await capital.get(`${link}?recu`)).text()).toContain('votre avis est reçu');
  expect(await (await capital.get(link)).text()).toContain('n’attend plus de réponse');
  await save(officer, `${at}/examen`, { on: '23/11/2026', reason: '' });
  expect((await officer.post(`${at}/decision`, { decision: 'refused', on: '23/11/2026' })).status).toBe(422);
  await save(officer, `${at}/decision`, { decision: 'admitted', on: '23/11/2026' });
  const html = await (await officer.get(`${at}?fait`)).text();
  for (const words of ['Adhésion inscrite au registre', 'Koffi MENSAH, maire de Lomé', 'Favorable']) expect(html).toContain(words);
  expect(await (await officer.get('/registre/aneho')).text()).toContain('Décision de l’assemblée générale du 23 novembre');
});

test('a city sees its own file and its pieces; another city is told that there is none, whatever it asks for', async ({
  act,
  openSite,
}) => {
  const site = openSite();
  const id = await createApplication(act(), 'submitted');
  const officer = await site.browser('officer');
  await save(officer, `${membershipPaths.application(id)}/verification`, { party: '' });
  const { partyId, documents } = await getApplication(act(), { id });
  const [city, other] = [await site.browser('city', partyId!), await site.browser('city', await idOf(act(), 'lome'))];
  const base = membershipPaths.ownApplication(id);
  const [document] = documents;
  for (const path of [base, `${base}/pieces`, `${base}/pieces/${document!.id}`]) {
    expect((await city.get(path)).status, path).toBe(200);
    expect((await other.get(path)).status, path).toBe(404);
  }
  const download = await city.get(`${base}/pieces/${document!.id}`);
  expect(Buffer.from(await download.arrayBuffer())).toEqual(emptyPdf);
  expect(download.headers.get('content-security-policy')).toBe('sandbox');
  for (const path of [`${base}/pieces/${document!.id}/retrait`, `${base}/depot`, `${base}/abandon`, `${base}/collectivite`])
    expect((await other.post(path, { reason: 'Essai.' })).status, path).toBe(404);
  expect((await other.send('POST', `${base}/envois?piece=letter`, { 'tus-resumable': '1.0.0', 'upload-length': '9' })).status).toBe(404);
  expect(
    (await city.send('POST', `${base}/envois?piece=letter`, { 'tus-resumable': '1.0.0', 'upload-length': '9' })).status,
    'checked: it no longer changes',
  ).toBe(409);
  for (const path of [membershipPaths.application(id), '/adhesions', '/adhesions/membres', membershipPaths.spaceOf('lome')])
    expect((await city.get(path)).status, path).toBe(403);
});

test('a file in pieces is taken for its own application and kind, by who may, and by nobody else', async ({ openSite }) => {
  const site = openSite();
  const browser = await site.browser();
  const begun = async (email: string) => (await browser.post('/adhesion', { email })).headers.get('location')!;
  const [base, other] = [await begun('a@aneho.example'), await begun('b@kara.example')];
  await save(browser, `${base}/collectivite`, { name: 'Aného', state: 'togo', category: 'city', hasCouncil: 'yes' });
  const protocol = { 'tus-resumable': '1.0.0' };
  const metadata = { 'upload-length': String(emptyPdf.length), 'upload-metadata': `filename ${btoa('acte.pdf')}` };
  expect((await browser.send('POST', `${base}/envois?piece=board_decision`, { ...protocol, ...metadata })).status).toBe(404);
  const created = await browser.send('POST', `${base}/envois?piece=council_deliberation`, { ...protocol, ...metadata });
  const address = created.headers.get('location')!;
  expect(created.status).toBe(201);
  const piece = { ...protocol, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  const stolen = address.replace(base, other);
  for (const path of [stolen, address.replace('council_deliberation', 'letter')])
    expect((await browser.send('PATCH', path, piece, new Uint8Array(emptyPdf))).status, path).toBe(404);
  expect((await browser.send('PATCH', address, piece, new Uint8Array(emptyPdf))).status).toBe(204);
  expect(await (await browser.get(`${base}/pieces`)).text()).toContain('acte.pdf');
  expect(await (await browser.get(`${other}/pieces`)).text()).not.toContain('acte.pdf');
});

test('the list says where each application is and whom it waits for, is narrowed, and is taken away', async ({ act, openSite }) => {
  await createApplication(act(), 'submitted');
  await createApplication(act(), 'examined', { name: 'Kara', contactEmail: 'a@kara.example' });
  await createApplication(act(), 'draft', { name: 'Sokodé', state: 'benin', contactEmail: 'a@sokode.example' });
  const browser = await openSite().browser('reader');
  const names = async (query: string) => {
    const html = await (await browser.get(`/adhesions${query}`)).text();
    return ['Aného', 'Kara', 'Sokodé'].filter((name) => html.includes(`>${name}</a>`));
  };
  expect(await names('')).toEqual(['Aného', 'Kara', 'Sokodé']);
  expect(await names('?attend=assembly')).toEqual(['Kara']);
  expect(await names('?etat=benin')).toEqual(['Sokodé']);
  expect(await names('?etape=submitted')).toEqual(['Aného']);
  expect(await names('?mots=SOKODE')).toEqual(['Sokodé']);
  expect(await names('?etat=%00'.replace('%00', '%25'))).toEqual([]);
  const csv = await (await browser.get('/adhesions?format=csv&sort=-name')).text();
  expect(csv).toMatch(/Sokodé[\s\S]*Kara[\s\S]*Aného/);
  expect(await (await browser.get('/adhesions')).text()).not.toContain('Commencer une demande pour une ville');
});

test('a member’s space: its standing, its certificate, what it asks to have corrected; the secretariat sees the same', async ({
  act,
  openSite,
}) => {
  const site = openSite();
  const lome = await idOf(act(), 'lome');
  const [city, officer] = [await site.browser('city', lome), await site.browser('officer')];
  const html = await (await city.get('/espace')).text();
  expect(html).toContain('Membre (ville) depuis le 1er mai 2009.');
  const sent = await city.post('/espace/correction', { proposal: 'Le nom de la maire est mal écrit.', mandate: '' });
  expect(sent.headers.get('location')).toBe('/espace?fait=correction');
  expect((await city.post('/espace/correction', { proposal: '' })).status).toBe(422);
  expect((await city.post('/espace/correction', { proposal: 'x', mandate: lome })).status, 'a mandate of its own').toBe(422);
  expect(await (await officer.get(membershipPaths.spaceOf('lome'))).text()).toContain('Le nom de la maire est mal écrit.');
  const list = await (await officer.get('/adhesions/corrections')).text();
  const [, correction] = /href="(\/adhesions\/corrections\/[^"]+)"/.exec(list)!;
  expect((await officer.post(correction!, { outcome: 'declined' })).status).toBe(422);
  await save(officer, correction!, { outcome: 'done', answer: 'Merci.' });
  expect((await officer.post(correction!, { outcome: 'done' })).status).toBe(422);
  expect(await (await city.get('/espace')).text()).toContain('Merci.');
  const issued = await city.post('/espace/attestation', { on: '23/11/2026' });
  const certificate = issued.headers.get('location')!;
  expect(certificate).toMatch(/^\/adhesion\/attestations\/BF-/);
  expect((await city.post('/espace/attestation', { on: '23/11/2026' })).headers.get('location'), 'asked for twice, it is one').toBe(
    certificate,
  );
  expect((await city.post('/espace/attestation', { on: '24/11/2026' })).status).toBe(422);
  expect((await city.post('/espace/attestation', { on: '30/04/2009' })).status).toBe(422);
  const visitor = await site.browser();
  expect(await (await visitor.get(certificate)).text()).toContain('Authentique');
  const paper = {
    at: `${certificate}/attestation.pdf`,
    lang: 'fr-FR',
    title: 'Attestation d’adhésion',
    headings: { H1: 1, H2: 1 },
  } as const;
  await expectDocument(visitor, paper);
  await expectDocument(visitor, { ...paper, at: `/en${paper.at}`, lang: 'en-GB', title: 'Certificate of membership' });
});

test('a certificate says when the register has changed its mind about its day', async ({ act, openSite }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const { code } = await issueCertificate(act(), await idOf(act(), 'lome'), { on: day('2026-11-23') });
  await save(officer, membershipPaths.changes('lome'), {
    change: 'suspension',
    from: '01/11/2026',
    decision: 'Décision du Bureau du 1er novembre 2026',
    reason: 'Cotisations.',
  });
  const html = await (await (await site.browser()).get(membershipPaths.certificate(code))).text();
  expect(html).toContain('Adhésion suspendue depuis le 1er novembre 2026.');
  expect(html, 'why it was suspended is nobody else’s').not.toContain('Cotisations.');
  expect(await (await (await site.browser()).get('/registre/lome')).text()).not.toContain('Cotisations.');
  expect((await officer.post(membershipPaths.certificateOf('lome'), { on: '23/11/2026' })).status).toBe(422);
});

test('accounts of a city are opened, renewed and closed by the secretariat; another city’s account is not there', async ({
  act,
  openSite,
}) => {
  const site = openSite({ sendsMail: false });
  const officer = await site.browser('officer');
  const at = membershipPaths.accounts('lome');
  const made = await (await officer.post(at, { name: 'Efua ANSAH', email: 'efua@lome.example', lang: 'fr' })).text();
  expect(made).toMatch(/\/invitation\/lien\/\S+/);
  expect((await officer.post(at, { name: '', email: 'x' })).status).toBe(422);
  const [, id] = /comptes\/([^/]+)\/cloture/.exec(await (await officer.get(at)).text())!;
  await createApplication(act(), 'complete');
  for (const what of ['invitation', 'cloture'] as const)
    expect((await officer.post(membershipPaths.account('aneho', id!, what))).status).toBe(404);
  expect((await officer.post(membershipPaths.account('lome', id!, 'invitation'))).status).toBe(200);
  expect((await officer.post(membershipPaths.account('lome', id!, 'cloture'))).headers.get('location')).toBe(at);
  expect(await (await officer.get(at)).text()).toContain('Fermé');
});

test('the rules show what applies, what applied, and are the direction’s to change', async ({ openSite }) => {
  const site = openSite();
  const [direction, officer] = [await site.browser('direction'), await site.browser('officer')];
  expect(await (await officer.get('/adhesions/regles')).text()).toContain('valeur par défaut de Beffroi');
  const rule = { name: 'associations_count', value: 'oui', appliesFrom: '01/01/2026', reason: 'Décision de l’assemblée.' };
  expect((await officer.post('/adhesions/regles', rule)).status).toBe(403);
  expect((await direction.post('/adhesions/regles', { ...rule, value: 'parfois' })).status).toBe(422);
  await save(direction, '/adhesions/regles', rule);
  expect(await (await officer.get('/adhesions/regles')).text()).toContain('Décision de l’assemblée.');
});

test('the members of a day, with those whose rights are suspended, as a page and as a file', async ({ openSite }) => {
  const browser = await openSite().browser('reader');
  const html = await (await browser.get('/adhesions/membres?on=2026-11-01')).text();
  expect(html).toContain('>Lomé</a>');
  expect(await (await browser.get('/adhesions/membres?on=2009-04-30')).text()).toContain('Aucun membre');
  expect(await (await browser.get('/adhesions/membres?format=csv')).text()).toContain('Lomé');
  expect(await (await browser.get('/registre/lome')).text()).toBeTruthy();
});

async function save(browser: Browser, path: string, fields: Record<string, string>): Promise<void> {
  const response = await browser.post(path, fields);
  expect(
    response.status,
    `${path}: ${response.status === 303 ? '' : (await response.text()).match(/govuk-error-summary__list[\s\S]*?<\/ul>/)?.[0]}`,
  ).toBe(303);
}

async function sendFile(browser: Browser, path: string, kind: string, bytes: Uint8Array): Promise<Response> {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', new File([new Uint8Array(bytes)], 'délibération.pdf'));
  return browser.send('POST', path, {}, form);
}

async function linkOf(act: Act, key: string, pattern: RegExp): Promise<string> {
  const mails = await act.db
    .select()
    .from(mailOutbox)
    .where(like(mailOutbox.key, `${key}:%`))
    .orderBy(mailOutbox.createdAt);
  return pattern.exec(mails.at(-1)!.body)![0];
}

async function idOf(act: Act, slug: string): Promise<string> {
  return (await findParty(act.db, slug, { on: day('2026-11-23'), revision: await revisionAt(act.db, null) }))!.id;
}
