import { expect } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import type { Act } from '../../kernel/act.ts';
import { databaseTest } from '../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../kernel/errors.ts';
import { endFact, factKinds, findBody, getComposition, revisionAt } from '../register/index.ts';
import { createMandate, createStatus, partial, revise } from '../register/factories.ts';
import { addItem, expectPaper, supplyPaper } from './agenda/commands.ts';
import { confirmRecusal, declareInterest, recuseVoter } from './recusals/commands.ts';
import { giveProxy, recordAttendance, revokeProxy } from './attendance/commands.ts';
import { adoptWithoutVote, cancelDecision } from './decisions/commands.ts';
import { findDecision, listDecisions } from './index.ts';
import { seatElected } from './elections/commands.ts';
import {
  createItem,
  createNetwork,
  createOpenSitting,
  createSitting,
  createTeller,
  createVoterLink,
  receivePdf,
  sittingDay,
  type TestCity,
} from './factories.ts';
import { replaySitting } from './journal/verify.ts';
import { readState } from './journal/scene.ts';
import { quorumOf } from './journal/state.ts';
import { beginMinutes, saveMinutes } from './minutes/commands.ts';
import { getMinutes } from './minutes/queries.ts';
import { ballot, minutesApproval, sittingVoter, voteMark, voteResult } from './schema.ts';
import { recordSetting } from './settings/commands.ts';
import { conveneSitting, getSitting, moveSitting, openSitting } from './sittings/commands.ts';
import { closeVote } from './votes/closing.ts';
import { cancelVote, castBallot, findVote, keyPaper, openVote, recordCount } from './votes/commands.ts';
import { arriveByLink, voteByLink } from './votes/voter-commands.ts';
import { readVoterPage } from './votes/queries.ts';
import type { NewVoting } from './votes/form.ts';
import type { Voices } from './votes/rules.ts';

const test = databaseTest();
const plain = { casting: null } as const;
const named: NewVoting = { method: 'named' };
const secret: NewVoting = { method: 'secret' };
const direction = { role: 'direction' } as const;

test('R6: a mandate that ends before the sitting leaves its seat without a vote; the successor does not take it by right', async ({
  act,
}) => {
  const cities = await createNetwork(act());
  const [first, second] = cities as [TestCity, TestCity];
  await revise(act(), async (rev) => {
    await endFact(rev, factKinds.mandate, second.mandateId, { to: partial('2026-12-01') });
    await createMandate(rev, { officeId: second.officeId, name: 'Le Successeur', from: '2026-12-01' });
  });
  const { slug } = await createOpenSitting(act(), cities.slice(0, 5), { body: 'bureau' });
  const { state } = await dossierOf(act(), slug);
  expect(state.voters.get(second.id)).toMatchObject({ personId: second.personId, exclusion: 'vacant_seat' });
  expect(state.voters.get(first.id)).toMatchObject({ exclusion: null });
  // The list is frozen: what the register learns afterwards changes nothing of this sitting.
  await revise(act(), (rev) => endFact(rev, factKinds.mandate, first.mandateId, { to: partial('2026-12-02') }));
  expect((await dossierOf(act(), slug)).state.voters.get(first.id)).toMatchObject({ exclusion: null });
});

test('R10: in an emergency the vote is by video, at once, and the papers that are owed come afterwards', async ({ act }) => {
  const cities = await createNetwork(act());
  const hurried = act({ ...direction, now: sittingDay.subtract({ hours: 24 }) });
  const slug = await createSitting(hurried, { body: 'bureau', mode: 'video', urgent: 'yes', titleFr: 'Fonds d’urgence' });
  const item = await createItem(hurried, slug, { titleFr: 'Inondations', proposalFr: 'Le Bureau accorde 20 000 € d’urgence.' });
  const owed = { title: 'Rapport d’instruction', owedUntil: Temporal.PlainDate.from('2027-01-31') };
  const paper = await expectPaper(hurried, slug, item, owed);
  await expect(conveneSitting(act({ now: hurried.now }), slug, { reason: null })).rejects.toThrow('Seule la direction');
  await expect(conveneSitting(hurried, slug, { reason: null })).rejects.toThrow(Invalid);
  await conveneSitting(hurried, slug, { reason: 'Urgence humanitaire' });
  const today = { ...hurried, now: sittingDay };
  await openSitting(today, slug);
  const { id } = await getSitting(today, slug);
  for (const city of cities.slice(0, 4)) await arriveByLink(today, await createVoterLink(today, id, city.id));
  await openVote(today, slug, item, named);
  const { id: voteId } = await findVote(today, slug, 1);
  for (const city of cities.slice(0, 4)) await voteByLink(today, await createVoterLink(today, id, city.id), voteId, city.id, { for: 1 });
  expect(await closeVote(today, slug, 1, plain)).toMatchObject({ outcome: 'adopted', voices: { for: 4 } });
  await moveSitting(today, slug, 'closed', { reason: null });
  await supplyPaper({ ...today, now: sittingDay.add({ hours: 240 }) }, slug, paper, await receivePdf(today));
  await expect(supplyPaper(today, slug, paper, await receivePdf(today))).rejects.toThrow('déjà là');
  expect((await replaySitting(today, slug)).faults).toEqual([]);
});

