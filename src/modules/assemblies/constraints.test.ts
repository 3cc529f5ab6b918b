import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '../../kernel/db/db.ts';
import { databaseTest, testNow } from '../../kernel/db/testing.ts';
import { recuseVoter } from './recusals/commands.ts';
import { giveProxy } from './attendance/commands.ts';
import { createItem, createNetwork, createOpenSitting, receivePdf } from './factories.ts';
import {
  agendaItem,
  assemblySetting,
  ballot,
  decision,
  itemInterest,
  itemPaper,
  minutesVersion,
  proxy,
  recusal,
  sitting,
  sittingEntry,
  sittingVoter,
  vote,
  voteMark,
  voteResult,
} from './schema.ts';
import { closeVote } from './votes/closing.ts';
import { castBallot, findVote, openVote } from './votes/commands.ts';

const test = databaseTest();
const done = { at: testNow, byId: null, by: 'test' };

/** The name of the constraint that refuses a write, or what a trigger says of it, each tried in a savepoint of its own. */
async function refusal(db: Db, write: (db: Db) => PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await db.transaction(async (tx) => void (await write(tx)));
    return undefined;
  } catch (error) {
    const cause = (error as Error).cause as { constraint?: string; message: string } | undefined;
    return cause?.constraint ?? cause?.message;
  }
}

test('the database refuses settings, sittings and agendas that are none', async ({ act, db }) => {
  const cities = await createNetwork(act());
  const { id, item } = await createOpenSitting(act(), cities);
  const [held] = await db.select().from(sitting).where(eq(sitting.id, id));
  const setting = {
    id: randomUUID(),
    bodyId: held!.bodyId,
    key: 'quorum',
    number: 1,
    value: 'half',
    appliesFrom: Temporal.PlainDate.from('2026-01-01'),
    source: 'Statuts',
    ...done,
  };
  await db.insert(assemblySetting).values(setting);
  const insertSetting = (change: object) =>
    refusal(db, (db) => db.insert(assemblySetting).values({ ...setting, id: randomUUID(), number: 2, ...change }));
  expect(await insertSetting({ number: 1 })).toBe('assembly_setting_body_id_key_number_key');
  expect(await insertSetting({ key: 'colour' })).toBe('assembly_setting_key_check');
  expect(await insertSetting({ source: '' })).toBe('assembly_setting_source_check');
  expect(await insertSetting({ value: '' })).toBe('assembly_setting_value_check');

  const insertSitting = (change: object) =>
    refusal(db, (db) => db.insert(sitting).values({ ...held!, id: randomUUID(), slug: 'autre', number: 2, ...change }));
  expect(await insertSitting({ number: 1 })).toBe('sitting_body_id_year_number_key');
  expect(await insertSitting({ slug: held!.slug })).toBe('sitting_slug_key');
  expect(await insertSitting({ slug: 'Une Séance' })).toBe('sitting_slug_check');
  expect(await insertSitting({ mode: 'dream' })).toBe('sitting_mode_check');
  expect(await insertSitting({ titleFr: '' })).toBe('sitting_title_fr_check');
  expect(await insertSitting({ year: null })).toBe('sitting_check');

  const [point] = await db.select().from(agendaItem).where(eq(agendaItem.id, item));
  const insertItem = (change: object) =>
    refusal(db, (db) => db.insert(agendaItem).values({ ...point!, id: randomUUID(), position: 2, ...change }));
  expect(await insertItem({ position: 1 })).toBe('agenda_item_sitting_id_position_key');
  expect(await insertItem({ position: null })).toBe('agenda_item_place');
  expect(await insertItem({ withdrawnAt: testNow })).toBe('agenda_item_place');
  expect(await insertItem({ withdrawnReason: 'Incomplet' })).toBe('agenda_item_withdrawal');
  expect(await insertItem({ position: null, withdrawnAt: testNow, withdrawnReason: '' })).toBe('agenda_item_withdrawn_reason_check');
  expect(await insertItem({ position: 0 })).toBe('agenda_item_position_check');
  expect(await insertItem({ kind: 'lunch' })).toBe('agenda_item_kind_check');
  expect(await insertItem({ kind: 'minutes' })).toBe('agenda_item_check');
  expect(await insertItem({ kind: 'minutes', minutesOf: id })).toBe('agenda_item_check1');
  const paper = { id: randomUUID(), itemId: item, title: 'Note', fileId: null, owedUntil: null, ...done };
  expect(await refusal(db, (db) => db.insert(itemPaper).values(paper))).toBe('item_paper_check');
  const interest = { id: randomUUID(), itemId: item, partyId: cities[0]!.id, kind: 'twin', note: '', ...done } as const;
  await db.insert(itemInterest).values(interest);
  expect(await refusal(db, (db) => db.insert(itemInterest).values({ ...interest, id: randomUUID() }))).toBe(
    'item_interest_item_id_party_id_kind_key',
  );
});

