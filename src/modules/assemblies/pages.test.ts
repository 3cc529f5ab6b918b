import { expect } from 'vitest';
import { type Browser, siteTest } from '../../../test/site.ts';
import { createUser } from '../../kernel/auth/factories.ts';
import { letter } from '../publishing/letters/schema.ts';
import { createTestParty, revise } from '../register/factories.ts';
import { addPaper } from './agenda/commands.ts';
import { recuseVoter } from './recusals/commands.ts';
import { createNetwork, createOpenSitting, createSitting, createItem, receivePdf, sittingDay } from './factories.ts';
import { agendaItem, itemPaper, proxy, sittingTeller, vote } from './schema.ts';
import { conveneSitting, moveSitting } from './sittings/commands.ts';
import { closeVote } from './votes/closing.ts';
import { castBallot, findVote, openVote } from './votes/commands.ts';

const test = siteTest();

test('a sitting from its preparation to its minutes, through its pages', async ({ act, db, openSite }) => {
  const cities = await createNetwork(act());
  const site = openSite();
  const office = await site.browser('officer');
  const prepared = { body: 'bureau', titleFr: 'Bureau de décembre', startsOn: '20/12/2026', startsAt: '14h30', mode: 'on_site' };
  const wrong = await office.post('/seances/nouvelle', { ...prepared, startsAt: '25:00', titleFr: ' ' });
  expect(wrong.status).toBe(422);
  expect(await (await office.post('/seances/nouvelle', { ...prepared, startsAt: '25:00' })).text()).toContain('9:30 ou 14h00');
  const created = await office.post('/seances/nouvelle', prepared);
  expect(created.headers.get('location')).toBe('/seances/bureau-de-decembre');
  const at = '/seances/bureau-de-decembre';
  const page = await (await office.get(at)).text();
  for (const said of ['en préparation', 'L’ordre du jour est vide', 'Ces nombres sont ceux d’aujourd’hui']) expect(page).toContain(said);
  expect(await (await office.post(`${at}/points`, { kind: 'decision', titleFr: 'Aide' })).text()).toContain('Écrivez ce qui est proposé');
  const added = await office.post(`${at}/points`, { kind: 'decision', titleFr: 'Aide', proposalFr: 'Le Bureau accorde l’aide.' });
  const item = added.headers.get('location')!;
  expect(await (await office.get(item)).text()).toContain('Le Bureau accorde l’aide.');

  expect(await (await office.get(`${at}/convocation`)).text()).toContain('lit aussi les pièces');
  expect((await office.post(`${at}/convocation`)).headers.get('location')).toBe(`${at}?fait`);
  site.clock.now = sittingDay;
  expect((await office.post(`${at}/presence`, { change: 'arrived', 'parties[]': cities[0]!.id })).headers.get('location')).toBe(
    `${at}/presence?fait`,
  );
  for (const { id } of cities.slice(1, 5)) await office.post(`${at}/presence`, { change: 'arrived', 'parties[]': id });
  const attendance = await (await office.get(`${at}/presence`)).text();
  expect(attendance.match(/>présent</g)).toHaveLength(5);
  expect(await (await office.get(`${at}/etapes/open`)).text()).toContain('Le quorum est atteint');
  expect((await office.post(`${at}/etapes/open`)).status).toBe(303);

  await office.post(`${item}/interets`, { party: cities[3]!.slug, kind: 'applicant' });
  expect(await (await office.get(item)).text()).toContain('Confirmer le déport');
  const recused = { party: cities[3]!.id };
  expect((await office.post(`${item}/deports-confirmes`, recused)).status).toBe(303);
  expect(await (await office.get(item)).text()).toContain('Proposé par le registre, confirmé');

  const opened = await office.post(`${item}/votes`, { method: 'named' });
  expect(opened.headers.get('location')).toBe(`${at}/votes/1`);
  expect((await office.post(`${at}/votes/1/bulletins`, { party: cities[0]!.id, choice: 'for' })).status).toBe(403);
  const teller = await site.browser('reader');
  const [user] = await db.select().from(sittingTeller);
  expect(user).toBeUndefined();
  const team = await (await office.get(at)).text();
  const tellerId = /<option value="([^"]+)">Compte reader/.exec(team)![1]!;
  expect((await office.post(`${at}/scrutateurs`, { user: tellerId })).status).toBe(303);
  for (const { id } of cities.slice(0, 3))
    expect((await teller.post(`${at}/votes/1/bulletins`, { party: id, choice: 'for' })).status).toBe(303);
  const refused = await teller.post(`${at}/votes/1/bulletins`, { party: cities[3]!.id, choice: 'for' });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Un déport sur ce point interdit d’y voter');
  expect(await (await office.get(`${at}/votes/1`)).text()).toContain('se déporte');
  expect((await office.post(`${at}/votes/1/cloture`)).status).toBe(303);
  const result = await (await office.get(`${at}/votes/1`)).text();
  expect(result).toContain('adopté');
  const csv = await (await office.get(`${at}/votes/1?format=csv`)).text();
  expect(csv).toContain('Altamont,Pour,1');

  const decision = await (await (await site.browser()).get('/decisions/bureau-2026-1-1')).text();
  expect(decision).toContain('Le Bureau accorde l’aide.');
  expect(await (await (await site.browser()).get('/decisions')).text()).toContain('bureau-2026-1-1');
  expect((await office.post(`${at}/etapes/closed`)).status).toBe(303);
  expect((await office.post(`${at}/proces-verbal`, { base: '0' })).status).toBe(303);
  expect(await (await office.get(`${at}/proces-verbal`)).text()).toContain('Déport\u00a0: Doréville');
  const overtaken = await office.post(`${at}/proces-verbal`, { base: '0', words: 'Mes mots' });
  expect(overtaken.status).toBe(422);
  expect(await overtaken.text()).toContain('Mes mots');
  for (const format of ['docx', 'pdf']) {
    const file = await office.get(`${at}/proces-verbal.${format}`);
    expect([file.status, file.headers.get('content-disposition')]).toEqual([
      200,
      `attachment; filename="proces-verbal-bureau-de-decembre.${format}"`,
    ]);
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
  }
  const journal = await (await office.get(`${at}/journal`)).text();
  expect(journal).toContain('aucune différence');
  expect(await (await office.get('/seances?format=csv')).text()).toContain('Bureau de décembre');
  for (const path of [at, `${at}/presence`, `${at}/journal`, `${at}/votes/1`, item, '/seances', '/decisions', '/regles/bureau'])
    expect((await office.get(`/en${path}`)).status, path).toBe(200);
});

