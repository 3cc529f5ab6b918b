import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Invalid, Refused } from '../../../kernel/errors.ts';
import { createNetwork, createSitting, createTeller, type TestCity } from '../../assemblies/factories.ts';
import { findSitting, listItemOutcomes } from '../../assemblies/index.ts';
import { adoptWithoutVote } from '../../assemblies/decisions/commands.ts';
import { agendaItem, itemInterest } from '../../assemblies/schema.ts';
import { closeVote } from '../../assemblies/votes/closing.ts';
import { openVote, recordCount } from '../../assemblies/votes/commands.ts';
import { confirmRecusal } from '../../assemblies/recusals/commands.ts';
import { createMeasure } from '../../membership/dues/factories.ts';
import { revise } from '../../register/factories.ts';
import { createDossier, type TestApplicant } from '../applications/factories.ts';
import { lockDossier } from '../applications/life.ts';
import { fundDossier, fundDossierParty } from '../applications/schema.ts';
import { createCall } from '../calls/factories.ts';
import { createProject } from '../projects/factories.ts';
import { fundAward, fundProject } from '../projects/schema.ts';
import { decideAdmissibility } from './admissibility/commands.ts';
import { putOnAgenda, supplyOwedNote, takeOffAgenda } from './agenda/commands.ts';
import { listOnAgenda, type OnAgenda } from './agenda/queries.ts';
import { recordAwards } from './awards/commands.ts';
import { readResult } from './awards/result.ts';
import { departures } from './awards/rules.ts';
import { applicantOf, asDirection, buildAnswers, createAppraised, openPrepared, typeAward, verifyAll } from './factories.ts';
import { noteInput, saveNote } from './notes/commands.ts';
import { assignOfficer } from './officers/commands.ts';
import { readRanking } from './scoring/ranking.ts';

const test = databaseTest();
const alone = { block: null, owedUntil: undefined };

test('a ready dossier comes before a sitting with its proposal, its note, and whom it concerns; what is not ready is named', async ({
  act,
  db,
}) => {
  const { slug, cities, leads } = await setUp(act());
  const { dossier, call } = await createAppraised(act(), { lead: leads[0]! });
  const [partner, funder] = [cities[1]!, cities[2]!];
  for (const [{ id }, role] of [
    [partner, 'partner'],
    [funder, 'funder'],
  ] as const)
    await db
      .insert(fundDossierParty)
      .values({ dossierId: dossier.id, partyId: id, role, invitedAt: act().now, invitedBy: 'x', acceptedAt: act().now, acceptedBy: 'x' });
  const raw = await createDossier(act(), { lead: leads[3]!, call });
  const both = putOnAgenda(act(), slug, { dossiers: [dossier.reference, raw.dossier.reference!], ...alone });
  await expect(both).rejects.toThrow(`${raw.dossier.reference} n’est pas prêt`);
  expect(await db.$count(agendaItem)).toBe(0);

  await putOnAgenda(act(), slug, { dossiers: [dossier.reference], ...alone });
  const [item] = await db.select().from(agendaItem);
  expect(item).toMatchObject({
    titleFr: expect.stringContaining(dossier.reference),
    proposalFr: expect.stringMatching(/80.000,00.€ sont accordés à Altamont/),
  });
  const interests = await db.select().from(itemInterest).where(eq(itemInterest.itemId, item!.id));
  expect(new Map(interests.map(({ partyId, kind }) => [partyId, kind]))).toEqual(
    new Map([
      [cities[0]!.id, 'applicant'],
      [partner.id, 'partner'],
      [funder.id, 'funder'],
    ]),
  );
  expect((await findSitting(act(), slug))!.papers).toMatchObject([{ title: `Note d’instruction ${dossier.reference}` }]);
  await takeOffAgenda(act(), dossier.reference, { reason: 'Devis à revoir' });
  expect((await lockDossier(act(), dossier.id)).state).toBe('appraised');
});

