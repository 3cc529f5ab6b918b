import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { siteTest } from '../../../../../test/site.ts';
import type { Act } from '../../../../kernel/act.ts';
import { createMandate, createTestParty, revise } from '../../factories.ts';
import { revisionAt } from '../../facts/revision.ts';
import { mandate, office } from '../../persons/schema.ts';
import { party, source } from '../../schema.ts';
import { findHeads } from '../queries.ts';
import { mandateAnswer, mandateQuestion } from './schema.ts';

const test = siteTest(createTowns);

test('a city answers from its space by a click, and its answer is the source, as by the link of a mail', async ({ openSite, act, db }) => {
  const site = openSite();
  const lome = await idOf(act(), 'lome');
  const city = await site.browser('city', lome);
  const path = `/espace/mandats/${await mandateOf(act(), 'lome')}`;
  const space = await textOf(await city.get('/espace'));
  expect(space).toContain('Afi Mawuko est-il ou est-elle toujours maire ?');
  expect(space).toContain(`action="${path}"`);
  const answered = await city.post(path, { answer: 'unchanged' });
  expect(answered.headers.get('location')).toBe(`${path}?reponse=unchanged`);
  expect(await textOf(await city.get(`${path}?reponse=unchanged`))).toContain('Merci');
  expect(await headOf(act(), lome)).toMatchObject({ standing: 'sitting', confirmedOn: Temporal.PlainDate.from('2026-11-23') });
  expect((await db.select().from(source)).map(({ title }) => title)).toContain('Réponse de Lomé du 23 novembre 2026');
  expect(await db.select().from(mandateAnswer)).toMatchObject([{ answer: 'unchanged', answeredBy: expect.stringMatching(/./) }]);
  expect(await textOf(await city.get('/espace'))).not.toContain('toujours maire');
});

test('« changed » puts nobody in office; it is said once, and the space says what it waits for', async ({ openSite, act, db }) => {
  const site = openSite();
  const lome = await idOf(act(), 'lome');
  const city = await site.browser('city', lome);
  const path = `/espace/mandats/${await mandateOf(act(), 'lome')}`;
  const wrong = await city.post(path, { answer: 'changed', changedOn: '31/11/2026' });
  expect([wrong.status, await textOf(wrong)]).toEqual([422, expect.stringContaining('Cette date n’existe pas.')]);
  expect((await city.post(path, { answer: 'changed', successor: 'Kossi Adzoh' })).status).toBe(303);
  expect(await headOf(act(), lome)).toMatchObject({ person: { name: 'Afi Mawuko' }, standing: 'unconfirmed', doubt: 'source' });
  expect((await city.post(path, { answer: 'unchanged' })).status).toBe(409);
  expect(await db.$count(mandateAnswer)).toBe(1);
  expect(await textOf(await city.get('/espace'))).toContain('le secrétariat cherche une source');
  expect(await textOf(await (await site.browser('officer')).get('/radar'))).toContain('Une réponse à traiter');
});

test('an answer from the space answers the question that was put by mail, whose link answers no more', async ({ openSite, act, db }) => {
  const site = openSite({ sendsMail: false });
  const factId = await mandateOf(act(), 'lome');
  const asked = await (await site.browser('officer')).post(`/mandats/${factId}/question`, { address: 'mairie@exemple.org', lang: 'fr' });
  const link = /http:\/\/localhost:3000(\/confirmation\/lien\/[\w-]+)/.exec(await asked.text())![1]!;
  const city = await site.browser('city', await idOf(act(), 'lome'));
  expect((await city.post(`/espace/mandats/${factId}`, { answer: 'unknown' })).status).toBe(303);
  expect(await db.$count(mandateQuestion)).toBe(1);
  expect((await (await site.browser()).post(link, { answer: 'changed' })).status).toBe(409);
});

test('a city neither reads nor answers about the mandates of another: 404; the secretariat has its own page: 403', async ({
  openSite,
  act,
  db,
}) => {
  const site = openSite();
  const kara = await site.browser('city', await idOf(act(), 'kara'));
  const path = `/espace/mandats/${await mandateOf(act(), 'lome')}`;
  expect((await kara.get(path)).status).toBe(404);
  expect((await kara.post(path, { answer: 'changed' })).status).toBe(404);
  expect((await kara.get('/espace/mandats/lome')).status).toBe(404);
  expect((await (await site.browser('direction')).post(path, { answer: 'changed' })).status).toBe(403);
  expect(await db.$count(mandateQuestion)).toBe(0);
});

async function idOf({ db }: Act, slug: string): Promise<string> {
  return (await db.select().from(party).where(eq(party.slug, slug)))[0]!.id;
}

async function mandateOf(act: Act, slug: string): Promise<string> {
  const [found] = await act.db
    .select({ factId: mandate.factId })
    .from(mandate)
    .innerJoin(office, eq(office.id, mandate.officeId))
    .where(eq(office.partyId, await idOf(act, slug)));
  return found!.factId;
}

async function headOf({ db }: Act, partyId: string) {
  return (await findHeads(db, { on: Temporal.PlainDate.from('2026-11-23'), revision: await revisionAt(db, null) }, [partyId])).get(partyId);
}

/** A page as people read it: spaces are spaces. */
async function textOf(page: Response): Promise<string> {
  return (await page.text()).replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** Lomé and Kara, whose mayors’ mandates were to end in 2025; and the network, which spaces are about. */
async function createTowns(act: Act): Promise<void> {
  await revise(act, async (rev) => {
    await createTestParty(rev, { name: 'AIMF', kind: 'network', slug: 'aimf' });
    for (const [name, head] of [
      ['Lomé', 'Afi Mawuko'],
      ['Kara', 'Yao Tchalla'],
    ] as const) {
      const { id, slug } = await createTestParty(rev, { name, kind: 'local_authority' });
      await createMandate(rev, { partyId: id, slug: `${slug}-mayor`, name: head, from: '2019-10-01', expectedEnd: '2025-07-31' });
    }
  });
}
