import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Invalid, Refused } from '../../../kernel/errors.ts';
import { factKinds, recordFact } from '../../register/index.ts';
import { createTestParty, createTestSource, revise } from '../../register/factories.ts';
import { adoptWithoutVote } from '../decisions/commands.ts';
import { createItem, createNetwork, createOpenSitting, createSitting, receivePdf, type TestCity } from '../factories.ts';
// As another module would: through the door alone.
import { addItem, addPaper, declareInterest, findDecision } from '../index.ts';
import { replaySitting } from '../journal/verify.ts';
import { itemInterest, recusal, voteMark } from '../schema.ts';
import { conveneSitting, getSitting } from '../sittings/commands.ts';
import { readDossier } from '../sittings/queries.ts';
import { closeVote } from '../votes/closing.ts';
import { castBallot, findVote, openVote } from '../votes/commands.ts';
import { confirmRecusal, liftRecusal, recuseVoter, waiveRecusal } from './commands.ts';
import { proposedRecusals } from './proposals.ts';

const test = siteTest();
const named = { method: 'named' } as const;

test('an applicant, its partners, its funders and its twins of the register are proposed for recusal, each with its reason', async ({
  act,
  db,
}) => {
  const cities = await createNetwork(act());
  const [applicant, twin, former, partner] = cities as [TestCity, TestCity, TestCity, TestCity];
  const { id: stranger } = await revise(act(), (rev) => createTestParty(rev, { name: 'Fondation Nord', kind: 'institution' }));
  await twinned(act(), twin, applicant, null);
  await twinned(act(), applicant, former, '2024-01-01');
  const slug = await createSitting(act());
  const item = await createItem(act(), slug);
  await expect(declareInterest(act(), slug, item, { party: 'Nulle-Part', kind: 'funder' })).rejects.toThrow(Invalid);
  await declareInterest(act(), slug, item, { party: 'altamont', kind: 'applicant', note: 'porteuse' });
  await declareInterest(act(), slug, item, { party: partner.slug, kind: 'partner' });
  await declareInterest(act(), slug, item, { party: 'Fondation Nord', kind: 'funder' });
  await declareInterest(act(), slug, item, { party: partner.slug, kind: 'partner' });
  expect((await db.select().from(itemInterest)).map(({ partyId }) => partyId)).toEqual([applicant.id, partner.id, stranger]);
  expect(await proposedFor(act(), slug, item)).toEqual([applicant.id, twin.id, partner.id]);
  for (const { id } of [applicant, twin, partner]) await confirmRecusal(act(), slug, item, { party: id });
  const reasons = new Map((await db.select().from(recusal)).map((one) => [one.partyId, one.reason]));
  expect(reasons.get(applicant.id)).toBe('ville candidate ou bénéficiaire (porteuse)');
  expect(reasons.get(twin.id)).toBe('jumelée avec Altamont, d’après le registre');
  expect(reasons.get(partner.id)).toBe('partenaire du projet');
  await expect(confirmRecusal(act(), slug, item, { party: former.id })).rejects.toThrow('Aucun intérêt ne lie');
});

test('nothing is voted nor decided while it is not said whether those concerned stay out', async ({ act, db }) => {
  const cities = await createNetwork(act());
  const [applicant, partner] = cities as [TestCity, TestCity];
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await declareInterest(today, slug, item, { party: applicant.slug, kind: 'applicant' });
  await expect(openVote(today, slug, item, named)).rejects.toThrow('Dites d’abord qui se déporte de ce point\u00a0: Altamont.');
  await expect(adoptWithoutVote(today, slug, item, {})).rejects.toThrow(Refused);
  await waiveRecusal(today, slug, item, { party: applicant.id, reason: 'A retiré sa candidature.' });
  await openVote(today, slug, item, named);
  const { id: voteId } = await findVote(today, slug, 1);
  for (const { id: party } of cities.slice(0, 5)) await castBallot(today, id, { voteId, party, by: null, says: { for: 1 } });
  // Learnt in the middle of the vote: it is not closed before it is said.
  await declareInterest(today, slug, item, { party: partner.slug, kind: 'partner' });
  await expect(closeVote(today, slug, 1, { casting: null })).rejects.toThrow('Bellerive');
  await confirmRecusal(today, slug, item, { party: partner.id });
  expect(await db.select().from(voteMark)).toHaveLength(4);
  expect(await closeVote(today, slug, 1, { casting: null })).toMatchObject({ voices: { for: 4 } });
  expect((await replaySitting(today, slug)).faults).toEqual([]);
});