test('a sitting is convened in time, or by the direction with a reason that stays in its journal', async ({ act }) => {
  await createNetwork(act());
  const slug = await createSitting(act());
  await expect(conveneSitting(act(), slug, { reason: null })).rejects.toThrow('L’ordre du jour est vide');
  await createItem(act(), slug);
  const late = Temporal.Instant.from('2026-12-10T09:00:00Z');
  await expect(conveneSitting(act({ now: late }), slug, { reason: 'Pressé' })).rejects.toThrow('dans 10\u00a0jours');
  await expect(conveneSitting(act({ now: sittingDay.add({ hours: 48 }) }), slug, { reason: null })).rejects.toThrow('passée');
  await conveneSitting(act({ ...direction, now: late }), slug, { reason: 'La salle a changé' });
  const { sitting, state } = await dossierOf(act(), slug);
  expect([sitting.year, sitting.number, state.step]).toEqual([2026, 1, 'convened']);
  await expect(conveneSitting(act(), slug, { reason: null })).rejects.toThrow(Refused);
});

test('who may vote is frozen at the opening, each exclusion with its reason', async ({ act }) => {
  const cities = await createNetwork(act());
  await revise(act(), async (rev) => {
    const { institutionId } = (await findBody(rev.act.db, 'ag', { on: Temporal.PlainDate.from('2026-12-20'), revision: rev.number }))!;
    const associate = cities[6]!;
    const statuses = await rev.act.db.execute<{ fact_id: string }>(
      sql`select fact_id from status where party_id in (${associate.id}, ${cities[5]!.id}) order by party_id = ${associate.id} desc`,
    );
    const [ofAssociate, ofSuspended] = statuses.rows.map((row) => row.fact_id);
    await endFact(rev, factKinds.status, ofAssociate!, { to: partial('2026-01-01') });
    await createStatus(rev, { partyId: associate.id, institutionId, status: 'associate', from: '2026-01-01' });
    await endFact(rev, factKinds.status, ofSuspended!, { to: partial('2026-01-01') });
    await createStatus(rev, { partyId: cities[5]!.id, institutionId, status: 'suspended', from: '2026-01-01' });
    await endFact(rev, factKinds.mandate, cities[4]!.mandateId, { to: partial('2026-06-01') });
  });
  const { slug, id } = await createOpenSitting(act(), cities.slice(0, 3));
  const rows = await act().db.select().from(sittingVoter).where(eq(sittingVoter.sittingId, id));
  const reasonOf = new Map(rows.map((row) => [row.partyId, row.exclusion]));
  expect(cities.map((city) => reasonOf.get(city.id))).toEqual([null, null, null, null, 'no_mandate', 'suspended', 'associate']);
  expect(quorumOf((await dossierOf(act(), slug)).state)).toMatchObject({ entitled: 4, present: 3, needed: 3, isReached: true });
});

