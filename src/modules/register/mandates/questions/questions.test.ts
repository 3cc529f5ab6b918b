import { desc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { type Browser, siteTest } from '../../../../../test/site.ts';
import type { Act } from '../../../../kernel/act.ts';
import { createMandate, createTestParty, createTestSource, partial, revise } from '../../factories.ts';
import { factKinds } from '../../facts/kinds.ts';
import { recordFact } from '../../facts/record.ts';
import { revisionAt } from '../../facts/revision.ts';
import { mandate } from '../../persons/schema.ts';
import { party, revision, source } from '../../schema.ts';
import { mailOutbox } from '../../../../kernel/mail/schema.ts';
import { endMandate } from '../commands.ts';
import { findHeads } from '../queries.ts';
import { mandateAnswer, mandateQuestion } from './schema.ts';

const test = siteTest(createTown);

test('a question goes by mail to whoever answers for the mayor, in their language, once at a time', async ({ openSite, db }) => {
  const { get, post } = await openSite().browser('officer');
  const path = await questionPath(db);
  const form = await textOf(await get(path));
  expect(form.indexOf('cabinet@exemple.org')).toBeLessThan(form.indexOf('afi@exemple.org'));
  const nobody = await post(path, { recipient: 'other', address: '', lang: 'fr' });
  expect([nobody.status, await textOf(nobody)]).toEqual([422, expect.stringContaining('Adresse électronique : Ce champ est vide.')]);
  const asked = await post(path, { recipient: 'cabinet@exemple.org', lang: 'en' });
  expect(await textOf(asked)).toContain('Un message est parti à cabinet@exemple.org.');
  expect(await textOf(asked.status === 200 ? await post(path, { recipient: 'afi@exemple.org', lang: 'fr' }) : asked)).toContain(
    'La question est déjà posée',
  );
  const mails = await db.select().from(mailOutbox);
  expect(mails).toMatchObject([
    { recipient: 'cabinet@exemple.org', lang: 'en', subject: 'Lomé: is Afi Mawuko still mayor?', secret: true },
  ]);
  expect(mails[0]!.body).toMatch(/http:\/\/localhost:3000\/en\/confirmation\/lien\/[\w-]+\n/);
});

test('a mail scanner that opens the link answers nothing; « unchanged » is a confirmation whose source is the answer', async ({
  openSite,
  db,
  act,
}) => {
  const site = openSite();
  const link = await ask(await site.browser('officer'), db);
  const visitor = await site.browser();
  for (let once = 0; once < 2; once += 1)
    expect(await textOf(await visitor.get(link))).toContain('Afi Mawuko est-il ou est-elle toujours maire ?');
  expect(await db.select().from(mandateAnswer)).toEqual([]);
  const empty = await visitor.post(link, {});
  expect([empty.status, await textOf(empty)]).toEqual([422, expect.stringContaining('Lomé : Afi Mawuko, maire :')]);
  const answered = await visitor.post(link, { answer: 'unchanged', answeredBy: 'Le cabinet' });
  expect(answered.headers.get('location')).toBe(`${link}?reponse=unchanged`);
  expect(await textOf(await visitor.get(answered.headers.get('location')!))).toContain('vous l’avez confirmé aujourd’hui');
  expect(await headOf(act(), '2026-11-24')).toMatchObject({ standing: 'sitting', confirmedOn: Temporal.PlainDate.from('2026-11-23') });
  const [last] = await db.select().from(revision).orderBy(desc(revision.number)).limit(1);
  expect(last).toMatchObject({ command: 'mandate answer', actor: 'Réponse de Lomé du 23 novembre 2026' });
  expect((await db.select().from(source)).map(({ title }) => title)).toContain('Réponse de Lomé du 23 novembre 2026');
  // Once only.
  expect((await visitor.post(link, { answer: 'changed' })).status).toBe(409);
  expect(await textOf(await visitor.get(link))).toContain('Cette question a déjà reçu une réponse');
});

test('« changed » invents nothing: the mandate is to be confirmed, and a task waits for the secretariat until it ends', async ({
  openSite,
  db,
  act,
}) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const link = await ask(officer, db);
  const visitor = await site.browser();
  const answer = { answer: 'changed', successor: 'Kossi Adzoh', changedOn: '10/2026', note: 'Élu par le conseil' };
  expect(await textOf(await visitor.post(link, { ...answer, changedOn: '31/11/2026' }))).toContain(
    'Depuis quand ? : Cette date n’existe pas.',
  );
  expect((await visitor.post(link, answer)).status).toBe(303);
  expect(await headOf(act(), '2026-11-23')).toMatchObject({
    person: { name: 'Afi Mawuko' },
    standing: 'unconfirmed',
    doubt: 'source',
    to: null,
  });
  expect(await textOf(await visitor.get('/registre/lome'))).not.toContain('Kossi Adzoh');
  const radar = await textOf(await officer.get('/radar'));
  expect(radar).toContain('Une réponse à traiter');
  expect(radar).toContain('Ce qu’il en est dit : Kossi Adzoh, octobre 2026.');
  const [{ factId }] = (await db.select({ factId: mandate.factId }).from(mandate)) as [{ factId: string }];
  await revise(act(), (rev) => endMandate(rev, factId, { to: partial('2026-10-15'), cause: 'term', certainty: 'confirmed' }));
  expect(await db.select().from(mandateAnswer)).toMatchObject([{ handledBy: 'Awa Diop' }]);
  expect(await textOf(await officer.get('/radar'))).not.toContain('à traiter');
  expect(await headOf(act(), '2026-10-14')).toMatchObject({ standing: 'unconfirmed', doubt: 'expected_end' });
});