test('whoever was let in again, or let take part, is not proposed again; what is set aside and confirmed is one or the other', async ({
  act,
}) => {
  const cities = await createNetwork(act());
  const [applicant, partner] = cities as [TestCity, TestCity];
  const { slug, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  for (const { slug: party } of [applicant, partner]) await declareInterest(today, slug, item, { party, kind: 'partner' });
  await confirmRecusal(today, slug, item, { party: applicant.id });
  await expect(waiveRecusal(today, slug, item, { party: applicant.id, reason: 'x' })).rejects.toThrow(Refused);
  await liftRecusal(today, slug, item, { party: applicant.id, reason: 'Par erreur' });
  expect(await proposedFor(today, slug, item)).toEqual([partner.id]);
  await waiveRecusal(today, slug, item, { party: partner.id, reason: 'Sans lien direct' });
  expect(await proposedFor(today, slug, item)).toEqual([]);
  await recuseVoter(today, slug, item, { party: partner.id, origin: 'declared', reason: 'Elle le demande' });
  for (const role of ['reader', 'editor', 'finance', 'city'] as const) {
    await expect(confirmRecusal(act({ role }), slug, item, { party: partner.id })).rejects.toThrow(Forbidden);
    await expect(waiveRecusal(act({ role }), slug, item, { party: partner.id, reason: 'x' })).rejects.toThrow(Forbidden);
  }
});

test('another module puts an item of its own on an agenda, with its papers and whom it concerns; a voter concerned reads none of it', async ({
  act,
  openSite,
}) => {
  const cities = await createNetwork(act());
  const slug = await createSitting(act(), { body: 'bureau' });
  const proposal = { proposalFr: 'Le Bureau accorde l’aide.\n\nLe fonds en paie 80 %.', proposalEn: null, titleEn: null, minutesOf: null };
  const item = await addItem(act(), slug, { kind: 'decision', titleFr: 'Marché d’Altamont', ...proposal });
  const paper = await addPaper(act(), slug, item, 'Dossier', await receivePdf(act(), 'dossier.pdf'));
  await declareInterest(act(), slug, item, { party: cities[0]!.slug, kind: 'applicant' });
  await conveneSitting(act(), slug, { reason: null });
  const site = openSite();
  const [concerned, other] = [await site.browser('city', cities[0]!.id), await site.browser('city', cities[1]!.id)];
  const at = `/espace/seances/${slug}`;
  const page = await (await concerned.get(at)).text();
  expect(page).toContain('Ce point vous concerne peut-être');
  expect(page).not.toContain('accorde l’aide');
  expect([(await concerned.get(`${at}/pieces/${paper}`)).status, (await other.get(`${at}/pieces/${paper}`)).status]).toEqual([404, 200]);
  expect(await (await other.get(at)).text()).toContain('<p>Le Bureau accorde l’aide.</p><p>Le fonds en paie 80 %.</p>');
  await waiveRecusal(act(), slug, item, { party: cities[0]!.id, reason: 'Homonyme' });
  expect((await concerned.get(`${at}/pieces/${paper}`)).status).toBe(200);
  expect(await findDecision(act().db, 'bureau-2026-1-1')).toBeNull();

  const office = await site.browser('officer');
  const form = await (await office.get(`/seances/${slug}/points/${item}`)).text();
  expect(form).toContain('<option value="Bellerive">');
  expect(await (await office.post(`/seances/${slug}/points/${item}/interets`, { party: 'Nulle-Part', kind: 'twin' })).text()).toContain(
    'Nulle-Part',
  );
});

/** A link from one city to another, recorded from that end alone. */
async function twinned(act: Act, from: TestCity, to: TestCity, until: string | null): Promise<void> {
  await revise(act, async (rev) => {
    const end = until === null ? null : { date: Temporal.PlainDate.from(until), precision: 'day' as const };
    const known = { from: null, to: end, certainty: 'confirmed' as const, sourceId: await createTestSource(rev) };
    await recordFact(rev, factKinds.partyLink, { ...known, values: { partyId: from.id, link: 'twinned_with', targetId: to.id } });
  });
}

async function proposedFor(act: Act, slug: string, itemId: string): Promise<string[]> {
  const { state, items, twins } = await readDossier(act, await getSitting(act, slug));
  const { interests } = items.find(({ id }) => id === itemId)!;
  return proposedRecusals(state, itemId, interests, twins).map(({ partyId }) => partyId);
}