test('a rule of the body applies from its day on, and a sitting keeps those of its opening', async ({ act }) => {
  const cities = await createNetwork(act());
  const body = (await findBody(act().db, 'ag', { on: Temporal.PlainDate.from('2026-12-20'), revision: await revisionAt(act().db, null) }))!;
  const rule = { key: 'quorum', value: 'all', source: 'Statuts, article 9' } as const;
  await expect(recordSetting(act(), body, { ...rule, appliesFrom: Temporal.PlainDate.from('2026-01-01') })).rejects.toThrow(Forbidden);
  await expect(
    recordSetting(act(direction), body, { ...rule, value: 'beaucoup', appliesFrom: Temporal.PlainDate.from('2026-01-01') }),
  ).rejects.toThrow(Invalid);
  const { slug, item, today } = await createOpenSitting(act(), cities.slice(0, 4));
  await recordSetting(act(direction), body, { ...rule, appliesFrom: Temporal.PlainDate.from('2026-12-01') });
  expect((await dossierOf(today, slug)).state.settings.quorum).toBe('more_than_half');
  await openVote(today, slug, item, named);
  const next = await createOpenSitting(act(), cities.slice(0, 4), { titleFr: 'Une autre' });
  expect((await dossierOf(today, next.slug)).state.settings.quorum).toBe('all');
  await expect(openVote(next.today, next.slug, next.item, named)).rejects.toThrow('Le quorum n’est pas atteint');
});

test('a proxy counts while its holder is there and its principal is not', async ({ act }) => {
  const cities = await createNetwork(act());
  const [a, b, c, d] = cities as [TestCity, TestCity, TestCity, TestCity];
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 4));
  const principal = cities[5]!;
  const proxyId = await giveProxy(today, slug, { principal: principal.id, holder: a.id }, await receivePdf(today));
  await openVote(today, slug, item, named);
  const { id: voteId } = await findVote(today, slug, 1);
  const byProxy = { voteId, party: principal.id, by: a.id, says: { for: 1 } };
  await recordAttendance(today, slug, { party: a.id, change: 'left' });
  await expect(castBallot(today, id, byProxy)).rejects.toThrow('Ce pouvoir ne compte pas en ce moment');
  await recordAttendance(today, slug, { party: a.id, change: 'arrived' });
  await expect(castBallot(today, id, { ...byProxy, by: b.id })).rejects.toThrow('Ce pouvoir ne compte pas');
  await expect(castBallot(today, id, { ...byProxy, by: principal.id })).rejects.toThrow('Ce pouvoir ne compte pas');
  expect(await castBallot(today, id, byProxy)).toBe(true);
  await recordAttendance(today, slug, { party: cities[6]!.id, change: 'arrived' });
  await expect(giveProxy(today, slug, { principal: c.id, holder: a.id }, await receivePdf(today))).rejects.toThrow('autant de pouvoirs');
  await expect(giveProxy(today, slug, { principal: c.id, holder: c.id }, await receivePdf(today))).rejects.toThrow('soi-même');
  await expect(giveProxy(today, slug, { principal: a.id, holder: c.id }, await receivePdf(today))).rejects.toThrow('ne se transmet pas');
  await expect(giveProxy(today, slug, { principal: d.id, holder: principal.id }, await receivePdf(today))).rejects.toThrow(
    'a elle-même donné pouvoir',
  );
  await revokeProxy(today, slug, proxyId);
  await expect(revokeProxy(today, slug, proxyId)).rejects.toThrow('n’est plus en vigueur');
  await giveProxy(today, slug, { principal: principal.id, holder: b.id }, await receivePdf(today));
});

test('whoever is recused neither reads nor votes, and their holder does not vote for them; the quorum is counted without them', async ({
  act,
}) => {
  const cities = await createNetwork(act());
  const [a, b] = cities as [TestCity, TestCity];
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await giveProxy(today, slug, { principal: cities[5]!.id, holder: b.id }, await receivePdf(today));
  await openVote(today, slug, item, secret);
  const { id: voteId } = await findVote(today, slug, 1);
  expect(await castBallot(today, id, { voteId, party: a.id, by: null, says: { for: 1 } })).toBe(true);
  await declareInterest(today, slug, item, { party: a.slug, kind: 'applicant' });
  await confirmRecusal(today, slug, item, { party: a.id });
  expect(await today.db.select().from(voteMark).where(eq(voteMark.voteId, voteId))).toEqual([]);
  await expect(castBallot(today, id, { voteId, party: a.id, by: null, says: { for: 1 } })).rejects.toThrow('Un déport sur ce point');
  await recuseVoter(today, slug, item, { party: cities[5]!.id, origin: 'declared', reason: 'Partenaire' });
  await expect(castBallot(today, id, { voteId, party: cities[5]!.id, by: b.id, says: { for: 1 } })).rejects.toThrow('Un déport');
  const { state } = await dossierOf(today, slug);
  expect(quorumOf(state, item)).toMatchObject({ entitled: 5, present: 4, represented: 0 });
  expect(quorumOf(state)).toMatchObject({ entitled: 7, present: 5, represented: 1 });
  const page = await readVoterPage(today, await createVoterLink(today, id, a.id));
  expect(page.ballots).toEqual([]);
});

