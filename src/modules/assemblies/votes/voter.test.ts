import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { recuseVoter } from '../recusals/commands.ts';
import { giveProxy, recordAttendance } from '../attendance/commands.ts';
import { mailOutbox } from '../../../kernel/mail/schema.ts';
import { createMandate, createTestSource, partial, revise } from '../../register/factories.ts';
import { endFact, factKinds, recordFact } from '../../register/index.ts';
import { createNetwork, createOpenSitting, createVoterLink, receivePdf, type TestCity } from '../factories.ts';
import { moveSitting } from '../sittings/commands.ts';
import { voteMark } from '../schema.ts';
import { closeVote } from './closing.ts';
import { findVote, openVote } from './commands.ts';
import { sendVoterLinks } from './links.ts';

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
  for (const said of ['Vote d’Altamont', 'Budget', 'L’assemblée adopte le budget.', 'Vote secret', 'value="for"', 'value="blank"'])
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

test('a voter without an account gets a link at the address that the register has of them, which opens that vote alone; a successor gets none', async ({
  act,
  db,
  openSite,
}) => {
  const cities = await createNetwork(act());
  const [reached, replaced] = cities as [TestCity, TestCity];
  const at = { from: null, to: null, certainty: 'confirmed' } as const;
  await revise(act(), async (rev) => {
    const sourceId = await createTestSource(rev);
    for (const { personId, slug } of [reached, replaced])
      await recordFact(rev, factKinds.personContact, {
        ...at,
        sourceId,
        values: { personId, channel: 'email', value: `${slug}@exemple.org` },
      });
  });
  const { slug, item, today } = await createOpenSitting(act(), cities.slice(0, 5), { titleFr: 'Assemblée de décembre' });
  await revise(act(), async (rev) => {
    await endFact(rev, factKinds.mandate, replaced.mandateId, { to: partial('2026-11-20') });
    const { personId } = await createMandate(rev, { officeId: replaced.officeId, name: 'La Suivante', from: '2026-11-20' });
    const values = { personId, channel: 'email' as const, value: 'suivante@exemple.org' };
    await recordFact(rev, factKinds.personContact, { ...at, sourceId: await createTestSource(rev), values });
  });
  await openVote(today, slug, item, { method: 'secret' });
  const { sent, without } = await sendVoterLinks(today, slug);
  expect([sent, without.length, without.includes(replaced.id)]).toEqual([1, 6, true]);
  const mails = (await db.select().from(mailOutbox)).filter(({ secret }) => secret);
  expect(mails.map(({ recipient, subject }) => [recipient, subject])).toEqual([
    ['ville-1@exemple.org', 'Votre vote\u00a0: Assemblée de décembre'],
  ]);
  const path = /https?:\/\/[^/]+(\/vote\/lien\/\S+)/.exec(mails[0]!.body)![1]!;
  const site = openSite();
  site.clock.now = today.now;
  const phone = await site.browser();
  expect(await (await phone.get(path)).text()).toContain('Vote d’Altamont');
  const { id: voteId } = await findVote(today, slug, 1);
  expect((await phone.post(`${path}/bulletins/${voteId}`, { choice: 'for' })).status).toBe(303);
  expect(phone.cookies.size).toBe(0);
  for (const closed of [`/seances/${slug}`, '/espace/seances']) expect((await phone.get(closed)).status, closed).toBe(303);
});