test('a city reads the convenings of its bodies, none that is being prepared, and no paper of an item from which it stays out', async ({
  act,
  db,
  openSite,
}) => {
  const cities = await createNetwork(act());
  const { id: stranger } = await revise(act(), (rev) => createTestParty(rev, { name: 'Ailleurs', kind: 'local_authority' }));
  const slug = await createSitting(act(), { body: 'bureau' });
  const item = await createItem(act(), slug);
  const paper = await addPaper(act(), slug, item, 'Dossier', await receivePdf(act(), 'dossier.pdf'));
  const site = openSite();
  const [own, other, outside] = [
    await site.browser('city', cities[0]!.id),
    await site.browser('city', cities[1]!.id),
    await site.browser('city', stranger),
  ];
  expect((await own.get(`/espace/seances/${slug}`)).status).toBe(404);
  await conveneSitting(act(), slug, { reason: null });
  const letters = await db.select().from(letter);
  expect(letters.map((one) => one.partyId).toSorted()).toEqual(cities.map((one) => one.id).toSorted());
  expect(letters[0]).toMatchObject({ purpose: 'convening', subject: 'Convocation\u00a0: Assemblée générale 2026' });
  expect(letters[0]!.body).toContain('1. Budget');
  await recuseVoter(act(), slug, item, { party: cities[1]!.id, origin: 'declared', reason: 'Ville candidate' });
  const statuses = async (browser: Browser) => [
    (await browser.get(`/espace/seances/${slug}`)).status,
    (await browser.get(`/espace/seances/${slug}/pieces/${paper}`)).status,
    (await browser.get(`/seances/${slug}/pieces/${paper}`)).status,
  ];
  expect(await statuses(own)).toEqual([200, 200, 403]);
  expect(await statuses(other)).toEqual([200, 404, 403]);
  expect(await statuses(outside)).toEqual([404, 404, 403]);
  const page = await (await other.get(`/espace/seances/${slug}`)).text();
  expect(page).toContain('Vous vous déportez de ce point');
  expect(page).not.toMatch(/Dossier\b/);
  expect(await (await own.get('/espace/seances')).text()).toContain('Assemblée générale 2026');
  expect(await (await outside.get('/espace/seances')).text()).toContain('Aucune séance');
  expect(await db.select().from(itemPaper)).toHaveLength(1);
});