test('two ballots sent at once are one, the first', async ({ act }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 4));
  await openVote(today, slug, item, secret);
  const { id: voteId } = await findVote(today, slug, 1);
  const mine = { voteId, party: cities[0]!.id, by: null };
  expect(await castBallot(today, id, { ...mine, says: { for: 1 } })).toBe(true);
  expect(await castBallot(today, id, { ...mine, says: { against: 1 } })).toBe(false);
  expect(await closeVote(today, slug, 1, plain)).toMatchObject({ voices: { for: 1 } });
  await expect(castBallot(today, id, { ...mine, party: cities[1]!.id, says: { for: 1 } })).rejects.toThrow('Ce vote est clos');
});

test('a ballot with more voices than its delegation, or other choices, is refused in a sentence', async ({ act }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 4));
  await openVote(today, slug, item, named);
  const { id: voteId } = await findVote(today, slug, 1);
  const wrong: Voices[] = [{ for: 2 }, { maybe: 1 }, { for: 1, against: 1 }, {}];
  for (const says of wrong) await expect(castBallot(today, id, { voteId, party: cities[0]!.id, by: null, says })).rejects.toThrow(Invalid);
  expect(await today.db.select().from(voteMark)).toEqual([]);
});

test('hands count where two tellers have counted the same, and no more than there are voices', async ({ act }) => {
  const cities = await createNetwork(act());
  const { slug, item, today } = await createOpenSitting(act(), cities.slice(0, 4));
  const [one, other] = [await createTeller(today, slug), await createTeller(today, slug)];
  await openVote(today, slug, item, { method: 'hands' });
  await expect(recordCount(today, slug, 1, { for: 3 })).rejects.toThrow(Forbidden);
  await recordCount(one, slug, 1, { for: 3, against: 1 });
  await expect(closeVote(today, slug, 1, plain)).rejects.toThrow('Deux scrutateurs');
  await expect(recordCount(other, slug, 1, { for: 5 })).rejects.toThrow('plus de mains');
  await recordCount(other, slug, 1, { for: 2, against: 2 });
  await expect(closeVote(today, slug, 1, plain)).rejects.toThrow('recompter');
  await recordCount(other, slug, 1, { for: 3, against: 1, abstain: 0 });
  expect(await closeVote(today, slug, 1, plain)).toMatchObject({ outcome: 'adopted', voices: { for: 3, against: 1 } });
});

test('a paper ballot counts once two people have read the same on it', async ({ act }) => {
  const cities = await createNetwork(act());
  const { slug, item, today } = await createOpenSitting(act(), cities.slice(0, 4));
  const [one, other] = [await createTeller(today, slug), await createTeller(today, slug)];
  await openVote(today, slug, item, { method: 'paper' });
  const party = cities[0]!.id;
  await keyPaper(one, slug, 1, party, { for: 1 });
  await expect(closeVote(today, slug, 1, plain)).rejects.toThrow('il faut les relire');
  await keyPaper(other, slug, 1, party, { against: 1 });
  await expect(closeVote(today, slug, 1, plain)).rejects.toThrow('il faut les relire');
  await keyPaper(other, slug, 1, party, { for: 1 });
  await expect(keyPaper(one, slug, 1, cities[6]!.id, { for: 1 })).rejects.toThrow('Il faut être présent');
  await keyPaper(one, slug, 1, cities[1]!.id, { null: 1 });
  await keyPaper(other, slug, 1, cities[1]!.id, { null: 1 });
  expect(await closeVote(today, slug, 1, plain)).toMatchObject({ voices: { for: 1, null: 1 }, cast: 1 });
  expect(await today.db.select().from(ballot)).toHaveLength(2);
  expect((await replaySitting(today, slug)).faults).toEqual([]);
});

