import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { accountUser } from '../../../kernel/auth/schema.ts';
import { createDossier } from '../applications/factories.ts';
import { assignPeople, declareOwnInterest, giveOpinion } from './experts/commands.ts';
import { listAskedOf } from './experts/queries.ts';
import { createAppraised, createAssignment, createEvaluator } from './factories.ts';

const test = siteTest();

test('an expert reads what was asked of them, files included, once their interests are said; nobody else’s, and nothing once it has ended', async ({
  act,
  db,
  openSite,
}) => {
  const { dossier } = await createDossier(act());
  const site = openSite();
  const own = await site.browser('expert');
  const [account] = await db.select().from(accountUser).where(eq(accountUser.role, 'expert'));
  const other = await site.browser('expert');
  await assignPeople(act(), {
    dossiers: [dossier.reference!],
    people: [account!.id],
    tasks: ['opinion'],
    dueOn: Temporal.PlainDate.from('2026-12-15'),
  });
  const [asked] = await listAskedOf(db, account!.id);
  const at = `/expertises/${asked!.assignment.id}`;
  const before = await (await own.get(at)).text();
  expect(before).toContain('D’abord, vos intérêts');
  expect(before).not.toContain('cent places');
  await own.post(`${at}/interets`, { interest: 'none' });
  const page = await (await own.get(at)).text();
  expect(page).toContain('cent places');
  const file = /\/expertises\/[^"]+\/fichiers\/[^"]+/.exec(page)![0];
  expect([(await own.get(file)).status, (await other.get(file)).status, (await other.get(at)).status]).toEqual([200, 404, 404]);
  const { dossier: foreign } = await createDossier(act());
  const stolen = file.replace(/[^/]+$/, foreign.id);
  expect((await own.get(stolen)).status).toBe(404);
  const officer = await site.browser('officer');
  await officer.post(`/fonds/dossiers/${dossier.reference}/instruction/avis/${asked!.assignment.id}/fin`, { reason: 'Délai passé' });
  expect([(await own.get(at)).status, (await own.get(file)).status]).toEqual([404, 404]);
  expect(await (await own.get('/expertises')).text()).toContain('fini');
});

test('someone of the secretariat who has yet to answer reads neither opinions, scores nor the note of others', async ({
  act,
  db,
  openSite,
}) => {
  const { dossier, call } = await createAppraised(act(), { finish: false });
  const expert = await createEvaluator(act(), { name: 'Marie Sow' });
  const asked = await createAssignment(act(), dossier.reference, expert, { tasks: ['opinion'] });
  await declareOwnInterest(act({ actor: expert }), asked, { interest: 'none', words: null });
  await giveOpinion(act({ actor: expert }), asked, { choice: 'unfavourable', words: 'Zibeline.', shared: 'no' });
  const site = openSite();
  const reader = await site.browser('reader');
  const at = `/fonds/dossiers/${dossier.reference}/instruction`;
  expect(await (await reader.get(`${at}/avis`)).text()).toContain('Zibeline');
  expect((await reader.get(`${at}/note/1/note.pdf`)).status).toBe(200);
  const [account] = await db.select().from(accountUser).where(eq(accountUser.role, 'reader'));
  await assignPeople(act(), {
    dossiers: [dossier.reference],
    people: [account!.id],
    tasks: ['scoring'],
    dueOn: Temporal.PlainDate.from('2026-12-15'),
  });
  const hidden = await (await reader.get(`${at}/avis`)).text();
  expect(hidden).toContain('vous sont cachés');
  expect(hidden).not.toContain('Zibeline');
  expect((await reader.get(`${at}/note/1/note.pdf`)).status).toBe(404);
  expect(await (await reader.get(`/fonds/appels/${call.slug}/classement`)).text()).toContain('à noter par vous');
});

test('the ranking of a call and the result of a sitting are taken away as files, with numbers that are numbers', async ({
  act,
  openSite,
}) => {
  const { call, dossier } = await createAppraised(act(), { scoresGiven: [3, 4] });
  const reader = await openSite().browser('reader');
  const rows = JSON.parse(await (await reader.get(`/fonds/appels/${call.slug}/classement?format=json`)).text());
  expect(JSON.stringify(rows)).toContain(`"reference":"${dossier.reference}"`);
  expect(JSON.stringify(rows)).toContain('"score":70');
});