test('nobody writes down what was decided of a dossier that they appraised; another does, and the project opens, and the city is told', async ({
  act,
  db,
}) => {
  const { slug, cities, leads } = await setUp(act());
  const { dossier } = await createAppraised(act(), { lead: leads[0]! });
  await putOnAgenda(act(), slug, { dossiers: [dossier.reference], ...alone });
  const today = await openPrepared(act(), slug, cities.slice(0, 6));
  const granted = typeAward(dossier.reference, { outcome: 'granted', granted: '30 000', commitment: '60 000', rate: '60' });
  await expect(recordAwards(asDirection(today), slug, granted)).rejects.toThrow('n’a encore rien décidé');
  await decideAll(today, slug, cities);
  await expect(recordAwards(today, slug, granted)).rejects.toThrow('Vous avez instruit');
  const over = typeAward(dossier.reference, { outcome: 'granted', commitment: '90 000' });
  await expect(recordAwards(asDirection(today), slug, over)).rejects.toThrow('ne peut pas dépasser');
  expect(await recordAwards(asDirection(today), slug, granted)).toBe(1);
  expect(await db.select().from(fundAward)).toMatchObject([{ grantedCents: 30_000_00, commitmentCents: 60_000_00, rate: 6000 }]);
  expect(await db.select().from(fundProject)).toMatchObject([{ dossierId: dossier.id, purse: 'cooperation' }]);
  const { rows } = await db.execute(sql`select body from letter where subject like ${`Dossier ${dossier.reference}%accordé`}`);
  expect(rows).toMatchObject([{ body: expect.stringContaining('bureau-2026-1-1') }]);
  await expect(recordAwards(asDirection(today), slug, granted)).rejects.toThrow('déjà inscrite');
});

test('the database refuses that whoever appraised a dossier decides of it', async ({ act, db }) => {
  const { slug, cities, leads } = await setUp(act());
  const { dossier } = await createAppraised(act(), { lead: leads[0]! });
  await putOnAgenda(act(), slug, { dossiers: [dossier.reference], ...alone });
  const today = await openPrepared(act(), slug, cities.slice(0, 6));
  await decideAll(today, slug, cities);
  await recordAwards(asDirection(today), slug, typeAward(dossier.reference, { outcome: 'granted' }));
  const [award] = await db.select().from(fundAward);
  const again = { ...award!, id: dossier.id, decisionId: null, voteId: null, outcome: 'refused' as const, byId: asOfficer };
  await expect(db.transaction((tx) => tx.insert(fundAward).values(again))).rejects.toMatchObject({
    cause: { message: expect.stringContaining('whoever appraises a dossier does not decide of it') },
  });
});

test('a grant that a vote rejects is granted to nobody', async ({ act, db }) => {
  const { slug, cities, leads } = await setUp(act());
  const { dossier } = await createAppraised(act(), { lead: leads[0]! });
  await putOnAgenda(act(), slug, { dossiers: [dossier.reference], ...alone });
  const tellers = [await createTeller(act(), slug), await createTeller(act(), slug)];
  const today = await openPrepared(act(), slug, cities.slice(0, 6));
  const [{ entry }] = (await listOnAgenda(db, (await findSitting(act(), slug))!.id)) as [OnAgenda];
  await confirmRecusal(today, slug, entry.itemId, { party: cities[0]!.id });
  const number = await openVote(today, slug, entry.itemId, { method: 'hands' } as Parameters<typeof openVote>[3]);
  for (const teller of tellers) await recordCount({ ...today, actor: teller.actor }, slug, number, { for: 1, against: 4, abstain: 0 });
  await closeVote(today, slug, number, { casting: null, confidential: undefined });
  const direction = asDirection(today);
  await expect(recordAwards(direction, slug, typeAward(dossier.reference, { outcome: 'granted' }))).rejects.toThrow('a été rejetée');
  await recordAwards(direction, slug, typeAward(dossier.reference, { outcome: 'refused' }));
  expect((await lockDossier(act(), dossier.id)).state).toBe('refused');
  expect(await db.select().from(fundAward)).toMatchObject([{ decisionId: null, voteId: expect.any(String) }]);
});

