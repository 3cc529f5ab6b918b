import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import type { Act } from '../../../kernel/act.ts';
import { createTestParty, createTestSource, revise } from '../factories.ts';
import { verifyJournal } from '../facts/journal.ts';
import { factKinds } from '../facts/kinds.ts';
import { recordFact } from '../facts/record.ts';
import { asKnownNow } from '../facts/revision.ts';
import { listElectionOpenings } from '../mandates/queries.ts';
import { election, votingDay } from '../persons/schema.ts';
import { event } from '../schema.ts';
import { createElection } from './commands.ts';
import { listElections } from './queries.ts';

const test = siteTest(createElections);

const source = { certainty: 'confirmed', sourceId: 'new', sourceTitle: 'Décret rectificatif' };

test('the day of the vote is recorded, then corrected with a source and a reason; what was said before stays readable', async ({
  openSite,
  act,
  db,
}) => {
  const officer = await openSite().browser('officer');
  const path = '/elections/election-des-maires/jour-du-vote';
  expect(await textOf(await officer.get('/rencontres'))).toContain(path);
  const wrong = await officer.post(path, { ...source, votesOn: '31/06/2027' });
  expect([wrong.status, await textOf(wrong)]).toEqual([422, expect.stringContaining('Jour du vote des électeurs :')]);
  expect((await officer.post(path, { ...source, votesOn: '17/06/2027' })).status).toBe(303);
  expect(await opensOn(act(), 'election-des-maires')).toBe('2027-06-17');
  const twice = await officer.post(path, { ...source, votesOn: '18/06/2027' });
  expect([twice.status, await textOf(twice)]).toEqual([422, expect.stringContaining('Le registre tient déjà le jour du vote')]);

  const [held] = await db.select().from(votingDay);
  const correction = `/registre/faits/voting_day/${held!.factId}/correction`;
  expect(await textOf(await officer.get('/rencontres'))).toContain(correction);
  expect(await textOf(await officer.get(correction))).toContain('value="17/06/2027"');
  expect((await officer.post(correction, { ...source, votesOn: '24/06/2027', reason: 'Le décret du 2 mai' })).status).toBe(303);
  expect(await opensOn(act(), 'election-des-maires')).toBe('2027-06-24');
  const history = await textOf(await officer.get(`/registre/faits/voting_day/${held!.factId}`));
  for (const words of ['17 juin 2027', '24 juin 2027', 'Décret rectificatif', 'Le décret du 2 mai']) expect(history).toContain(words);
  const page = await textOf(await (await openSite().browser()).get('/rencontres'));
  expect(page).toContain('vote des électeurs le 24 juin 2027');
  expect(page).not.toContain('Corriger le jour du vote');
  const check = await verifyJournal(db, { verify: async () => true });
  expect(check.faults).toEqual([]);
});

test('what was said when the election was recorded holds until a fact says otherwise, and again once that is retracted', async ({
  openSite,
  act,
  db,
}) => {
  expect(await opensOn(act(), 'ancienne')).toBe('2025-07-17');
  const officer = await openSite().browser('officer');
  expect((await officer.post('/elections/ancienne/jour-du-vote', { ...source, votesOn: '20/07/2025' })).status).toBe(303);
  expect(await opensOn(act(), 'ancienne')).toBe('2025-07-20');
  const [held] = await db.select().from(votingDay);
  expect((await officer.post(`/registre/faits/voting_day/${held!.factId}/retrait`, { reason: 'Erreur de saisie' })).status).toBe(303);
  expect(await opensOn(act(), 'ancienne')).toBe('2025-07-17');
});

test('a meeting that is no election has no day of the vote', async ({ openSite }) => {
  const officer = await openSite().browser('officer');
  expect((await officer.get('/elections/congres/jour-du-vote')).status).toBe(404);
  expect((await officer.post('/elections/congres/jour-du-vote', { ...source, votesOn: '20/07/2025' })).status).toBe(404);
});

/** The day from which the election makes heads uncertain, as both readings say it. */
async function opensOn(act: Act, slug: string): Promise<string> {
  const at = await asKnownNow(act);
  const found = (await listElections(act.db, at)).elections.find((one) => one.slug === slug)!;
  const [opening] = (await listElectionOpenings(act.db, at)).filter(({ eventId }) => eventId === found.eventId);
  expect(opening!.opens.equals(found.votesOn!)).toBe(true);
  return opening!.opens.toString();
}

/** A page as people read it: spaces are spaces. */
async function textOf(page: Response): Promise<string> {
  return (await page.text()).replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** Two elections of Togo, of which one was recorded with its day before days of vote were facts; and a congress. */
async function createElections(act: Act): Promise<void> {
  await revise(act, async (rev) => {
    const { id: stateId } = await createTestParty(rev, { name: 'Togo' });
    const sourceId = await createTestSource(rev);
    for (const slug of ['election-des-maires', 'ancienne', 'congres']) {
      const eventId = randomUUID();
      await rev.act.db.insert(event).values({ id: eventId, slug, revision: rev.number });
      if (slug !== 'congres') await createElection(rev, { eventId, stateId });
      if (slug === 'ancienne')
        await rev.act.db
          .update(election)
          .set({ votesOn: Temporal.PlainDate.from('2025-07-17') })
          .where(eq(election.eventId, eventId));
      await recordFact(rev, factKinds.occurrence, {
        from: null,
        to: null,
        certainty: 'confirmed',
        sourceId,
        values: { eventId, nameFr: slug, stateId, status: 'announced' },
      });
    }
  });
}
