import { and, desc, eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { type Browser, siteTest } from '../../../../test/site.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { createTestRegister } from '../factories.ts';
import { measure, party, revision, status } from '../schema.ts';

const test = siteTest(createTestRegister);

const source = { sourceId: 'new', sourceTitle: 'Lettre du ministère, 3 mars 2026' };
const sure = { certainty: 'confirmed', ...source };

test('an officer records a status; the page tells of it, with its source', async ({ openSite }) => {
  const { get, post } = await openSite().browser('officer');
  const answer = await post('/registre/nyon/faits/status/nouveau', { institution: 'champ', status: 'observer', from: '03/2026', ...sure });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/registre/nyon?revision=4');
  const page = await (await get('/registre/nyon?revision=4')).text();
  expect(page).toContain('C’est enregistré.');
  expect(page).toContain('Nyon\u00a0: statut (CHAMP)\u00a0: observateur');
  expect(page).toContain('depuis mars 2026');
  expect(page).toContain('Lettre du ministère');
});

test('a form with everything wrong says everything at once, and keeps what was typed', async ({ openSite, db }) => {
  const { post } = await openSite().browser('officer');
  const typed = {
    institution: '',
    status: 'ami',
    category: 'hameau',
    from: '30/02/2025',
    to: 'demain',
    attested: '13/2025',
    certainty: 'certain',
    sourceId: 'new',
    sourceTitle: '',
    sourceUrl: 'pas une adresse',
    sourceConsultedOn: '2025',
    note: 'Ma note',
  };
  const answer = await post('/registre/nyon/faits/status/nouveau', typed);
  expect(answer.status).toBe(422);
  const page = await answer.text();
  for (const label of [
    'Institution',
    'Statut',
    'Catégorie',
    'Vrai depuis',
    'N’est plus vrai à partir de',
    'Attesté depuis',
    'Certitude',
    'Titre de la nouvelle source',
    'Adresse de la page',
    'Consultée le',
  ]) {
    expect(summaryOf(page)).toContain(`${label}\u00a0:`);
  }
  for (const kept of ['30/02/2025', 'demain', '13/2025', 'pas une adresse', 'Ma note']) expect(page).toContain(kept);
  expect(await countRevisions(db)).toBe(3);
});

test('a status that would overlap another is refused with a sentence, and nothing is written', async ({ openSite, db }) => {
  const { post } = await openSite().browser('officer');
  const answer = await post('/registre/senegal/faits/status/nouveau', { institution: 'oif', status: 'associate', from: '2020', ...sure });
  expect(answer.status).toBe(422);
  expect(summaryOf(await answer.text())).toContain('Le registre tient déjà un statut de cette partie dans cette institution à ces dates.');
  expect(await countRevisions(db)).toBe(3);
});

test('a status that follows another may end it at its own date, in one revision', async ({ openSite, db }) => {
  const { post } = await openSite().browser('officer');
  const answer = await post('/registre/cote-d-ivoire/faits/status/nouveau', {
    institution: 'oif',
    status: 'member',
    from: '05/10/2024',
    endPrevious: 'yes',
    ...sure,
  });
  expect(answer.status).toBe(303);
  expect(await countRevisions(db)).toBe(4);
  expect(await statusesOf(db, 'cote-d-ivoire')).toEqual(['observer [2012-10-01,2024-10-05)', 'member [2024-10-05,)']);
});

test('a withdrawal is a status from its date, and always ends the one before', async ({ openSite, db }) => {
  const { post } = await openSite().browser('officer');
  const undated = await post('/registre/senegal/faits/status/nouveau', { institution: 'oif', status: 'withdrawn', ...sure });
  expect(summaryOf(await undated.text())).toContain('Un retrait a une date');
  expect(
    (await post('/registre/senegal/faits/status/nouveau', { institution: 'oif', status: 'withdrawn', from: '01/09/2026', ...sure })).status,
  ).toBe(303);
  expect(await statusesOf(db, 'senegal')).toEqual(['member [1970-01-01,2026-09-01)', 'withdrawn [2026-09-01,)']);
});

test('a fact is ended, corrected and retracted, each with its trace', async ({ openSite, db }) => {
  const { get, post } = await openSite().browser('officer');
  const fact = await findStatus(db, 'senegal');
  const path = `/registre/faits/status/${fact}`;
  expect((await post(`${path}/fin`, { to: '2026', sourceId: 'keep' })).status).toBe(303);
  expect(await statusesOf(db, 'senegal')).toEqual(['member [1970-01-01,2026-01-01)']);

  const unexplained = await post(`${path}/correction`, {
    status: 'associate',
    from: '1971',
    to: '2026',
    certainty: 'confirmed',
    sourceId: 'keep',
    reason: '',
  });
  expect(summaryOf(await unexplained.text())).toContain('Pourquoi\u00a0:');
  expect(
    (
      await post(`${path}/correction`, {
        status: 'associate',
        from: '1971',
        to: '2026',
        certainty: 'confirmed',
        sourceId: 'keep',
        reason: 'Relu dans l’annuaire.',
      })
    ).status,
  ).toBe(303);
  expect(await statusesOf(db, 'senegal')).toEqual(['associate [1971-01-01,2026-01-01)']);

  expect(await (await get(`${path}/retrait`)).text()).toContain('Retirez ce qui n’aurait jamais dû être enregistré.');
  expect((await post(`${path}/retrait`, { reason: '' })).status).toBe(422);
  expect((await post(`${path}/retrait`, { reason: 'Ce n’était pas le Sénégal.' })).status).toBe(303);
  expect(await statusesOf(db, 'senegal')).toEqual([]);

  const history = await (await get(path)).text();
  const told = ['Retiré du registre', 'Ce n’était pas le Sénégal.', 'Corrigé', 'Relu dans l’annuaire.', 'Fin enregistrée', 'Enregistré'];
  for (const words of told) expect(history).toContain(words);
  expect(history).toContain('Ce fait a été retiré');
  expect(history, 'field by field').toMatch(/Statut<\/th><td[^>]*>membre<\/td><td[^>]*>associé/);
  expect((await get(`${path}/correction`)).status, 'what is retracted is corrected no more').toBe(404);
});

test('a form opened before someone else changed the fact writes over nothing', async ({ openSite, db }) => {
  const site = openSite();
  const [awa, binta] = [await site.browser('officer'), await site.browser('officer')];
  const path = `/registre/faits/status/${await findStatus(db, 'senegal')}`;
  const pages = { fin: { to: '2026' }, correction: { status: 'associate', from: '1971', certainty: 'confirmed' }, retrait: {}, choix: {} };
  const opened = await Promise.all(Object.keys(pages).map(async (page) => rowOf(await (await awa.get(`${path}/${page}`)).text())));
  expect(new Set(opened).size).toBe(1);
  const rowId = opened[0]!;
  const ended = await binta.post(`${path}/fin`, { to: '2025', sourceId: 'keep', rowId });
  expect(ended.status).toBe(303);

  for (const [page, fields] of Object.entries(pages)) {
    const stale = { ...fields, sourceId: 'keep', reason: 'Relu dans l’annuaire.', rowId };
    const answer = await awa.post(`${path}/${page}`, stale);
    const text = await answer.text();
    expect([page, answer.status]).toEqual([page, 422]);
    expect(summaryOf(text)).toContain('Quelqu’un a modifié ce fait depuis que vous avez ouvert cette page.');
    expect(rowOf(text), 'sending it again is refused again').toBe(rowId);
  }
  expect(await statusesOf(db, 'senegal')).toEqual(['member [1970-01-01,2025-01-01)']);

  const reopened = rowOf(await (await awa.get(`${path}/retrait`)).text());
  expect((await awa.post(`${path}/retrait`, { reason: 'Relu.', rowId: reopened })).status).toBe(303);
});

test('a form that corrects starts from what the register holds', async ({ openSite, db }) => {
  const { get } = await openSite().browser('officer');
  const page = await (await get(`/registre/faits/status/${await findStatus(db, 'mali', 'withdrawn')}/correction`)).text();
  expect(page).toContain('value="18/03/2025"');
  expect(page).toMatch(/<option value="withdrawn" selected/);
  expect(page).toContain('Garder la source actuelle\u00a0: Carte officielle de la Francophonie');
});

test('one claim is retained where sources disagree, with the reason and the name', async ({ openSite, db }) => {
  const { get, post } = await openSite().browser('officer');
  const [claim] = await db.select({ id: measure.factId }).from(measure).where(eq(measure.retained, false));
  const path = `/registre/faits/measure/${claim!.id}/choix`;
  expect(await (await get(path)).text()).toContain('72 signataires');
  expect((await post(path, { reason: 'Le journal a compté lui-même.' })).status).toBe(303);
  const page = await (await get('/registre/champ')).text();
  expect(page.indexOf('63 signataires')).toBeLessThan(page.indexOf('72 signataires'));
  expect(page).toContain('Retenu\u00a0: Le journal a compté lui-même.');
});

test('a claim that contradicts another is kept beside it', async ({ openSite, db }) => {
  const { post } = await openSite().browser('officer');
  const claim = { measure: 'published_members', value: '75,5', unit: 'signataires', from: '2024', ...sure };
  expect((await post('/registre/champ/faits/measure/nouveau', claim)).status).toBe(422);
  expect((await post('/registre/champ/faits/measure/nouveau', { ...claim, beside: 'yes' })).status).toBe(303);
  expect(await db.$count(measure, and(eq(measure.retained, false), eq(measure.value, '75.5')))).toBe(1);
});

test('what was just recorded can be undone by a correcting revision, unless it changed since', async ({ openSite, db }) => {
  const { get, post } = await openSite().browser('officer');
  await post('/registre/cote-d-ivoire/faits/status/nouveau', {
    institution: 'oif',
    status: 'member',
    from: '05/10/2024',
    endPrevious: 'yes',
    ...sure,
  });
  expect(await (await get('/registre/cote-d-ivoire?revision=4')).text()).toContain('action="/registre/journal/4/annulation"');
  expect((await post('/registre/journal/4/annulation')).status).toBe(303);
  expect(await statusesOf(db, 'cote-d-ivoire')).toEqual(['observer [2012-10-01,)']);
  const again = await post('/registre/journal/4/annulation');
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('Un des faits de cette révision a changé depuis.');
  const [last] = await db.select().from(revision).orderBy(desc(revision.number)).limit(1);
  expect(last).toMatchObject({ number: 5, command: 'fact undo' });
});

test('a form sent twice is carried out once', async ({ openSite, db }) => {
  const { post } = await openSite().browser('officer');
  const sent = { requestKey: 'une-clef', institution: 'champ', status: 'observer', ...sure };
  const first = await post('/registre/nyon/faits/status/nouveau', sent);
  const second = await post('/registre/nyon/faits/status/nouveau', sent);
  expect([first.status, second.status]).toEqual([303, 303]);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(await countRevisions(db)).toBe(4);
});

test.for<[kind: string, fields: Record<string, string>]>([
  ['endorsement', { coalition: 'champ', from: '2025' }],
  ['party_link', { link: 'part_of', target: 'Senegal' }],
  ['party_name', { usage: 'official', language: 'fr', name: 'République de Côte d’Ivoire' }],
  ['party_identifier', { scheme: 'wikidata', value: 'Q1008' }],
])('%s: a fact of this kind is recorded from its form', async ([kind, fields], { openSite, db }) => {
  const { get, post } = await openSite().browser('officer');
  const path = `/registre/cote-d-ivoire/faits/${kind}/nouveau`;
  expect((await get(path)).status).toBe(200);
  expect((await post(path, { ...fields, ...sure })).status).toBe(303);
  expect(await countRevisions(db)).toBe(4);
});

test('a party that is not in the register, an identifier that cannot be one: each has its sentence', async ({ openSite }) => {
  const { post } = await openSite().browser('officer');
  const link = await post('/registre/mali/faits/party_link/nouveau', { link: 'part_of', target: 'Atlantide', ...sure });
  expect(summaryOf(await link.text())).toContain('«\u00a0Atlantide\u00a0» n’est pas dans le registre.');
  const code = await post('/registre/mali/faits/party_identifier/nouveau', { scheme: 'iso3166-1-alpha3', value: 'mali', ...sure });
  expect(summaryOf(await code.text())).toContain('Ce code s’écrit en trois majuscules');
});

test('an officer records a party; another of the same name must be meant', async ({ openSite, db }) => {
  const { post } = await openSite().browser('officer');
  const typed = { kind: 'local_authority', name: 'Ouidah', ...sure };
  expect((await post('/registre/nouvelle-partie', typed)).headers.get('location')).toBe('/registre/ouidah?revision=4');
  const twin = await post('/registre/nouvelle-partie', { ...typed, name: 'OUIDAH' });
  expect(summaryOf(await twin.text())).toContain('Le registre a déjà une partie de ce nom\u00a0: «\u00a0Ouidah\u00a0».');
  expect((await post('/registre/nouvelle-partie', { ...typed, name: 'OUIDAH', another: 'yes' })).headers.get('location')).toBe(
    '/registre/ouidah-2?revision=5',
  );
  expect(
    (await post('/registre/nouvelle-partie', { ...typed, name: 'Journal' })).headers.get('location'),
    'an address that the site has taken',
  ).toBe('/registre/journal-2?revision=6');
  expect(await db.$count(party)).toBe(10);
});

test('visitors, readers and editors record nothing', async ({ openSite, db }) => {
  const site = openSite();
  const fact = await findStatus(db, 'senegal');
  const paths = [
    '/registre/senegal/faits/status/nouveau',
    '/registre/nouvelle-partie',
    ...['fin', 'correction', 'retrait', 'choix'].map((change) => `/registre/faits/status/${fact}/${change}`),
  ];
  for (const role of [undefined, 'reader', 'editor'] as const) {
    const browser: Browser = await site.browser(role);
    for (const path of paths) {
      expect((await browser.get(path)).status, `${role} ${path}`).toBe(role ? 403 : 303);
      expect((await browser.post(path, { to: '2026', reason: 'Parce que.', sourceId: 'keep' })).status, `${role} ${path}`).toBe(403);
    }
    expect((await browser.post('/registre/journal/2/annulation')).status).toBe(403);
  }
  expect(await countRevisions(db)).toBe(3);
});

test('those outside see that the secretariat acted, those who work here see who', async ({ openSite, db }) => {
  const site = openSite();
  const path = `/registre/faits/status/${await findStatus(db, 'senegal')}`;
  const outside = await (await (await site.browser()).get(path)).text();
  expect(outside).toContain('le secrétariat');
  expect(outside).not.toContain('/registre/journal/2');
  expect(await (await (await site.browser('reader')).get(path)).text()).toContain('/registre/journal/2');
});

function rowOf(page: string): string {
  return /name="rowId" value="([^"]+)"/.exec(page)![1]!;
}

function summaryOf(page: string): string {
  return /govuk-error-summary__body">(.*?)<\/div>/s.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';
}

async function countRevisions(db: Db): Promise<number> {
  return db.$count(revision);
}

async function statusesOf(db: Db, slug: string): Promise<string[]> {
  const rows = await db
    .select({ status: status.status, valid: sql<string>`${status.valid}::text` })
    .from(status)
    .innerJoin(party, eq(party.id, status.partyId))
    .where(and(eq(party.slug, slug), sql`upper_inf(${status.recorded})`))
    .orderBy(sql`lower(${status.valid})`);
  return rows.map((row) => `${row.status} ${row.valid}`);
}

async function findStatus(db: Db, slug: string, value: 'member' | 'withdrawn' = 'member'): Promise<string> {
  const [row] = await db
    .select({ id: status.factId })
    .from(status)
    .innerJoin(party, eq(party.id, status.partyId))
    .where(and(eq(party.slug, slug), eq(status.status, value)));
  return row!.id;
}