test('several dossiers are decided in one item; a departure from the ranking needs its reason, written', async ({ act, db }) => {
  const { slug, cities, leads } = await setUp(act());
  const call = await createCall(act());
  const better = await createAppraised(act(), { lead: leads[0]!, call, scoresGiven: [5, 5] });
  const worse = await createAppraised(act(), { lead: leads[1]!, call, scoresGiven: [3, 3] });
  const [first, second] = [better.dossier.reference, worse.dossier.reference];
  expect((await readRanking(act(), call.slug)).dossiers.map(({ dossier, place, score }) => [dossier.reference, place, score])).toEqual([
    [first, 1, 10_000],
    [second, 2, 6000],
  ]);
  await putOnAgenda(act(), slug, { dossiers: [first, second], block: 'Fonds de coopération', owedUntil: undefined });
  expect(await db.$count(agendaItem)).toBe(1);
  const today = await openPrepared(act(), slug, cities.slice(0, 6));
  await decideAll(today, slug, cities);
  const typed = { ...typeAward(first, { outcome: 'reserve' }), ...typeAward(second, { outcome: 'granted' }) };
  await expect(recordAwards(asDirection(today), slug, typed)).rejects.toMatchObject({
    fields: { [`departure-${first}`]: expect.anything(), [`departure-${second}`]: expect.anything() },
  });
  const reason = 'Le premier attend un accord foncier.';
  await recordAwards(asDirection(today), slug, {
    ...typed,
    ...typeAward(first, { departure: reason }),
    ...typeAward(second, { departure: reason }),
  });
  expect((await db.select().from(fundAward)).map(({ outcome, departure }) => [outcome, departure]).toSorted()).toEqual([
    ['granted', reason],
    ['reserve', reason],
  ]);
  expect((await lockDossier(act(), better.dossier.id)).state).toBe('reserve');
});

test('only what was granted before a better one, or not granted after a worse one, departs from the ranking', () => {
  const decided = (dossierId: string, score: number | null, outcome: 'granted' | 'refused' | null, callId = 'a') => ({
    dossierId,
    callId,
    score,
    outcome,
  });
  const all = [decided('1', 9000, 'granted'), decided('2', 8000, 'refused'), decided('3', 7000, 'granted'), decided('4', 6000, 'refused')];
  expect(departures(all)).toEqual(new Set(['2', '3']));
  expect(departures([decided('1', 5000, 'granted'), decided('2', 9000, null), decided('3', null, 'refused')])).toEqual(new Set());
  expect(departures([decided('1', 5000, 'granted'), decided('2', 9000, 'refused', 'b')])).toEqual(new Set());
});

test('R8: a sitting’s result separates new projects from continuations, what is granted, committed, invested, the city’s share and others’; inhabitants are counted once per city', async ({
  act,
  db,
}) => {
  const { slug, cities, leads } = await setUp(act());
  await revise(act(), async (rev) => {
    for (const [city, value] of [
      [cities[0]!, 120_000],
      [cities[1]!, 45_000],
      [cities[2]!, 7_000],
    ] as const)
      await createMeasure(rev, city.id, 'population', value);
  });
  const call = await createCall(act(), { most: '' });
  const earlier = await createProject(asDirection(act()), { lead: { id: cities[0]!.id } });
  const made = [];
  for (const [lead, requestedCents] of [
    [0, 80_000_00],
    [0, 40_000_00],
    [1, 20_000_00],
    [2, 10_000_00],
  ] as const)
    made.push(await createAppraised(act(), { lead: leads[lead]!, call, requestedCents }));
  await db.update(fundDossier).set({ continuesId: earlier.id }).where(eq(fundDossier.id, made[1]!.dossier.id));
  const references = made.map(({ dossier }) => dossier.reference);
  await putOnAgenda(act(), slug, { dossiers: references, ...alone });
  const today = await openPrepared(act(), slug, cities.slice(0, 6));
  await decideAll(today, slug, cities);
  await recordAwards(asDirection(today), slug, {
    ...typeAward(references[0]!, { outcome: 'granted', granted: '30 000' }),
    ...typeAward(references[1]!, { outcome: 'granted_on_conditions', conditions: 'Acte foncier' }),
    ...typeAward(references[2]!, { outcome: 'granted' }),
    ...typeAward(references[3]!, { outcome: 'deferred' }),
  });
  const { currencies, inhabitants, awards } = await readResult(act(), slug);
  expect(currencies).toEqual([
    {
      currency: 'EUR',
      fresh: { projects: 2, granted: 50_000_00, commitment: 100_000_00, investment: 125_000_00, city: 25_000_00, others: 0 },
      continuations: { projects: 1, granted: 40_000_00, commitment: 40_000_00, investment: 50_000_00, city: 10_000_00, others: 0 },
      all: { projects: 3, granted: 90_000_00, commitment: 140_000_00, investment: 175_000_00, city: 35_000_00, others: 0 },
    },
  ]);
  expect(inhabitants).toMatchObject({ total: 165_000, cities: 2, unknown: [] });
  expect(awards).toHaveLength(4);
});