test('the database refuses two proxies of one principal, to oneself, and a second recusal', async ({ act, db }) => {
  const cities = await createNetwork(act());
  const { slug, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await giveProxy(today, slug, { principal: cities[5]!.id, holder: cities[0]!.id }, await receivePdf(today));
  const [given] = await db.select().from(proxy);
  const insertProxy = (change: object) => refusal(db, (db) => db.insert(proxy).values({ ...given!, id: randomUUID(), ...change }));
  expect(await insertProxy({ holderId: cities[1]!.id })).toBe('proxy_principal');
  expect(await insertProxy({ principalId: cities[0]!.id })).toBe('proxy_check');
  await recuseVoter(today, slug, item, { party: cities[1]!.id, origin: 'declared', reason: 'Partenaire' });
  const [out] = await db.select().from(recusal);
  expect(await refusal(db, (db) => db.insert(recusal).values({ ...out!, id: randomUUID() }))).toBe('recusal_party');
});

test('the database refuses a second ballot of a voter, one of a stranger, of who is recused, and any once the vote is closed', async ({
  act,
  db,
}) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  const other = await createItem(today, slug);
  await recuseVoter(today, slug, item, { party: cities[4]!.id, origin: 'declared', reason: 'Partenaire' });
  await openVote(today, slug, item, { method: 'named' });
  const { id: voteId } = await findVote(today, slug, 1);
  await castBallot(today, id, { voteId, party: cities[0]!.id, by: null, says: { for: 1 } });
  const [mark] = await db.select().from(voteMark);
  const insertMark = (change: object) => refusal(db, (db) => db.insert(voteMark).values({ ...mark!, ...change }));
  expect(await insertMark({})).toBe('vote_mark_pkey');
  expect(await insertMark({ partyId: randomUUID() })).toBe('vote_mark_sitting_id_party_id_fkey');
  expect(await insertMark({ partyId: cities[1]!.id, castBy: cities[1]!.id })).toBe('vote_mark_check');
  expect(await insertMark({ partyId: cities[1]!.id, entryNumber: 999 })).toBe('vote_mark_sitting_id_entry_number_fkey');
  expect(await insertMark({ partyId: cities[4]!.id })).toContain('a recused voter does not vote');
  expect(await insertMark({ partyId: cities[1]!.id, castBy: cities[4]!.id })).toContain('a recused voter does not vote');
  const [held] = await db.select().from(vote);
  expect(await refusal(db, (db) => db.insert(vote).values({ ...held!, id: randomUUID(), itemId: other }))).toBe(
    'vote_sitting_id_number_key',
  );
  await closeVote(today, slug, 1, { casting: null, confidential: undefined });
  expect(await insertMark({ partyId: cities[1]!.id })).toContain('a vote that is closed');
  expect(await refusal(db, (db) => db.delete(voteMark))).toContain('a vote that is closed');
  const [kept] = await db.select().from(ballot);
  expect(await refusal(db, (db) => db.insert(ballot).values({ ...kept!, id: randomUUID() }))).toBe('ballot_vote_id_party_id_choice_key');
  expect(await refusal(db, (db) => db.insert(ballot).values({ ...kept!, id: randomUUID(), partyId: null, voices: 0 }))).toBe(
    'ballot_voices_check',
  );
  const [taken] = await db.select().from(decision);
  const insertDecision = (change: object) =>
    refusal(db, (db) =>
      db.insert(decision).values({ ...taken!, id: randomUUID(), voteId: null, number: 2, code: 'ag-2026-1-2', ...change }),
    );
  expect(await insertDecision({ number: 1 })).toBe('decision_sitting_id_number_key');
  expect(await insertDecision({ code: taken!.code })).toBe('decision_code_key');
  expect(await insertDecision({ voteId: taken!.voteId })).toBe('decision_vote');
});

test('what happened in a sitting is never rewritten nor deleted', async ({ act, db }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  await openVote(today, slug, item, { method: 'named' });
  const { id: voteId } = await findVote(today, slug, 1);
  await castBallot(today, id, { voteId, party: cities[0]!.id, by: null, says: { for: 1 } });
  await closeVote(today, slug, 1, { casting: null, confidential: undefined });
  await db.insert(minutesVersion).values({ sittingId: id, number: 1, words: 'Un', ...done });
  const kept = [
    (db: Db) => db.update(sittingEntry).set({ by: 'autre' }),
    (db: Db) => db.delete(sittingEntry),
    (db: Db) => db.update(sittingVoter).set({ exclusion: 'arrears' }),
    (db: Db) => db.update(vote).set({ method: 'hands' }),
    (db: Db) => db.delete(voteResult),
    (db: Db) => db.update(ballot).set({ choice: 'against' }),
    (db: Db) => db.delete(decision),
    (db: Db) => db.update(minutesVersion).set({ words: 'Autre' }),
  ];
  for (const write of kept) expect(await refusal(db, write)).toContain('never rewritten nor deleted');
  expect(await refusal(db, (db) => db.update(voteMark).set({ partyId: cities[1]!.id }))).toContain('a vote that is closed');
});
