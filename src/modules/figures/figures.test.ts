import { expect } from 'vitest';
import { type Browser, siteTest } from '../../../test/site.ts';
import { revise } from '../register/factories.ts';
import { factKinds, retractFact } from '../register/index.ts';
import { recordCitations } from './drift/commands.ts';
import { createFigureFor, createMembers, testCatalogue } from './factories.ts';
import { freeze } from './snapshots/commands.ts';
import { verifySnapshot } from './snapshots/payload.ts';

const test = siteTest();
const counting = { catalogue: testCatalogue };
const on = Temporal.PlainDate.from('2025-11-19');

const read = async (response: Response | Promise<Response>) =>
  (await (await response).text()).replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
const follow = async (browser: Browser, response: Response) => {
  expect(response.status, await response.clone().text()).toBe(303);
  return browser.get(response.headers.get('location')!);
};

test('anyone sees what a figure is worth on a day, its rows, and what was left out', async ({ act, openSite }) => {
  const [benin] = await createMembers(act(), 'Bénin', 'Égypte');
  await createFigureFor(act(counting));
  const visitor = await openSite().browser();
  expect(await read(visitor.get('/chiffres'))).toContain('<b>2</b> membres');
  const page = await read(visitor.get('/chiffres/membres?on=19/11/2025'));
  for (const words of ['Les membres confirmés, le jour dit.', '2 lignes', 'Bénin', 'Égypte', 'Une source', 'Version 1'])
    expect(page).toContain(words);
  expect(page).not.toContain('Figer 2');
  expect(await read(visitor.get('/chiffres/membres?on=01/01/1969'))).toContain('Aucune ligne ne compte ce jour-là.');
  expect(await (await visitor.get('/chiffres/membres?on=2025-11-19&format=json')).json()).toMatchObject({
    slug: 'membres',
    value: 2,
    unit: 'membres',
    on: '2025-11-19',
    rows: [{ id: benin, label: 'Bénin', status: 'member', institution: 'oif' }, { label: 'Égypte' }],
    excluded: [],
    alternatives: [],
  });
  expect(await read(visitor.get('/chiffres/membres?on=2025-11-19&format=csv'))).toContain('Bénin');
  expect((await visitor.get('/chiffres/membres?format=xlsx')).headers.get('content-type')).toContain('spreadsheetml');
  expect(await read(visitor.get('/en/chiffres/membres'))).toContain('Confirmed members, on the day.');
  expect((await visitor.get('/chiffres/inconnu')).status).toBe(404);
});

test('an address that asks for no page there is, or for knowledge before all dates, is answered all the same', async ({
  act,
  openSite,
}) => {
  await createMembers(act(), 'Bénin', 'Égypte');
  await createFigureFor(act(counting));
  const visitor = await openSite().browser();
  for (const page of ['1.001', '1e300', '-1', '0', 'deux', '9007199254740993', '99999999'])
    expect([page, await read(visitor.get(`/chiffres/membres?page=${page}`))]).toEqual([page, expect.stringContaining('Égypte')]);
  for (const knownAt of ['-271821-04-20T00:00:00Z', '-000500-01-01T00:00:00Z', '0999-12-31T00:00:00Z', '+275760-09-13T00:00:00Z'])
    expect([knownAt, (await visitor.get(`/chiffres/membres?knownAt=${encodeURIComponent(knownAt)}`)).status]).toEqual([knownAt, 200]);
});