test('« I do not know » is recorded, and changes nothing else', async ({ openSite, db, act }) => {
  const site = openSite();
  const link = await ask(await site.browser('officer'), db);
  const before = await revisionAt(db, null);
  expect((await (await site.browser()).post(link, { answer: 'unknown', successor: 'personne' })).status).toBe(303);
  expect(await db.select().from(mandateAnswer)).toMatchObject([{ answer: 'unknown', successor: null, revision: null }]);
  expect(await revisionAt(db, null)).toBe(before);
  expect(await headOf(act(), '2026-11-23')).toMatchObject({ standing: 'unconfirmed', doubt: 'expected_end' });
});

test('a reminder has a link of its own; whichever is used first answers for both', async ({ openSite, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const first = await ask(officer, db);
  const [{ id }] = (await db.select({ id: mandateQuestion.id }).from(mandateQuestion)) as [{ id: string }];
  expect((await officer.post(`/radar/questions/${id}/relance`)).status).toBe(200);
  const second = await lastLink(db);
  expect(second).not.toBe(first);
  expect((await db.select().from(mailOutbox)).map(({ key }) => key).toSorted()).toEqual([
    `mandate-question:${id}:1`,
    `mandate-question:${id}:2`,
  ]);
  const visitor = await site.browser();
  expect((await visitor.post(second, { answer: 'unknown' })).status).toBe(303);
  expect((await visitor.post(first, { answer: 'unchanged' })).status).toBe(409);
  expect(await db.$count(mandateAnswer)).toBe(1);
  expect((await officer.post(`/radar/questions/${id}/relance`)).status).toBe(409);
});

test('a question that is taken back, or whose link is too old, is answered no more; another may be asked', async ({ openSite, db }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const visitor = await site.browser();
  const withdrawn = await ask(officer, db);
  const [{ id }] = (await db.select({ id: mandateQuestion.id }).from(mandateQuestion)) as [{ id: string }];
  expect((await officer.post(`/radar/questions/${id}/retrait`)).headers.get('location')).toBe('/radar');
  expect((await visitor.get(withdrawn)).status).toBe(410);
  const old = await ask(officer, db);
  site.clock.now = site.clock.now.add({ hours: 46 * 24 });
  expect((await visitor.get(old)).status).toBe(410);
  expect((await visitor.post(old, { answer: 'unchanged' })).status).toBe(409);
  expect((await visitor.get('/confirmation/lien/inconnu')).status).toBe(404);
});

test('without a mail server the link is given once to whoever asked, and kept nowhere', async ({ openSite, db }) => {
  const officer = await openSite({ sendsMail: false }).browser('officer');
  const page = await textOf(await officer.post(await questionPath(db), { recipient: 'cabinet@exemple.org', lang: 'fr' }));
  expect(page).toContain('faites parvenir ce lien à cabinet@exemple.org');
  expect(page).toMatch(/http:\/\/localhost:3000\/confirmation\/lien\/[\w-]+/);
  expect(await db.$count(mailOutbox)).toBe(0);
});

test('a mandate that has ended is asked about no more', async ({ openSite, db, act }) => {
  const site = openSite();
  const officer = await site.browser('officer');
  const link = await ask(officer, db);
  const path = await questionPath(db);
  const [{ factId }] = (await db.select({ factId: mandate.factId }).from(mandate)) as [{ factId: string }];
  await revise(act(), (rev) => endMandate(rev, factId, { to: partial('2026-10-15'), cause: 'death' }));
  expect((await (await site.browser()).get(link)).status).toBe(410);
  expect((await officer.get(path)).status).toBe(404);
});

type Db = Act['db'];

async function ask(officer: Browser, db: Db): Promise<string> {
  const answer = await officer.post(await questionPath(db), { recipient: 'cabinet@exemple.org', lang: 'fr' });
  expect(answer.status).toBe(200);
  return lastLink(db);
}

/** The link of the last mail. */
async function lastLink(db: Db): Promise<string> {
  const mails = await db.select().from(mailOutbox);
  const last = mails.toSorted((one, other) => one.key.slice(-1).localeCompare(other.key.slice(-1))).at(-1)!;
  const open = mails.filter(({ key }) => key.endsWith(last.key.slice(-2))).at(-1)!;
  return /http:\/\/localhost:3000(\/confirmation\/lien\/[\w-]+)/.exec(open.body)![1]!;
}

async function questionPath(db: Db): Promise<string> {
  const [found] = await db.select({ factId: mandate.factId }).from(mandate);
  return `/mandats/${found!.factId}/question`;
}

async function headOf({ db }: Act, on: string) {
  const [lome] = await db.select().from(party).where(eq(party.slug, 'lome'));
  return (await findHeads(db, { on: Temporal.PlainDate.from(on), revision: await revisionAt(db, null) }, [lome!.id])).get(lome!.id);
}

/** A page as people read it: spaces are spaces. */
async function textOf(page: Response): Promise<string> {
  return (await page.text()).replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** Lomé, whose mayor’s mandate was to end in July 2025, with an assistant and an address of her own. */
async function createTown(act: Act): Promise<void> {
  await revise(act, async (rev) => {
    const lome = await createTestParty(rev, { name: 'Lomé', kind: 'local_authority' });
    const { personId } = await createMandate(rev, {
      partyId: lome.id,
      slug: 'lome-mayor',
      name: 'Afi Mawuko',
      from: '2019-10-01',
      expectedEnd: '2025-07-31',
    });
    const known = { from: null, to: null, certainty: 'confirmed', sourceId: await createTestSource(rev) } as const;
    await recordFact(rev, factKinds.personContact, { ...known, values: { personId, channel: 'email', value: 'afi@exemple.org' } });
    await recordFact(rev, factKinds.personContact, { ...known, values: { personId, channel: 'assistant', value: 'cabinet@exemple.org' } });
  });
}
