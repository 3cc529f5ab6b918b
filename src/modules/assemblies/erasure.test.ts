import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { databaseTest } from '../../kernel/db/testing.ts';
import type { Act } from '../../kernel/act.ts';
import { redactPerson } from '../register/persons/redaction/commands.ts';
import { addItem, addPaper } from './agenda/commands.ts';
import { declareInterest, recuseVoter } from './recusals/commands.ts';
import { withdrawItem } from './agenda/order.ts';
import { giveProxy } from './attendance/commands.ts';
import { adoptWithoutVote } from './decisions/commands.ts';
import { createItem, createNetwork, createOpenSitting, receivePdf, sittingDay, type TestCity } from './factories.ts';
import { replaySitting } from './journal/verify.ts';
import { beginMinutes, saveMinutes } from './minutes/commands.ts';
import { getMinutes } from './minutes/queries.ts';
import { assemblies } from './module.ts';
import { sittingPanel } from './parties/panel.ts';
import { listPartySittings } from './parties/queries.ts';
import { decision, minutesApproval, minutesVersion, sittingEntry, sittingVoter, vote } from './schema.ts';
import { moveSitting } from './sittings/commands.ts';
import { closeVote } from './votes/closing.ts';
import { castBallot, findVote, openVote } from './votes/commands.ts';

const test = databaseTest();
const plain = { casting: null } as const;
const name = 'Élu Altamont';

test('who is erased leaves reasons, drafts, titles and notes; decisions, attendance, votes and approved minutes stay, and the journal verifies', async ({
  act,
  db,
}) => {
  const cities = await createNetwork(act());
  const [first] = cities as [TestCity];
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await recuseVoter(today, slug, item, { party: cities[4]!.id, origin: 'challenged', reason: `Conjoint d’${name}.` });
  await declareInterest(today, slug, item, { party: cities[4]!.slug, kind: 'partner', note: `Selon ${name}` });
  await addPaper(today, slug, item, `Lettre d’${name}`, await receivePdf(today));
  const homage = await createItem(today, slug, { titleFr: `Hommage à ${name}`, proposalFr: `L’assemblée salue ${name}.` });
  const gone = await createItem(today, slug, { titleFr: `Projet d’${name}` });
  await withdrawItem(today, slug, gone, { reason: `${name} ne vient pas.` });
  await adoptWithoutVote(today, slug, homage, {});
  const election = {
    kind: 'election',
    titleFr: 'Bureau',
    titleEn: null,
    proposalFr: 'Est élue',
    proposalEn: null,
    minutesOf: null,
  } as const;
  const elected = await addItem(today, slug, election);
  await openVote(today, slug, elected, { method: 'named', ballot: 'lists', body: 'bureau', candidates: `Liste ${name} : ville-1` });
  await cast(today, slug, id, cities.slice(0, 5), 1, 'c1');
  await moveSitting(today, slug, 'closed', { reason: null });
  await beginMinutes(today, slug);
  await saveMinutes(today, slug, { words: `${(await getMinutes(today, slug)).versions[0]!.words}\n${name} remercie.`, base: 1 });
  const next = await approveAtNext(act(), slug, cities);

  const direction = act({ role: 'admin', now: sittingDay.add({ hours: 48 }) });
  await redactPerson(direction, first.personId, 'À sa demande', [assemblies.forgetPerson]);
  const kept = {
    entries: JSON.stringify(await db.select({ data: sittingEntry.data, by: sittingEntry.by }).from(sittingEntry)),
    votes: JSON.stringify(await db.select().from(vote)),
    pages: JSON.stringify(await listPartySittings(direction, cities[4]!.id)),
  };
  for (const [where, text] of Object.entries(kept)) expect(text, where).not.toContain(name);
  expect(kept.entries).toContain('Conjoint d’[effacé].');
  expect(kept.votes).toContain('Liste [effacé]');
  // What the body decided, and the minutes that it approved and signed.
  expect((await db.select().from(decision)).map(({ textFr }) => textFr)).toEqual(
    expect.arrayContaining([`L’assemblée salue ${name}.`, `Est élue\n\n- Liste ${name}`]),
  );
  const [draft, approved] = await db.select().from(minutesVersion).where(eq(minutesVersion.sittingId, id)).orderBy(minutesVersion.number);
  expect(draft!.words).not.toContain(name);
  expect(approved!.words).toContain(`${name} remercie.`);
  expect((await db.select().from(minutesApproval))[0]!.signed).toContain(name);
  // Whose seat it was, by an identifier that no longer has a name.
  expect(await db.select().from(sittingVoter).where(eq(sittingVoter.personId, first.personId))).not.toEqual([]);
  expect(await replaySitting(direction, slug)).toMatchObject({ faults: [], erased: 3 });
  expect(await replaySitting(direction, next)).toMatchObject({ faults: [], erased: 0 });
});