test('an election by name goes to a second round, and whoever is elected has a seat by that decision (R6)', async ({ act }) => {
  const cities = await createNetwork(act());
  const { slug, id, today } = await createOpenSitting(act(), cities.slice(0, 5));
  const item = await addItem(today, slug, {
    kind: 'election',
    titleFr: 'Présidence',
    titleEn: null,
    proposalFr: 'Sont élus au Bureau :',
    proposalEn: null,
    minutesOf: null,
  });
  const asked = (round: number): NewVoting => ({
    method: 'secret',
    ballot: 'names',
    body: 'bureau',
    seats: 1,
    round,
    candidates: `${cities[0]!.slug} = présidence\n${cities[1]!.slug} = president\n${cities[2]!.slug}`,
  });
  await expect(openVote(today, slug, item, { ...asked(1), candidates: 'nulle-part' })).rejects.toThrow(Invalid);
  const hold = async (number: number, choices: string[]) => {
    await openVote(today, slug, item, asked(number));
    const { id: voteId } = await findVote(today, slug, number);
    for (const [index, choice] of choices.entries())
      await castBallot(today, id, { voteId, party: cities[index]!.id, by: null, says: { [choice]: 1 } });
    return closeVote(today, slug, number, plain);
  };
  expect(await hold(1, ['c1', 'c1', 'c2', 'c2', 'c3'])).toMatchObject({ outcome: 'next_round', elected: [] });
  expect(await listDecisions(today.db)).toEqual([]);
  await expect(seatElected(today, slug, 1, { from: Temporal.PlainDate.from('2027-01-01') })).rejects.toThrow(Refused);
  expect(await hold(2, ['c1', 'c2', 'c2', 'c2', 'c3'])).toMatchObject({ outcome: 'elected', elected: ['c2'] });
  await seatElected(today, slug, 2, { from: Temporal.PlainDate.from('2027-01-01') });
  await expect(seatElected(today, slug, 2, { from: Temporal.PlainDate.from('2027-01-01') })).rejects.toThrow('déjà été attribués');
  const at = { revision: await revisionAt(today.db, null) };
  const bureau = (await findBody(today.db, 'bureau', { on: Temporal.PlainDate.from('2027-01-01'), ...at }))!;
  const seats = await getComposition(today.db, bureau.id, { on: Temporal.PlainDate.from('2027-01-01'), ...at });
  expect(seats).toMatchObject([{ party: { slug: cities[1]!.slug }, function: 'president', standing: 'held' }]);
  expect(await getComposition(today.db, bureau.id, { on: Temporal.PlainDate.from('2026-12-31'), ...at })).toHaveLength(7);
  const { rows } = await today.db.execute<{ title: string }>(sql`select title from source where id = ${seats[0]!.sourceId}`);
  expect(rows[0]!.title).toContain('Décision ag-2026-1-1');
});

test('decisions have a number that is never used again, even once cancelled', async ({ act }) => {
  const cities = await createNetwork(act());
  const { slug, item, today } = await createOpenSitting(act(direction), cities.slice(0, 5));
  const english = await createItem(today, slug, { titleEn: 'Budget' });
  await adoptWithoutVote(today, slug, item, {});
  await cancelDecision(today, 'ag-2026-1-1', { reason: 'Erreur matérielle' });
  await adoptWithoutVote(today, slug, item, {});
  expect((await listDecisions(today.db)).map(({ code, cancelled }) => [code, cancelled?.reason])).toEqual([
    ['ag-2026-1-2', undefined],
    ['ag-2026-1-1', 'Erreur matérielle'],
  ]);
  await expect(cancelDecision(today, 'ag-2026-1-1', { reason: 'Encore' })).rejects.toThrow('déjà annulée');
  await expect(cancelDecision(today, 'ag-2026-1-9', { reason: 'x' })).rejects.toThrow(Missing);
  expect(await findDecision(today.db, 'ag-2026-1-1')).toMatchObject({ text: { fr: 'L’assemblée adopte le budget.' } });
  // An English title is no English words of what was decided.
  await adoptWithoutVote(today, slug, english, {});
  expect(await findDecision(today.db, 'ag-2026-1-3')).toMatchObject({ title: { en: 'Budget' }, text: { en: null } });
});