test('an officer defines a figure without code and without JavaScript, sees what it gives, publishes it', async ({ act, openSite }) => {
  await createMembers(act(), 'Bénin', 'Égypte', 'Vanuatu');
  const officer = await openSite().browser('officer');
  expect(await read(officer.get('/chiffres/nouveau'))).toContain('statuts dans une institution');
  const refused = await officer.post('/chiffres', { nameFr: '', nameEn: '', collection: 'statuses' });
  expect(refused.status).toBe(422);
  expect(await read(refused)).toContain('Ce champ est vide. Renseignez-le.');

  let page = await follow(
    officer,
    await officer.post('/chiffres', { nameFr: 'Observateurs', nameEn: 'Observers', collection: 'statuses', type: 'count' }),
  );
  expect(await read(page)).toContain('Aucune condition : toutes les lignes de la collection comptent.');
  const draft = '/chiffres/observateurs/projet';
  expect(await read(officer.get(`${draft}?condition=institution`))).toContain('Un nom, un sigle ou un code par ligne');
  const unknown = await officer.post(`${draft}/lectures/0/conditions`, { condition: 'institution', values: 'ONU' });
  expect(unknown.status).toBe(422);
  expect(await read(unknown)).toContain('« ONU » n’est pas dans le registre.');
  // As people name it: the page resolves the name.
  page = await follow(officer, await officer.post(`${draft}/lectures/0/conditions`, { condition: 'institution', values: 'oif' }));
  expect(await read(page)).toContain('institution : OIF');
  page = await follow(officer, await officer.post(`${draft}/lectures/0/conditions`, { condition: 'status', 'values[]': 'member' }));
  const shown = await read(page);
  expect(shown).toContain('statut : membre');
  expect(shown).toContain('Vanuatu');
  page = await follow(officer, await officer.post(`${draft}/lectures/0/conditions/1/retrait`));
  expect(await read(page)).not.toContain('statut : membre');
  page = await follow(officer, await officer.post(`${draft}/lectures/0/conditions`, { condition: 'status', 'values[]': 'observer' }));
  page = await follow(
    officer,
    await officer.post(`${draft}/lectures/0/conditions`, {
      condition: 'party.statusIn',
      'parameter.institution': 'OIF',
      'parameter.status[]': 'observer',
    }),
  );
  expect(await read(page)).toContain('a un statut dans une institution, le jour dit');
  page = await follow(officer, await officer.post(`${draft}/lectures`, { labelFr: 'Probables aussi', labelEn: 'Probable too' }));
  page = await follow(
    officer,
    await officer.post(`${draft}/lectures/1`, { collection: 'statuses', type: 'count', distinct: 'party', 'certainties[]': 'probable' }),
  );
  const early = await officer.post(`${draft}/publication`);
  expect(early.status).toBe(422);
  expect(await read(early)).toContain('Il manque des mots');
  page = await follow(
    officer,
    await officer.post(`${draft}/mots`, {
      nameFr: 'Observateurs',
      nameEn: 'Observers',
      ruleFr: 'Les observateurs.',
      ruleEn: 'The observers.',
      unitFr: 'observateurs',
      unitEn: 'observers',
    }),
  );
  page = await follow(officer, await officer.post(`${draft}/publication`));
  const published = await read(page);
  for (const words of ['Les observateurs.', 'Probables aussi', 'Figer 0 observateurs']) expect(published).toContain(words);

  page = await follow(officer, await officer.post('/chiffres/observateurs/versions'));
  expect(await read(page)).toContain('version 2 en cours');
  page = await follow(officer, await officer.post(`${draft}/abandon`));
  expect(page.status).toBe(200);
});

test('every kind of calculation has its form, and says what it needs', async ({ openSite }) => {
  const editor = await openSite().browser('editor');
  const create = async (nameFr: string, collection: string, type: string) =>
    editor.post('/chiffres', { nameFr, nameEn: nameFr, collection, type });
  for (const [name, collection, type, words] of [
    ['Somme', 'measures', 'sum', 'La mesure'],
    ['Part', 'statuses', 'share', 'dans la part si'],
    ['Âge', 'statuses', 'yearsSince', 'Comment compter les années'],
    ['Rang', 'occurrences', 'ordinal', 'Le numéro'],
    ['Dernière', 'measures', 'latest', 'Ce qui dit laquelle est la dernière'],
  ] as const)
    expect(await read(await follow(editor, await create(name, collection, type))), name).toContain(words);
  const impossible = await create('Impossible', 'statuses', 'sum');
  expect(impossible.status).toBe(422);
  expect(await read(impossible)).toContain('n’a aucune mesure');
  expect(await read(editor.get('/chiffres/rang/projet?condition=starts'))).toContain('Jusqu’au');
  const bad = await editor.post('/chiffres/rang/projet/lectures/0/conditions', { condition: 'starts', from: '31/02/2025' });
  expect(await read(bad)).toContain('Cette date n’existe pas.');
  expect((await editor.post('/chiffres/rang/projet/lectures/0/conditions', { condition: 'starts', from: '2020', to: '2025' })).status).toBe(
    303,
  );
  expect(await read(editor.get('/chiffres/rang/projet'))).toContain('début : de 2020 à 31 décembre 2025');
});