test('R10: an emergency is voted by video at an urgent sitting before its papers, which are owed until a day and come afterwards', async ({
  act,
}) => {
  const { cities, leads, slug: ordinary } = await setUp(act());
  const call = await createCall(act(), { purse: 'emergency', decisionPath: 'emergency', nameFr: 'Fonds d’urgence' });
  const { dossier } = await createDossier(act(), { lead: leads[0]!, call });
  const reference = dossier.reference!;
  await decideAdmissibility(act(), reference, { ...buildAnswers(), outcome: 'admissible', reason: null });
  await assignOfficer(act(), reference, {});
  const urgent = await createSitting(act(), { body: 'bureau', titleFr: 'Bureau extraordinaire', mode: 'video', urgent: 'yes' });
  const put = (slug: string, owedUntil?: string) =>
    putOnAgenda(act(), slug, { dossiers: [reference], block: null, owedUntil: owedUntil ? Temporal.PlainDate.from(owedUntil) : undefined });
  await expect(put(urgent, '2027-01-31')).rejects.toThrow('Les listes de sanctions n’ont pas été consultées');
  await verifyAll(act(), reference);
  await expect(put(ordinary, '2027-01-31')).rejects.toThrow('relève de l’urgence');
  await expect(put(urgent)).rejects.toThrow(Invalid);
  await put(urgent, '2027-01-31');
  const owed = async () => (await findSitting(act(), urgent))!.papers.map(({ fileId, owedUntil }) => [fileId !== null, String(owedUntil)]);
  expect(await owed()).toEqual([[false, '2027-01-31']]);
  const today = await openPrepared(act(), urgent, cities.slice(0, 6));
  await decideAll(today, urgent, cities);
  await recordAwards(asDirection(today), urgent, typeAward(reference, { outcome: 'granted' }));
  await expect(supplyOwedNote(today, urgent, reference)).rejects.toThrow(Refused);
  await saveNote(today, reference, noteInput.parse({ outcome: 'granted', analysis: 'Inondation du 3 décembre.' }));
  await supplyOwedNote(today, urgent, reference);
  expect(await owed()).toEqual([[true, '2027-01-31']]);
  await expect(supplyOwedNote(today, urgent, reference)).rejects.toThrow(Refused);
});

const asOfficer = '00000000-0000-4000-8000-000000000001';

async function setUp(act: Act): Promise<{ cities: TestCity[]; leads: TestApplicant[]; slug: string }> {
  const cities = await createNetwork(act);
  const leads = [];
  for (const city of cities.slice(0, 4)) leads.push(await applicantOf(act, city));
  return { cities, leads, slug: await createSitting(act, { body: 'bureau', titleFr: 'Bureau' }) };
}

/** Keeps out whom each item concerns, then adopts it without a vote. */
async function decideAll(today: Act, slug: string, cities: readonly TestCity[]): Promise<void> {
  const sitting = (await findSitting(today, slug))!;
  const items = new Set((await listOnAgenda(today.db, sitting.id)).map(({ entry }) => entry.itemId));
  for (const itemId of items) {
    const interested = await today.db.select().from(itemInterest).where(eq(itemInterest.itemId, itemId));
    for (const { partyId } of interested)
      if (cities.some(({ id }) => id === partyId)) await confirmRecusal(today, slug, itemId, { party: partyId });
    await adoptWithoutVote(today, slug, itemId, {});
  }
  if ((await listItemOutcomes(today.db, sitting.id)).size !== items.size) throw new Error('An item was not decided');
}