test('minutes are drafted from what happened, edited, approved at the next sitting and signed', async ({ act }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await recuseVoter(today, slug, item, { party: cities[4]!.id, origin: 'declared', reason: 'Ville candidate.' });
  await openVote(today, slug, item, secret);
  const { id: voteId } = await findVote(today, slug, 1);
  for (const city of cities.slice(0, 4)) await castBallot(today, id, { voteId, party: city.id, by: null, says: { for: 1 } });
  await closeVote(today, slug, 1, plain);
  await expect(beginMinutes(today, slug)).rejects.toThrow(Refused);
  await moveSitting(today, slug, 'closed', { reason: null });
  await beginMinutes(today, slug);
  await expect(beginMinutes(today, slug)).rejects.toThrow(Refused);
  const words = (await getMinutes(today, slug)).versions[0]!.words;
  for (const said of ['5 présents', 'Altamont (Élu Altamont)', '4 pour, 0 contre', 'Déport\u00a0: Estuaire', 'Décision ag-2026-1-1'])
    expect(words).toContain(said);
  await saveMinutes(today, slug, { words: `${words}\nM. le Président remercie.`, base: 1 });
  await expect(saveMinutes(today, slug, { words: 'Autre', base: 1 })).rejects.toThrow('une autre version');

  const next = await createOpenSitting(act(), cities.slice(0, 5), {
    titleFr: 'La suivante',
    startsOn: Temporal.PlainDate.from('2026-12-21'),
  });
  const later = { ...next.today, now: sittingDay.add({ hours: 24 }) };
  const approval = await addItem(later, next.slug, {
    kind: 'minutes',
    titleFr: 'Procès-verbal',
    titleEn: null,
    proposalEn: null,
    minutesOf: slug,
  });
  await openVote(later, next.slug, approval, named);
  const { id: approving } = await findVote(later, next.slug, 1);
  for (const city of cities.slice(0, 5))
    await castBallot(later, next.id, { voteId: approving, party: city.id, by: null, says: { for: 1 } });
  await closeVote(later, next.slug, 1, plain);
  expect(await later.db.select().from(minutesApproval)).toMatchObject([{ sittingId: id, version: 2, approvedIn: next.id }]);
  expect((await dossierOf(later, slug)).state.step).toBe('approved');
  await expect(saveMinutes(later, slug, { words: 'Trop tard', base: 2 })).rejects.toThrow('déjà approuvé');
  for (const one of [slug, next.slug]) expect((await replaySitting(later, one)).faults).toEqual([]);
});

test('a sitting that was tampered with no longer replays', async ({ act, db }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await openVote(today, slug, item, secret);
  const { id: voteId } = await findVote(today, slug, 1);
  for (const city of cities.slice(0, 5)) await castBallot(today, id, { voteId, party: city.id, by: null, says: { against: 1 } });
  await closeVote(today, slug, 1, plain);
  expect(await replaySitting(today, slug)).toMatchObject({ votes: 1, faults: [] });
  const tampered: [fault: string, statement: ReturnType<typeof sql>][] = [
    ['ballots', sql`update ballot set choice = 'for' where id = (select id from ballot limit 1)`],
    ['result', sql`update vote_result set result = jsonb_set(result, '{outcome}', '"adopted"')`],
    ['quorum', sql`update sitting_entry set after = jsonb_set(after, '{present}', '7') where number = 8`],
    ['digest', sql`update sitting_entry set by = 'Quelqu’un d’autre' where number = 3`],
  ];
  for (const [what, statement] of tampered) {
    await expect(
      db.transaction((tx) => tx.execute(statement)),
      what,
    ).rejects.toThrow();
    const found = await db
      .transaction(async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`);
        await tx.execute(statement);
        throw new Tampered((await replaySitting({ ...today, db: tx }, slug)).faults.map((fault) => fault.what));
      })
      .catch((error: unknown) => {
        if (!(error instanceof Tampered)) throw error;
        return error.faults;
      });
    expect(found).toContain(what);
  }
});

test('a vote that is given up leaves no result, and its envelopes are destroyed', async ({ act }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 4));
  await openVote(today, slug, item, secret);
  const { id: voteId } = await findVote(today, slug, 1);
  await castBallot(today, id, { voteId, party: cities[0]!.id, by: null, says: { for: 1 } });
  await expect(moveSitting(today, slug, 'closed', { reason: null })).rejects.toThrow('Un vote est en cours');
  await cancelVote(today, slug, 1, 'La question était mal posée');
  expect(await today.db.select().from(voteMark)).toMatchObject([{ envelope: null }]);
  expect(await today.db.select().from(voteResult)).toEqual([]);
  await expect(closeVote(today, slug, 1, plain)).rejects.toThrow('Ce vote est clos');
  await moveSitting(today, slug, 'closed', { reason: null });
});

class Tampered extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super('tampered');
    this.faults = faults;
  }
}

async function dossierOf(act: Act, slug: string) {
  const sitting = await getSitting(act, slug);
  return { sitting, state: await readState(act, sitting) };
}