test('the list of a city holds what it was convened to: never what is prepared, nor what was given up before', async ({
  act,
  openSite,
}) => {
  const cities = await createNetwork(act());
  const prepare = async (titleFr: string) => {
    const slug = await createSitting(act(), { titleFr });
    await createItem(act(), slug);
    return slug;
  };
  await prepare('En préparation');
  await moveSitting(act(), await prepare('Abandonnée'), 'cancelled', { reason: 'Sans objet' });
  await conveneSitting(act(), await prepare('Convoquée'), { reason: null });
  const given = await prepare('Reportée');
  await conveneSitting(act(), given, { reason: null });
  await moveSitting(act(), given, 'cancelled', { reason: 'Grève' });
  await createOpenSitting(act(), cities.slice(0, 5), { titleFr: 'Tenue' });
  const city = await openSite().browser('city', cities[6]!.id);
  const page = await (await city.get('/espace/seances')).text();
  for (const said of ['Convoquée', 'Reportée', 'Tenue', '3 séances']) expect(page).toContain(said);
  for (const unsaid of ['En préparation', 'Abandonnée']) expect(page).not.toContain(unsaid);
});

test('Decidim, documents of another organisation: a paper of one sitting is not given by the address of another', async ({
  act,
  openSite,
}) => {
  await createNetwork(act());
  const [one, other] = [await createSitting(act()), await createSitting(act(), { titleFr: 'Une autre' })];
  const item = await createItem(act(), one);
  const paper = await addPaper(act(), one, item, 'Dossier', await receivePdf(act()));
  const office = await openSite().browser('officer');
  expect((await office.get(`/seances/${one}/pieces/${paper}`)).status).toBe(200);
  expect((await office.get(`/seances/${other}/pieces/${paper}`)).status).toBe(404);
  expect((await office.get(`/seances/${other}/points/${item}`)).status).toBe(404);
  expect((await office.post(`/seances/${other}/points/${item}/interets`, { party: 'ville-1', kind: 'twin' })).status).toBe(404);
});

test('Decidim, activity log: a decision kept out of the record is shown to nobody outside, in no list, export or search', async ({
  act,
  openSite,
}) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await openVote(today, slug, item, { method: 'named' });
  const { id: voteId } = await findVote(today, slug, 1);
  await castBallot(today, id, { voteId, party: cities[0]!.id, by: null, says: { for: 1 } });
  await closeVote(today, slug, 1, { casting: null, confidential: 'yes' });
  const site = openSite();
  const [visitor, city, office] = [await site.browser(), await site.browser('city', cities[0]!.id), await site.browser('reader')];
  for (const browser of [visitor, city]) {
    expect((await browser.get('/decisions/ag-2026-1-1')).status).toBe(404);
    for (const path of ['/decisions', '/decisions?format=csv', '/sitemap.txt', '/recherche?q=budget'])
      expect(await (await browser.get(path)).text()).not.toContain('ag-2026-1-1');
  }
  expect(await (await office.get('/decisions/ag-2026-1-1')).text()).toContain('n’est pas dans le relevé public');
});

