import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { recuseVoter } from '../recusals/commands.ts';
import { giveProxy, recordAttendance } from '../attendance/commands.ts';
import { createNetwork, createOpenSitting, createVoterLink, receivePdf } from '../factories.ts';
import { moveSitting } from '../sittings/commands.ts';
import { voteMark } from '../schema.ts';
import { closeVote } from './closing.ts';
import { findVote, openVote } from './commands.ts';

const test = siteTest();
const plain = { casting: null, confidential: undefined } as const;

test('a voter opens their link, chooses, votes: a receipt says that they voted and nothing else', async ({ act, db, openSite }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  const token = await createVoterLink(today, id, cities[0]!.id);
  const site = openSite();
  site.clock.now = today.now;
  const phone = await site.browser();
  const before = await phone.get(`/vote/lien/${token}`);
  expect(before.status).toBe(200);
  expect(before.headers.get('cache-control')).toBe('no-store');
  expect(await before.text()).toContain('Rien à voter pour l’instant');
  await openVote(today, slug, item, { method: 'secret' });
  const { id: voteId } = await findVote(today, slug, 1);
  const page = await (await phone.get(`/vote/lien/${token}`)).text();
  for (const said of ['Vote de Altamont', 'Budget', 'L’assemblée adopte le budget.', 'Vote secret', 'value="for"', 'value="blank"'])
    expect(page).toContain(said);
  const empty = await phone.post(`/vote/lien/${token}/bulletins/${voteId}`, { party: cities[0]!.id });
  expect(empty.status).toBe(422);
  expect(await empty.text()).toContain('Ce bulletin ne correspond pas à la question');
  const cast = await phone.post(`/vote/lien/${token}/bulletins/${voteId}`, { party: cities[0]!.id, choice: 'against' });
  expect([cast.status, cast.headers.get('location')]).toEqual([303, `/vote/lien/${token}?fait=vote`]);
  const receipt = await (await phone.get(cast.headers.get('location')!)).text();
  expect(receipt).toContain('Votre vote est enregistré.');
  expect(receipt).toMatch(/voté, reçu [0-9a-f]{12}\./);
  expect(receipt).not.toContain('Contre');
  // The same once more, another choice: one ballot, the first.
  expect((await phone.post(`/vote/lien/${token}/bulletins/${voteId}`, { party: cities[0]!.id, choice: 'for' })).status).toBe(303);
  expect(await db.select().from(voteMark)).toHaveLength(1);
  expect(await closeVote(today, slug, 1, plain)).toMatchObject({ voices: { against: 1 } });
  expect(await (await phone.get(`/vote/lien/${token}`)).text()).toContain('Rejeté.');
  const late = await phone.post(`/vote/lien/${await createVoterLink(today, id, cities[1]!.id)}/bulletins/${voteId}`, { choice: 'for' });
  expect(late.status).toBe(409);
  expect(await late.text()).toContain('Ce vote est clos');
  expect(site.log.join('\n')).not.toContain(token);
});

test('the link of a closed sitting, or of nothing, votes no more; that of one sitting votes in no other', async ({ act, openSite }) => {
  const cities = await createNetwork(act());
  const one = await createOpenSitting(act(), cities.slice(0, 5));
  const other = await createOpenSitting(act(), cities.slice(0, 5), { titleFr: 'Une autre' });
  await openVote(one.today, one.slug, one.item, { method: 'secret' });
  const { id: voteId } = await findVote(one.today, one.slug, 1);
  const token = await createVoterLink(one.today, other.id, cities[0]!.id);
  const site = openSite();
  site.clock.now = one.today.now;
  const phone = await site.browser();
  expect((await phone.post(`/vote/lien/${token}/bulletins/${voteId}`, { choice: 'for' })).status).toBe(404);
  expect((await phone.get('/vote/lien/inconnu')).status).toBe(404);
  await moveSitting(one.today, other.slug, 'closed', { reason: null });
  expect(await (await phone.get(`/vote/lien/${token}`)).text()).toContain('Ce lien ne sert plus');
});

test('the holder of a proxy votes for both; in nobody else’s name', async ({ act, db, openSite }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await giveProxy(today, slug, { principal: cities[6]!.id, holder: cities[0]!.id }, await receivePdf(today));
  await openVote(today, slug, item, { method: 'named' });
  const { id: voteId } = await findVote(today, slug, 1);
  const token = await createVoterLink(today, id, cities[0]!.id);
  const site = openSite();
  site.clock.now = today.now;
  const phone = await site.browser();
  const page = await (await phone.get(`/vote/lien/${token}`)).text();
  expect(page).toContain('Au nom de Grandpré, dont vous portez le pouvoir');
  const vote = (party: string) => phone.post(`/vote/lien/${token}/bulletins/${voteId}`, { party, choice: 'for' });
  expect((await vote(cities[6]!.id)).status).toBe(303);
  expect((await vote(cities[0]!.id)).status).toBe(303);
  expect((await vote(cities[1]!.id)).status).toBe(409);
  expect((await vote(crypto.randomUUID())).status).toBe(409);
  expect(await db.select().from(voteMark)).toHaveLength(2);
  await recordAttendance(today, slug, { party: cities[6]!.id, change: 'arrived' });
  const own = await createVoterLink(today, id, cities[6]!.id);
  expect(await (await phone.get(`/vote/lien/${own}`)).text()).toMatch(/voté, reçu/);
});

test('by video a voter says that they are there; in the room somebody else does', async ({ act, openSite }) => {
  const cities = await createNetwork(act());
  const video = await createOpenSitting(act(), [], { mode: 'video' });
  const room = await createOpenSitting(act(), cities.slice(0, 5), { titleFr: 'Dans la salle' });
  const site = openSite();
  site.clock.now = video.today.now;
  const phone = await site.browser();
  const token = await createVoterLink(video.today, video.id, cities[0]!.id);
  expect(await (await phone.get(`/vote/lien/${token}`)).text()).toContain('Je suis présent à la séance');
  expect((await phone.post(`/vote/lien/${token}/presence`)).status).toBe(303);
  expect(await (await phone.get(`/vote/lien/${token}?fait=presence`)).text()).not.toContain('Je suis présent à la séance');
  const inRoom = await createVoterLink(room.today, room.id, cities[6]!.id);
  expect((await phone.post(`/vote/lien/${inRoom}/presence`)).status).toBe(409);
});

test('an item from which a voter must stay out is not on their page', async ({ act, openSite }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await recuseVoter(today, slug, item, { party: cities[0]!.id, origin: 'declared', reason: 'Ville candidate' });
  await openVote(today, slug, item, { method: 'secret' });
  const { id: voteId } = await findVote(today, slug, 1);
  const site = openSite();
  site.clock.now = today.now;
  const phone = await site.browser();
  const token = await createVoterLink(today, id, cities[0]!.id);
  const page = await (await phone.get(`/vote/lien/${token}`)).text();
  expect(page).not.toContain('Budget');
  expect((await phone.post(`/vote/lien/${token}/bulletins/${voteId}`, { choice: 'for' })).status).toBe(409);
});
