import { expect } from 'vitest';
import { asc, eq, sql } from 'drizzle-orm';
import { databaseTest } from '../../kernel/db/testing.ts';
import type { Db } from '../../kernel/db/db.ts';
import { createItem, createNetwork, createOpenSitting, type TestCity } from './factories.ts';
import { ballot, voteMark } from './schema.ts';
import { closeVote, secretBallots } from './votes/closing.ts';
import { castBallot, findVote, openVote } from './votes/commands.ts';
import { sweepUrns } from './votes/sweep.ts';
import { listUrns, makeUrn, openEnvelope, readUrn } from './votes/urn.ts';

const test = databaseTest();
const names = Array.from({ length: 12 }, (_, index) => `Ville ${String.fromCharCode(65 + index)}`);
const voting = { method: 'secret' } as const;

test('two secret votes in which voters exchange their choices leave the same traces everywhere', async ({ act, db }) => {
  const cities = await createNetwork(act(), names);
  const { slug, id, item, today } = await createOpenSitting(act(), cities);
  const other = await createItem(today, slug);
  const hold = async (number: number, onItem: string, choiceOf: (index: number) => string) => {
    await openVote(today, slug, onItem, voting);
    const { id: voteId } = await findVote(today, slug, number);
    for (const [index, city] of cities.entries())
      await castBallot(today, id, { voteId, party: city.id, by: null, says: { [choiceOf(index)]: 1 } });
    await closeVote(today, slug, number, { casting: null, confidential: undefined });
    return voteId;
  };
  const before = await dump(db);
  const one = await hold(1, item, (index) => (index < 7 ? 'for' : 'against'));
  const between = await dump(db);
  const two = await hold(2, other, (index) => (index < 5 ? 'against' : 'for'));
  const after = await dump(db);
  // Each row once what must differ is taken out: identifiers of votes, items and decisions, numbers, digests.
  expect(added(before, between, cities)).toEqual(added(between, after, cities));
  expect(one).not.toBe(two);
  // And the voters are there: what is kept is that they voted.
  expect(JSON.stringify(added(before, between, cities))).toContain('Ville 3');
});

test('a ballot tied to its voter would be found', async ({ act, db }) => {
  const cities = await createNetwork(act(), names);
  const { slug, id, item, today } = await createOpenSitting(act(), cities);
  const other = await createItem(today, slug);
  const leak = async (number: number, onItem: string, choice: string) => {
    await openVote(today, slug, onItem, { method: 'named' });
    const { id: voteId } = await findVote(today, slug, number);
    await castBallot(today, id, { voteId, party: cities[0]!.id, by: null, says: { [choice]: 1 } });
    await castBallot(today, id, { voteId, party: cities[1]!.id, by: null, says: { [choice === 'for' ? 'against' : 'for']: 1 } });
    await closeVote(today, slug, number, { casting: null, confidential: undefined });
  };
  const before = await dump(db);
  await leak(1, item, 'for');
  const between = await dump(db);
  await leak(2, other, 'against');
  expect(added(before, between, cities)).not.toEqual(added(between, await dump(db), cities));
});

test('ballots lie in the order of identifiers drawn at random, all written by one transaction, none with an hour', async ({ act, db }) => {
  const cities = await createNetwork(act(), names);
  const { slug, id, item, today } = await createOpenSitting(act(), cities);
  await openVote(today, slug, item, voting);
  const { id: voteId } = await findVote(today, slug, 1);
  for (const [index, city] of cities.entries())
    await castBallot(today, id, { voteId, party: city.id, by: null, says: { [index < 7 ? 'for' : 'against']: 1 } });
  await closeVote(today, slug, 1, { casting: null, confidential: undefined });
  const { rows } = await db.execute<{ id: string; xmin: string }>(
    sql`select id, xmin::text as xmin from ballot where vote_id = ${voteId} order by ctid`,
  );
  expect(rows.map((row) => row.id)).toEqual(rows.map((row) => row.id).toSorted());
  expect(new Set(rows.map((row) => row.xmin)).size).toBe(1);
  const columns = await db.execute<{ name: string }>(
    sql`select attname as name from pg_attribute where attrelid = 'ballot'::regclass and attnum > 0`,
  );
  expect(columns.rows.map((row) => row.name).toSorted()).toEqual(['choice', 'id', 'party_id', 'voices', 'vote_id']);
  // Ballots in the order of those who cast them would not be in that of their identifiers: one chance in 12!.
  const asCast = secretBallots(
    voteId,
    cities.map((_, index) => ({ [String(index)]: 1 })),
  );
  expect(asCast.map(({ choice }) => choice)).not.toEqual(cities.map((_, index) => String(index)));
});

