import { count, desc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { type Browser, type Site, siteTest } from '../../../../../test/site.ts';
import type { Act } from '../../../../kernel/act.ts';
import { journalEntry, party, partyName, revision, series, status } from '../../schema.ts';
import { applyImport, guessMapping, readTable, type ImportKind } from '../index.ts';
import { importLine, importPiece, importRun } from '../schema.ts';
import { forgetOldRuns } from './commands.ts';
import { applyRun, importJobs } from './jobs.ts';
import { findObstacles, undoRun } from './undo.ts';

const test = siteTest(async (act) => {
  await load(
    act,
    'parties',
    'slug,kind,name_fr,iso3,source\noif,institution,Organisation internationale de la Francophonie,,Annuaire\nmali,state,Mali,MLI,Annuaire\nniger,state,Niger,NER,Annuaire\nsenegal,state,Sénégal,SEN,Annuaire',
  );
  await load(act, 'statuses', 'party,institution,status,from,source\nmali,oif,member,1970,Liste');
});

const file =
  'Pays;Organisation;Statut;Depuis;Source\nMali;oif;retiré;17/03/2025;Communiqué\nNiger;oif;retiré;17/03/2025;Communiqué\nAtlantide;oif;membre;1970;Légende\n';

test('an officer brings a file, reads what it would change, applies it and undoes it', async ({ act, openSite, sentJobs, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const uploaded = await upload(site, officer, 'statuses', file);
  expect(uploaded.status).toBe(303);
  const columns = uploaded.headers.get('location')!;
  const page = columns.replace(/\/colonnes$/, '');
  expect(await text(officer, columns)).toContain('1. Pays (ex.\u00a0: Mali)');

  const chosen = await officer.post(columns, {
    column_party: '0',
    column_institution: '1',
    column_status: '2',
    column_from: '3',
    column_source: '4',
  });
  expect(chosen.headers.get('location')).toBe(page);
  const preview = await text(officer, page);
  expect(preview).toContain('2 faits nouveaux, une fin, aucune correction\u202f; aucune ligne inchangée, une refusée.');
  expect(preview).toContain('«\u00a0Atlantide\u00a0» n’est pas dans le registre.');
  expect(await text(officer, `${page}?montrer=ended`)).toContain('n’est plus vrai depuis\u00a0: 17 mars 2025');
  expect(await text(officer, `${page}?montrer=refused&format=csv`)).toBe(
    'Pays,Organisation,Statut,Depuis,Source,Ligne,Pourquoi\r\nAtlantide,oif,membre,1970,Légende,4,partie\u00a0: «\u00a0Atlantide\u00a0» n’est pas dans le registre.\r\n',
  );

  const untold = await officer.post(`${page}/application`, { reason: 'Communiqué de mars' });
  expect(untold.status).toBe(422);
  expect(await untold.text()).toContain('Acceptez de la laisser de côté');
  expect((await officer.post(`${page}/application`, { reason: 'Communiqué de mars', accept: 'yes' })).status).toBe(303);
  expect(await text(officer, page)).toContain('Enregistrement en cours');
  await runJobs(act(), sentJobs);

  const applied = await text(officer, page);
  expect(applied).toContain('Import enregistré');
  const [made] = await db.select().from(revision).orderBy(desc(revision.number)).limit(1);
  expect(made).toMatchObject({ command: 'import', reason: 'Communiqué de mars', entries: 4 });
  expect(made!.actor).not.toBe('imports.apply');
  expect(applied).toContain(`/registre/journal/${made!.number}`);
  expect(await held(act())).toEqual(['mali member until 2025-03-17', 'mali withdrawn', 'niger withdrawn']);
  expect((await db.select({ count: count() }).from(importPiece))[0]!.count).toBe(0);

  expect(await text(officer, `${page}/annulation`)).toContain('Annuler cet import');
  expect((await officer.post(`${page}/annulation`, { reason: 'Mauvais fichier' })).status).toBe(303);
  await runJobs(act(), sentJobs);
  expect(await text(officer, page)).toContain('Import annulé');
  expect(await held(act())).toEqual(['mali member']);

  const again = await upload(site, officer, 'statuses', file);
  expect(await text(officer, again.headers.get('location')!)).toContain('les colonnes sont celles de la dernière fois');
});

test('what cannot be read comes back as a sentence beside the file, and nothing is kept', async ({ openSite, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const windows = await upload(site, officer, 'parties', Buffer.from('kind,name_fr,source\nstate,Sénégal,Liste\n', 'latin1'));
  expect(windows.status).toBe(422);
  const page = await windows.text();
  expect(page).toContain('n’est pas en UTF-8');
  expect(page).toContain('cochez Windows-1252');
  expect((await upload(site, officer, '', 'a')).status).toBe(422);
  expect(await (await upload(site, officer, 'parties', '', '')).text()).toContain('Choisissez un fichier.');
  expect(await (await upload(site, officer, 'parties', Buffer.alloc(53 * 1024 * 1024, 'a\n'))).text()).toContain('dépasse 50\u00a0Mo');
  expect((await upload(site, officer, 'parties', Buffer.alloc(61 * 1024 * 1024, 'a\n'))).status).toBe(413);
  expect((await db.select({ count: count() }).from(importRun))[0]!.count).toBe(0);
});

test('a column that is needed is asked for; one value may stand for all lines', async ({ openSite, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const columns = (await upload(site, officer, 'statuses', 'pays\nNiger\nSénégal\n')).headers.get('location')!;
  const refused = await officer.post(columns, {
    column_party: '0',
    column_institution: 'value',
    column_status: 'value',
    value_status: 'membre',
  });
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(page).toContain('Donnez la valeur pour toutes les lignes.');
  expect(page).toContain('Cette colonne est nécessaire.');
  await officer.post(columns, {
    column_party: '0',
    column_institution: 'value',
    value_institution: 'oif',
    column_status: 'value',
    value_status: 'membre',
    column_source: 'value',
    value_source: 'Liste',
  });
  expect((await db.select().from(importRun))[0]!.counts).toMatchObject({ new: 2, refused: 0 });
});

test('the register having moved since the preview, nothing is applied and the page says which lines', async ({
  act,
  openSite,
  sentJobs,
  db,
}) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const page = await preview(site, officer, 'statuses', file);
  await officer.post(`${page}/application`, { reason: 'Mars', accept: 'yes' });
  await load(act(), 'statuses', 'party,institution,status,from,source\nniger,oif,withdrawn,2025-03-17,Communiqué');
  await runJobs(act(), sentJobs);
  const failed = await text(officer, page);
  expect(failed).toContain('une ligne donnerait autre chose (3)');
  expect((await db.select({ count: count() }).from(status))[0]!.count).toBe(2);
  expect((await officer.post(`${page}/apercu`)).status).toBe(303);
  await runJobs(act(), sentJobs);
  expect(await text(officer, page)).toContain('Un fait nouveau, une fin, aucune correction\u202f; une ligne inchangée, une refusée.');
});

test('a job called twice changes nothing more', async ({ act, openSite, sentJobs, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const page = await preview(site, officer, 'statuses', file);
  await officer.post(`${page}/application`, { reason: 'Mars', accept: 'yes' });
  await runJobs(act(), sentJobs);
  const before = await db.select({ count: count() }).from(journalEntry);
  await applyRun(act(), page.split('/').at(-1)!, true);
  expect(await db.select({ count: count() }).from(journalEntry)).toEqual(before);
});

test('an import that later revisions touched cannot be undone, and says which facts', async ({ act, openSite, sentJobs, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const page = await preview(site, officer, 'statuses', file);
  await officer.post(`${page}/application`, { reason: 'Mars', accept: 'yes' });
  await runJobs(act(), sentJobs);
  await load(act(), 'statuses', 'party,institution,status,from,source\nniger,oif,suspended,2025-03-17,Communiqué');
  const asked = await text(officer, `${page}/annulation`);
  expect(asked).toContain('un fait a été changé ou ajouté depuis');
  await officer.post(`${page}/annulation`, { reason: 'Erreur' });
  await runJobs(act(), sentJobs);
  expect(await text(officer, page)).toContain('Cet import ne peut pas être annulé d’un coup');
  expect((await db.select().from(importRun))[0]!.state).toBe('applied');
});

test('undoing what ended a fact is refused where something else took its place', async ({ act, openSite, sentJobs, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const page = await preview(site, officer, 'statuses', 'party;institution;status;from;to;source\nmali;oif;membre;1970;2025-03-17;Liste\n');
  await officer.post(`${page}/application`, { reason: 'Fin' });
  await runJobs(act(), sentJobs);
  const [run] = await db.select().from(importRun);
  expect(await findObstacles(db, run!)).toEqual([]);
  await load(act(), 'statuses', 'party,institution,status,from,source\nmali,oif,observer,2026-01-01,Liste');
  expect(await findObstacles(db, run!)).toMatchObject([{ kind: 'status' }]);
});

test('undone parties have no name left, are used by no later fact, and take their address back', async ({
  act,
  openSite,
  sentJobs,
  db,
}) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const towns = 'kind;name_fr;source\nlocal_authority;Bamako;Annuaire\n';
  const page = await preview(site, officer, 'parties', towns);
  await officer.post(`${page}/application`, { reason: 'Villes' });
  await runJobs(act(), sentJobs);
  const link = 'party,link,target,source\nbamako,capital_of,mali,Annuaire';
  const { revision: linked } = await load(act(), 'links', link);
  const [run] = await db.select().from(importRun);
  expect(await findObstacles(db, run!)).toMatchObject([{ kind: 'party_link', revision: linked }]);

  const other = await preview(site, officer, 'parties', 'kind;name_fr;source\nlocal_authority;Niamey;Annuaire\n');
  await officer.post(`${other}/application`, { reason: 'Villes' });
  await runJobs(act(), sentJobs);
  await officer.post(`${other}/annulation`, { reason: 'Erreur' });
  await runJobs(act(), sentJobs);
  const { plan } = await load(act(), 'parties', 'kind;name_fr;source\nlocal_authority;Niamey;Annuaire\n');
  expect(plan.counts).toMatchObject({ new: 1 });
  expect((await db.select().from(party).where(eq(party.slug, 'niamey'))).length).toBe(1);
  expect((await db.select().from(party).where(eq(party.slug, 'niamey-2'))).length).toBe(0);
  expect((await db.select().from(partyName).where(eq(partyName.name, 'Niamey'))).length).toBe(2);
});

test('series that an import created or renamed are as before once it is undone', async ({ act, openSite, sentJobs, db }) => {
  await load(act(), 'series', 'slug,name_fr\nsommets,Sommets');
  const site = openSite();
  const officer = await site.browser('officer');
  const page = await preview(site, officer, 'series', 'slug;name_fr\nsommets;Sommets de la Francophonie\nconferences;Conférences\n');
  await officer.post(`${page}/application`, { reason: 'Séries' });
  await runJobs(act(), sentJobs);
  expect((await db.select().from(series)).map((one) => one.nameFr).sort()).toEqual(['Conférences', 'Sommets de la Francophonie']);
  await officer.post(`${page}/annulation`, { reason: 'Erreur' });
  await runJobs(act(), sentJobs);
  expect((await db.select().from(series)).map((one) => one.nameFr)).toEqual(['Sommets']);
});

test('series that a later import changed too are put back by undoing the later one first', async ({ act, openSite, sentJobs, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const pages: string[] = [];
  for (const name of ['Sommets', 'Sommets de la Francophonie', 'Grands sommets']) {
    const page = await preview(site, officer, 'series', `slug;name_fr\nsommets;${name}\n`);
    await officer.post(`${page}/application`, { reason: 'Séries' });
    await runJobs(act(), sentJobs);
    pages.push(page);
  }
  const names = async () => (await db.select().from(series)).map((one) => one.nameFr);
  for (const page of pages.slice(0, 2)) {
    await officer.post(`${page}/annulation`, { reason: 'Erreur' });
    await runJobs(act(), sentJobs);
    expect(await text(officer, page)).toContain('un import plus récent a changé les mêmes séries (sommets)');
    expect(await names()).toEqual(['Grands sommets']);
  }
  for (const [page, left] of [
    [pages[2]!, ['Sommets de la Francophonie']],
    [pages[1]!, ['Sommets']],
    [pages[0]!, []],
  ] as const) {
    await officer.post(`${page}/annulation`, { reason: 'Erreur' });
    await runJobs(act(), sentJobs);
    expect(await names()).toEqual(left);
  }
});

test('a work that a fault stops is said to have stopped, and may be begun again', async ({ act, openSite, sentJobs, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const page = await preview(site, officer, 'statuses', file);
  await officer.post(`${page}/application`, { reason: 'Mars', accept: 'yes' });
  const id = page.split('/').at(-1)!;
  // Whoever asked may no longer record by the time the work begins.
  await expect(applyRun(act({ role: 'reader' }), id, true)).rejects.toMatchObject({ name: 'Forbidden' });
  expect(await text(officer, page)).toContain('Une erreur de Beffroi a arrêté le travail');
  await officer.post(`${page}/apercu`);
  await runJobs(act(), sentJobs);
  await officer.post(`${page}/application`, { reason: 'Mars', accept: 'yes' });
  await runJobs(act(), sentJobs);
  expect(await text(officer, page)).toContain('Import enregistré');

  await officer.post(`${page}/annulation`, { reason: 'Erreur' });
  await expect(undoRun(act({ role: 'reader' }), id, 'Erreur')).rejects.toMatchObject({ name: 'Forbidden' });
  expect(await text(officer, page)).toContain('Une erreur de Beffroi a arrêté l’annulation');
  expect((await db.select().from(importRun))[0]!.state).toBe('applied');
});

test('a file may be let go before it is applied, and is after a week', async ({ act, openSite, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const page = await preview(site, officer, 'statuses', file);
  expect((await officer.post(`${page}/abandon`)).status).toBe(303);
  expect((await officer.get(page)).status).toBe(404);
  await preview(site, officer, 'statuses', file);
  expect(await forgetOldRuns(act())).toBe(0);
  expect(await forgetOldRuns(act({ now: act().now.add({ hours: 8 * 24 }) }))).toBe(1);
  expect((await db.select({ count: count() }).from(importLine))[0]!.count).toBe(0);
});

test('only officers and administrators see imports', async ({ openSite }) => {
  const site = openSite();
  const page = await preview(site, await site.browser('admin'), 'statuses', file);
  for (const role of ['reader', 'editor'] as const) {
    const browser = await site.browser(role);
    for (const path of [
      '/registre/imports',
      '/registre/imports/nouveau',
      page,
      `${page}/colonnes`,
      `${page}/annulation`,
      `${page}?format=csv`,
    ])
      expect((await browser.get(path)).status, path).toBe(403);
    for (const path of ['colonnes', 'apercu', 'application', 'annulation', 'abandon'])
      expect((await browser.post(`${page}/${path}`, { reason: 'x' })).status, path).toBe(403);
    expect((await upload(site, browser, 'parties', 'a')).status).toBe(403);
  }
});

async function upload(site: Site, browser: Browser, kind: string, bytes: string | Buffer, name = 'membres.csv'): Promise<Response> {
  const body = Buffer.concat([
    Buffer.from(
      `--frontier\r\nContent-Disposition: form-data; name="kind"\r\n\r\n${kind}\r\n--frontier\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`,
    ),
    Buffer.from(bytes),
    Buffer.from('\r\n--frontier--\r\n'),
  ]);
  const cookie = [...browser.cookies].map(([one, value]) => `${one}=${value}`).join('; ');
  return site.app.request('http://localhost:3000/registre/imports/nouveau', {
    method: 'POST',
    body,
    headers: {
      cookie,
      origin: 'http://localhost:3000',
      'content-type': 'multipart/form-data; boundary=frontier',
      'content-length': String(body.length),
    },
  });
}

/** Brings a file whose headings say themselves what they are, as far as its preview. */
async function preview(site: Site, browser: Browser, kind: ImportKind, bytes: string): Promise<string> {
  const columns = (await upload(site, browser, kind, bytes)).headers.get('location')!;
  const mapping = guessMapping(kind, bytes.split('\n')[0]!.split(';'));
  await browser.post(
    columns,
    Object.fromEntries(
      Object.entries(mapping).map(([column, place]) => [`column_${column}`, String('column' in place ? place.column : '')]),
    ),
  );
  return columns.replace(/\/colonnes$/, '');
}

async function text(browser: Browser, path: string): Promise<string> {
  return (await browser.get(path)).text();
}

const done = new WeakMap<object, number>();

/** Does the work that waits, as the worker would. */
async function runJobs(act: Act, sentJobs: () => Promise<{ name: string; data: Record<string, unknown> }[]>): Promise<void> {
  const jobs = await sentJobs();
  const from = done.get(act.db) ?? 0;
  done.set(act.db, jobs.length);
  for (const { name, data } of jobs.slice(from)) await importJobs[name]!({ ...act, actor: { kind: 'system', name } }, data);
}

async function load(act: Act, kind: ImportKind, text: string) {
  const table = await readTable(Buffer.from(text));
  return applyImport(act, kind, table, guessMapping(kind, table.header), { reason: 'test' });
}

async function held(act: Act): Promise<string[]> {
  const rows = await act.db
    .select({ slug: party.slug, status: status.status, valid: status.valid, recorded: status.recorded })
    .from(status)
    .innerJoin(party, eq(party.id, status.partyId));
  return rows
    .filter((row) => row.recorded.to === null)
    .map((row) => `${row.slug} ${row.status}${row.valid.to ? ` until ${row.valid.to.toString()}` : ''}`)
    .sort();
}