test('what is being written is closed to visitors and readers', async ({ act, openSite }) => {
  await createFigureFor(act(counting), 'membres', { expression: { type: 'count', collection: 'statuses', where: [] } });
  const site = openSite();
  const officer = await site.browser('officer');
  await officer.post('/chiffres/membres/versions');
  for (const browser of [await site.browser(), await site.browser('reader')]) {
    expect((await browser.get('/chiffres/membres/projet')).status).not.toBe(200);
    expect((await browser.post('/chiffres/membres/projet/publication')).status).not.toBe(303);
    expect((await browser.post('/chiffres/membres/instantanes', {})).status).not.toBe(303);
  }
  expect(await read((await site.browser()).get('/chiffres/membres'))).not.toContain('en cours d’écriture');
});

test('a frozen figure has a public proof, a file and a page that verify without the server', async ({ act, openSite }) => {
  const [first] = await createMembers(act(), 'Bénin', 'Égypte');
  await createFigureFor(act(counting));
  const site = openSite();
  const officer = await site.browser('officer');
  const frozen = await officer.post('/chiffres/membres/instantanes', { on: '2025-11-19' });
  const path = frozen.headers.get('location')!;
  expect(path).toMatch(/^\/v\/BF-/);
  const visitor = await site.browser();
  const page = await read(visitor.get(path));
  for (const words of [
    '2 membres',
    'Au 19 novembre 2025',
    'Les membres confirmés, le jour dit.',
    'Bénin',
    'inchangé',
    'C’est encore la valeur d’aujourd’hui',
    'data-source="signed-file"',
    path.slice(3),
  ])
    expect(page).toContain(words);

  const file = await (await visitor.get(`${path}.json`)).text();
  expect(await verifySnapshot(file)).toMatchObject({ valid: true, code: path.slice(3) });
  const { keys } = (await (await visitor.get('/.well-known/beffroi-keys.json')).json()) as {
    keys: { id: string; publicKey: string; pem: string }[];
  };
  expect(keys).toMatchObject([{ algorithm: 'Ed25519', retiredAt: null }]);
  expect(await verifySnapshot(file, { trustedKeys: keys })).toMatchObject({ valid: true, keyKnown: true });

  const proof = await visitor.get(`${path}.html`);
  expect(proof.headers.get('content-disposition')).toBe(`attachment; filename="${path.slice(3)}.html"`);
  const html = await proof.text();
  expect(html).not.toMatch(/(?:src|href)="\//);
  expect(html).toContain('src="data:text/javascript');

  await revise(act(), (rev) => retractFact(rev, factKinds.status, first!));
  expect(await read(visitor.get(path))).toContain(
    'Le registre a été corrigé : pour le 19 novembre 2025, il donne maintenant 1 membres, et non plus 2.',
  );
  expect((await visitor.get(path.toLowerCase().replace('/bf', '/BF'))).headers.get('location')).toBe(path);
  expect((await visitor.get('/v/BF-0000-0000-01')).status).toBe(404);
  expect((await visitor.get('/v/BF-0000-0000-01.json')).status).toBe(404);
});

test('a figure that has no value that day, or a day to come, is not frozen, and the page says why', async ({ act, openSite }) => {
  await createMembers(act(), 'Bénin');
  await createFigureFor(act(counting));
  const officer = await openSite().browser('officer');
  const refused = await officer.post('/chiffres/membres/instantanes', { on: '2030-01-01' });
  expect(refused.status).toBe(409);
  expect(await read(refused)).toContain('n’est pas encore venu');
  for (const fields of [{}, { on: '31/02/2025' }, { on: '2025-11-19', knownAt: 'hier' }] as Record<string, string>[]) {
    expect((await officer.post('/chiffres/membres/instantanes', fields)).status).toBe(409);
  }
});

test('the verification page reads a file where no script runs, and says what is wrong with it', async ({ act, openSite }) => {
  await createMembers(act(), 'Bénin');
  const slug = await createFigureFor(act(counting));
  const { code } = await freeze(act(counting), slug, { on });
  const visitor = await openSite().browser();
  const file = await (await visitor.get(`/v/${code}.json`)).text();
  expect(await read(visitor.post('/verifier', { text: file }))).toContain('Vérifié.');
  const changed = await visitor.post('/verifier', { text: file.replace('"value": 1', '"value": 2') });
  expect(changed.status).toBe(422);
  expect(await read(changed)).toContain('Le contenu a changé depuis sa signature');
  expect(await read(visitor.post('/verifier', { text: file.slice(0, 500) }))).toContain('Le fichier est coupé');
  expect(await read(visitor.post('/verifier', {}))).toContain('Choisissez un fichier, ou collez son contenu.');
  expect((await visitor.get(`/verifier?code=${code.toLowerCase()}`)).headers.get('location')).toBe(`/v/${code}`);
  expect(await read(visitor.get('/verifier?code=BF-1234'))).toContain('n’est pas un code');
});

test('the drift page names every sentence that a correction touches, to staff only', async ({ act, openSite }) => {
  const [first] = await createMembers(act(), 'Bénin', 'Mali');
  const slug = await createFigureFor(act(counting));
  const { code } = await freeze(act(counting), slug, { on });
  await recordCitations(
    act(counting),
    { ref: 'publishing:1', title: 'Kigali', path: '/textes/kigali', lang: 'fr', signedBy: 'Awa Diop', signedById: null },
    [{ sentence: 'Deux membres.', code, hedge: 'exactly', bound: 2 }],
  );
  const site = openSite();
  const reader = await site.browser('reader');
  expect(await read(reader.get('/derives'))).toContain('Aucune dérive');
  await revise(act(), (rev) => retractFact(rev, factKinds.status, first!));
  const page = await read(reader.get('/derives'));
  for (const words of ['« Deux membres. »', 'Kigali', '« 2 » ne tient plus', 'corrigé, au 19 novembre 2025', 'Awa Diop'])
    expect(page).toContain(words);
  expect(await read(reader.get('/derives?state=holds'))).toContain('Aucune dérive ne répond à ces filtres.');
  expect(await (await reader.get('/derives?format=json')).json()).toMatchObject([
    { sentence: 'Deux membres.', published: 2, now: 1, hedge: 'exactly', state: 'fails', cause: 'correction' },
  ]);
  expect((await (await site.browser()).get('/derives')).status).not.toBe(200);
});

test('a search finds figures by their words and proofs by their code', async ({ act, openSite }) => {
  await createMembers(act(), 'Bénin');
  const slug = await createFigureFor(act(counting));
  const { code } = await freeze(act(counting), slug, { on });
  const visitor = await openSite().browser();
  const { searchFigures } = await import('./definitions/search.ts');
  expect(await searchFigures(act(counting), 'MEMBRES confirmes', 'fr')).toMatchObject([{ path: '/chiffres/membres', kind: 'chiffre' }]);
  expect(await searchFigures(act(counting), code.toLowerCase(), 'fr')).toMatchObject([{ path: `/v/${code}` }]);
  expect((await visitor.get('/chiffres')).status).toBe(200);
});