test('a proxy is recorded with its writing, and refused in a sentence beside what is wrong', async ({ act, db, openSite }) => {
  const cities = await createNetwork(act());
  const { slug } = await createOpenSitting(act(), cities.slice(0, 5));
  const site = openSite();
  site.clock.now = sittingDay;
  const office = await site.browser('officer');
  const send = (fields: Record<string, string>, file: Blob | null) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file ?? new Blob([]), file ? 'pouvoir.pdf' : '');
    return site.app.request(`http://localhost:3000/seances/${slug}/pouvoirs`, {
      method: 'POST',
      body: form,
      headers: { origin: 'http://localhost:3000', cookie: [...office.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
  };
  const pdf = new Blob(['%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n']);
  const asked = { principal: cities[5]!.id, holder: cities[0]!.id };
  expect(await (await send(asked, null)).text()).toContain('Choisissez un fichier');
  expect(await (await send({ ...asked, holder: '' }, pdf)).text()).toContain('Faites un choix');
  expect(await (await send({ ...asked, holder: cities[5]!.id }, pdf)).text()).toContain('On ne se donne pas pouvoir à soi-même');
  expect(await (await send(asked, new Blob(['<script>']))).text()).toContain('quel que soit son nom');
  expect(await db.select().from(proxy)).toEqual([]);
  expect((await send(asked, pdf)).status).toBe(303);
  const [given] = await db.select().from(proxy);
  expect((await office.get(`/seances/${slug}/pouvoirs/${given!.id}`)).headers.get('content-disposition')).toContain('attachment');
  expect(await (await office.get(`/seances/${slug}/presence`)).text()).toContain('représenté par Altamont');
  expect((await office.post(`/seances/${slug}/pouvoirs/${given!.id}/revocation`)).status).toBe(303);
});

test('Decidim, version page: drafts of minutes, journals and ballots are for the secretariat, not for a city of the body', async ({
  act,
  openSite,
}) => {
  const cities = await createNetwork(act());
  const { slug, item, today } = await createOpenSitting(act(), cities.slice(0, 5), { body: 'bureau' });
  await openVote(today, slug, item, { method: 'named' });
  await closeVote(today, slug, 1, { casting: null, confidential: undefined });
  const site = openSite();
  const [city, reader] = [await site.browser('city', cities[0]!.id), await site.browser('reader')];
  for (const page of ['', '/journal', '/proces-verbal', '/presence', '/votes/1', '/votes/1?format=csv', `/points/${item}`])
    expect([(await city.get(`/seances/${slug}${page}`)).status, (await reader.get(`/seances/${slug}${page}`)).status], page).toEqual([
      403, 200,
    ]);
});

test('Decidim, amendments accepted by anyone: nobody but who holds a sitting changes what is put to the vote', async ({
  act,
  openSite,
}) => {
  await createNetwork(act());
  const slug = await createSitting(act());
  const item = await createItem(act(), slug);
  const site = openSite();
  for (const role of ['reader', 'editor', 'finance'] as const) {
    const browser = await site.browser(role);
    const added = await browser.post(`/seances/${slug}/points`, { kind: 'decision', titleFr: 'Autre', proposalFr: 'Autre.' });
    const decided = await browser.post(`/seances/${slug}/points/${item}/decisions`);
    expect([added.status, decided.status], role).toEqual([403, 403]);
  }
});

test('links go to the accounts of entitled voters, in secret mails; whoever has no account nor address is named', async ({
  act,
  db,
  openSite,
}) => {
  const cities = await createNetwork(act());
  const { slug } = await createOpenSitting(act(), cities.slice(0, 5));
  await createUser(act(), { role: 'city', partyId: cities[0]!.id, email: 'mairie@exemple.org', password: 'une cloche dans la brume' });
  const site = openSite();
  site.clock.now = sittingDay;
  const office = await site.browser('officer');
  const sent = await (await office.post(`/seances/${slug}/liens`)).text();
  expect(sent).toContain('1 lien est envoyé.');
  expect(sent).toContain('6 collectivités n’ont ni compte ni adresse au registre');
  const mails = await (await office.get('/courriers')).text();
  expect(mails).toContain('mairie@exemple.org');
  expect(mails).not.toContain('/vote/lien/');
  expect(await db.select().from(vote)).toEqual([]);
  expect(await db.select().from(agendaItem)).toHaveLength(1);
});

test('the rules of a body say which are known and which are a default', async ({ act, openSite }) => {
  await createNetwork(act());
  const site = openSite();
  const [reader, direction] = [await site.browser('reader'), await site.browser('direction')];
  expect((await (await reader.get('/regles/ag')).text()).match(/défaut du logiciel/g)).toHaveLength(10);
  const rule = { key: 'quorum', value: 'third', appliesFrom: '01/01/2026', source: 'Statuts, article 9' };
  expect((await reader.post('/regles/ag', rule)).status).toBe(403);
  expect(await (await direction.post('/regles/ag', { ...rule, value: '12' })).text()).toContain('n’est pas possible pour cette règle');
  expect((await direction.post('/regles/ag', rule)).status).toBe(303);
  const page = await (await reader.get('/regles/ag')).text();
  expect(page).toContain('Statuts, article 9, depuis le 1er janvier 2026');
  expect(page.match(/défaut du logiciel/g)).toHaveLength(9);
});