test('an erasure cannot be used to change anything else: the journal finds it, and the database refuses it', async ({ act, db }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await recuseVoter(today, slug, item, { party: cities[4]!.id, origin: 'declared', reason: `Conjoint d’${name}.` });
  const during = (statement: ReturnType<typeof sql>) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('beffroi.redacting', 'quelqu’un', true)`);
      await tx.execute(statement);
      throw new Error(`replayed: ${(await replaySitting({ ...today, db: tx }, slug)).faults.map(({ what }) => what).join()}`);
    });
  await expect(during(sql`update sitting_entry set kind = 'left' where kind = 'arrived'`)).rejects.toThrow(/Failed query/);
  await expect(during(sql`update sitting_voter set exclusion = 'arrears'`)).rejects.toThrow(/Failed query/);
  const reason = sql`update sitting_entry set data = jsonb_set(data, '{reason}', '"Autre chose"') where sitting_id = ${id} and kind = 'recused'`;
  await expect(during(reason)).rejects.toThrow('replayed: digest');
});

test('the page of a party says its sittings, proxies, votes by name and recusals, to the secretariat alone', async ({ act }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await giveProxy(today, slug, { principal: cities[6]!.id, holder: cities[0]!.id }, await receivePdf(today));
  await openVote(today, slug, item, { method: 'named' });
  await cast(today, slug, id, cities.slice(0, 5), 1, 'against');
  const secret = await createItem(today, slug, { titleFr: 'Secret' });
  await recuseVoter(today, slug, secret, { party: cities[0]!.id, origin: 'declared', reason: 'Partenaire' });
  const [held] = await listPartySittings(today, cities[0]!.id);
  expect(held).toMatchObject({
    voter: { exclusion: null },
    held: [{ name: { fr: 'Grandpré' } }],
    votes: [{ choice: 'against', item: { titleFr: 'Budget' } }],
    recusals: [{ reason: 'Partenaire', item: { titleFr: 'Secret' } }],
  });
  expect(await listPartySittings(today, cities[6]!.id)).toMatchObject([{ given: [{ name: { fr: 'Altamont' } }], votes: [] }]);
  expect(await sittingPanel(today, cities[0]!, 'fr')).toMatchObject([{ path: '/seances/partie/ville-1', title: 'Séances' }]);
  expect(await sittingPanel(act({ actor: { kind: 'visitor' } }), cities[0]!, 'fr')).toEqual([]);
});

async function cast(act: Act, slug: string, sittingId: string, cities: readonly TestCity[], number: number, choice: string): Promise<void> {
  const { id: voteId } = await findVote(act, slug, number);
  for (const { id } of cities) await castBallot(act, sittingId, { voteId, party: id, by: null, says: { [choice]: 1 } });
  await closeVote(act, slug, number, plain);
}

/** @returns the sitting that approved the minutes of the other */
async function approveAtNext(act: Act, minutesOf: string, cities: readonly TestCity[]): Promise<string> {
  const { slug, id, today } = await createOpenSitting(act, cities.slice(0, 5), {
    titleFr: 'La suivante',
    startsOn: Temporal.PlainDate.from('2026-12-21'),
  });
  const item = await addItem(today, slug, { kind: 'minutes', titleFr: 'Procès-verbal', titleEn: null, proposalEn: null, minutesOf });
  await openVote(today, slug, item, { method: 'named' });
  await cast(today, slug, id, cities.slice(0, 5), 1, 'for');
  return slug;
}