test('until a vote is closed its ballots are sealed, all of one length; afterwards no key and no envelope is left', async ({ act, db }) => {
  const cities = await createNetwork(act(), names);
  const { slug, id, item, today } = await createOpenSitting(act(), cities);
  await openVote(today, slug, item, voting);
  const { id: voteId } = await findVote(today, slug, 1);
  for (const [index, city] of cities.entries())
    await castBallot(today, id, { voteId, party: city.id, by: null, says: { [index < 7 ? 'for' : 'abstain']: 1 } });
  const envelopes = (await db.select().from(voteMark).where(eq(voteMark.voteId, voteId)).orderBy(asc(voteMark.entryNumber))).map(
    (mark) => mark.envelope!,
  );
  expect(new Set(envelopes.map((one) => one.length)).size).toBe(1);
  expect(new Set(envelopes).size).toBe(12);
  expect(JSON.stringify(await dump(db))).not.toContain('abstain');
  const key = (await readUrn(today.files, voteId))!;
  expect(openEnvelope(key, envelopes[8]!)).toEqual({ abstain: 1 });
  await closeVote(today, slug, 1, { casting: null, confidential: undefined });
  expect(await readUrn(today.files, voteId)).toBeNull();
  expect((await db.select().from(voteMark).where(eq(voteMark.voteId, voteId))).filter((mark) => mark.envelope !== null)).toEqual([]);
  expect(await db.select().from(ballot).where(eq(ballot.voteId, voteId))).toHaveLength(12);
});

test('a delegation that splits its voices is not seen by their number', () => {
  const opened = secretBallots('v', [{ for: 2, against: 1 }, { for: 1 }]);
  expect(opened.map(({ voices }) => voices)).toEqual([1, 1, 1, 1]);
  expect(opened.map(({ choice }) => choice).toSorted()).toEqual(['against', 'for', 'for', 'for']);
});

test('the key of a vote that was never opened, or is over, is swept; that of an open vote stays', async ({ act }) => {
  const cities = await createNetwork(act(), names);
  const { slug, item, today } = await createOpenSitting(act(), cities);
  await openVote(today, slug, item, voting);
  const { id: voteId } = await findVote(today, slug, 1);
  const lost = crypto.randomUUID();
  await makeUrn(today.files, lost);
  await sweepUrns(today);
  expect(await listUrns(today.files)).toContain(voteId);
  expect(await listUrns(today.files)).not.toContain(lost);
});

/** Every row of every table, as text. */
async function dump(db: Db): Promise<string[]> {
  await db.execute(sql`create or replace function pg_temp.every_row() returns setof text language plpgsql as $$
    declare one record;
    begin
      for one in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname loop
        return query execute format('select %L || to_jsonb(kept)::text from %I kept', one.relname || ' ', one.relname);
      end loop;
    end $$`);
  const { rows } = await db.execute<{ line: string }>(sql`select pg_temp.every_row() as line`);
  return rows.map(({ line }) => line);
}

/** The rows that came, cities by their names, what is random or counted taken out. */
function added(before: readonly string[], after: readonly string[], cities: readonly TestCity[]): string[] {
  const known = new Set(before);
  return after
    .filter((line) => !known.has(line))
    .map((line) => {
      const named = cities.reduce((text, city, index) => text.replaceAll(city.id, `Ville ${index}`), line);
      return named
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
        .replace(/"(digest|salt|code|title)": "[^"]*"/g, '"$1": ""')
        .replace(/"(number|entry|entry_number)": \d+/g, '"$1": 0');
    })
    .toSorted();
}
