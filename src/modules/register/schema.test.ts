import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { inTransaction, type Act } from '../../kernel/act.ts';
import { databaseTest } from '../../kernel/db/testing.ts';
import { createStatus, createTestParty, createTestSource, revise } from './factories.ts';
import {
  endorsement,
  event,
  journalEntry,
  journalSeal,
  measure,
  occurrence,
  party,
  partyIdentifier,
  partyLink,
  partyName,
  revision,
  series,
  source,
  status,
} from './schema.ts';
import { createSeries } from './series/commands.ts';

// The invariants that the database itself holds: each is violated once, past every check of ours.

const test = databaseTest();

type Row = Record<string, unknown>;

/** A row of each table that the database accepts, given what is already there. */
const rows = {
  revision: () => ({ number: 900, at: '2026-11-23T09:00:00Z', actor: 'Awa Diop', command: 'test', reason: 'test', entries: 0 }),
  journal_entry: () => ({
    revision: 1,
    position: 900,
    kind: 'status',
    fact_id: randomUUID(),
    row_id: randomUUID(),
    operation: 'record',
    change: 'record',
    row: {},
    salt: 's',
    digest: 'd',
  }),
  journal_seal: () => ({
    day: '2020-01-01',
    first_revision: 1,
    last_revision: 1,
    entries_hash: 'e',
    hash: randomUUID(),
    signature: 's',
    key_id: 'k',
    sealed_at: '2026-11-23T09:00:00Z',
  }),
  source: () => ({ id: randomUUID(), title: 'Une autre source', digest: randomUUID(), revision: 1 }),
  party: () => ({ id: randomUUID(), kind: 'state', slug: 'togo', revision: 1 }),
  series: () => ({ id: randomUUID(), slug: 'sommets', name_fr: 'Sommets', words_fr: '', words_en: '', revision: 1 }),
  event: ({ series }: Ground) => ({ id: randomUUID(), slug: 'sommet-20', series_id: series, revision: 1 }),
  party_name: (ground: Ground) => ({ ...fact(ground), party_id: ground.mali, language: 'en', usage: 'official', name: 'Republic of Mali' }),
  party_identifier: (ground: Ground) => ({ ...fact(ground), party_id: ground.mali, scheme: 'wikidata', value: 'Q912' }),
  status: (ground: Ground) => ({ ...fact(ground), party_id: ground.mali, institution_id: ground.oif, status: 'member', category: null }),
  endorsement: (ground: Ground) => ({ ...fact(ground), party_id: ground.mali, coalition_id: ground.oif }),
  measure: (ground: Ground) => ({ ...fact(ground), party_id: ground.mali, measure: 'population', value: 1, unit: 'habitants' }),
  occurrence: (ground: Ground) => ({
    ...fact(ground),
    event_id: ground.event,
    number: 1,
    name_fr: 'Sommet',
    starts_on: '2026-11-14',
    ends_on: '2026-11-16',
    date_precision: 'day',
    status: 'held',
  }),
  party_link: (ground: Ground) => ({ ...fact(ground), party_id: ground.mali, link: 'part_of', target_id: ground.oif }),
} satisfies Record<string, (ground: Ground) => Row>;

const tables = {
  revision,
  journal_entry: journalEntry,
  journal_seal: journalSeal,
  source,
  party,
  series,
  event,
  party_name: partyName,
  party_identifier: partyIdentifier,
  status,
  endorsement,
  measure,
  occurrence,
  party_link: partyLink,
};

const factTables = ['party_name', 'party_identifier', 'status', 'endorsement', 'measure', 'occurrence', 'party_link'] as const;

type TableName = keyof typeof rows;

const violations: [table: TableName, what: string, row: (ground: Ground) => Row][] = [
  ['revision', 'a number below one', () => ({ number: 0 })],
  ['revision', 'no reason', () => ({ reason: '' })],
  ['journal_entry', 'a position below zero', () => ({ position: -1 })],
  ['journal_entry', 'an unknown operation', () => ({ operation: 'erase' })],
  ['journal_entry', 'an unknown change', () => ({ change: 'forget' })],
  ['journal_entry', 'a revision that is not', () => ({ revision: 999 })],
  ['journal_seal', 'a first revision without a last', () => ({ last_revision: null })],
  ['journal_seal', 'a last revision before the first', () => ({ first_revision: 2 })],
  ['source', 'no title', () => ({ title: '' })],
  ['source', 'an address that is no page', () => ({ url: 'javascript:alert(1)' })],
  ['party', 'an unknown kind', () => ({ kind: 'planet' })],
  ['party', 'an address with capitals', () => ({ slug: 'Togo' })],
  ['party', 'the address of another', () => ({ slug: 'mali' })],
  ['series', 'an address with spaces', () => ({ slug: 'les sommets' })],
  ['series', 'no name', () => ({ name_fr: '' })],
  ['event', 'an address with a slash', () => ({ slug: 'sommet/20' })],
  ['party_name', 'an unknown language', () => ({ language: 'de' })],
  ['party_name', 'an unknown usage', () => ({ usage: 'nickname' })],
  ['party_name', 'no name', () => ({ name: '' })],
  ['party_identifier', 'an unknown scheme', () => ({ scheme: 'phone' })],
  ['party_identifier', 'no value', () => ({ value: '' })],
  ['status', 'an unknown status', () => ({ status: 'friend' })],
  ['status', 'an unknown category', () => ({ category: 'village' })],
  ['status', 'a party that is its own institution', ({ mali }) => ({ institution_id: mali })],
  ['endorsement', 'a party that is its own coalition', ({ mali }) => ({ coalition_id: mali })],
  ['measure', 'an unknown measure', () => ({ measure: 'happiness' })],
  ['measure', 'no value', () => ({ value: null })],
  ['measure', 'no unit', () => ({ unit: '' })],
  ['occurrence', 'a number below one', () => ({ number: 0 })],
  ['occurrence', 'no name', () => ({ name_fr: '' })],
  ['occurrence', 'an unknown state', () => ({ status: 'dreamt' })],
  ['occurrence', 'a date without its precision', () => ({ date_precision: null })],
  ['occurrence', 'an unknown precision', () => ({ date_precision: 'century' })],
  ['occurrence', 'an end before its start', () => ({ ends_on: '2026-11-13' })],
  ['party_link', 'an unknown link', () => ({ link: 'friend_of' })],
  ['party_link', 'a party linked to itself', ({ mali }) => ({ target_id: mali })],
  ...factTables.flatMap((table): typeof violations => [
    [table, 'no day at all', () => ({ valid: 'empty', from_precision: null, to_precision: null })],
    [table, 'no revision at all', () => ({ recorded: 'empty' })],
    [table, 'no first revision', () => ({ recorded: '(,5)' })],
    [table, 'a start without its precision', () => ({ valid: '[2020-01-01,)' })],
    [table, 'a precision without a start', () => ({ from_precision: 'day' })],
    [table, 'an end without its precision', () => ({ valid: '(,2020-01-01)' })],
    [table, 'a precision without an end', () => ({ to_precision: 'year' })],
    [table, 'an unknown precision of its start', () => ({ valid: '[2020-01-01,)', from_precision: 'century' })],
    [table, 'an unknown precision of its end', () => ({ valid: '(,2020-01-01)', to_precision: 'century' })],
    [table, 'an unknown certainty', () => ({ certainty: 'hoped' })],
    [table, 'a choice without a name', () => ({ retained_reason: 'Le journal officiel fait foi.' })],
    [table, 'a source that is not', () => ({ source_id: randomUUID() })],
  ]),
];

test.for(Object.keys(rows) as TableName[])('the database refuses each wrong row of %s', async (table, { act }) => {
  const ground = await prepare(act());
  expect(await attempt(act(), table, rows[table](ground)), 'the row without a fault').toBe('kept');
  for (const [, what, fault] of violations.filter(([name]) => name === table)) {
    expect(await attempt(act(), table, { ...rows[table](ground), ...fault(ground) }), what).toMatch(
      /check constraint|foreign key|not-null|unique constraint/,
    );
  }
});

test.for(factTables)('%s refuses two retained facts that meet on one subject, in the world and in the register', async (table, { act }) => {
  const ground = await prepare(act());
  const first: Row = {
    ...rows[table](ground),
    valid: '[2010-01-01,2020-01-01)',
    from_precision: 'day',
    to_precision: 'day',
    recorded: '[1,3)',
  };
  const again = (change: Row): Row => ({ ...first, id: randomUUID(), fact_id: randomUUID(), ...change });
  expect(await attempt(act(), table, first, again({}))).toMatch(/exclusion constraint/);
  expect(await attempt(act(), table, first, again({ valid: '[2019-12-31,2021-01-01)' }))).toMatch(/exclusion constraint/);
  expect(await attempt(act(), table, first, again({ valid: '[2020-01-01,2021-01-01)' })), 'one after the other in the world').toBe('kept');
  expect(await attempt(act(), table, first, again({ recorded: '[3,5)' })), 'one after the other in the register').toBe('kept');
  expect(await attempt(act(), table, first, again({ retained: false })), 'a claim that is not retained').toBe('kept');
});

test.for(factTables)('%s refuses to hold one fact twice at a time', async (table, { act }) => {
  const row: Row = rows[table](await prepare(act()));
  expect(await attempt(act(), table, row, { ...row, id: randomUUID(), retained: false })).toMatch(/unique constraint/);
});

test.for(factTables)(
  'a row of %s is never rewritten nor deleted: only the end of its time in the register is written',
  async (table, { act }) => {
    const row: Row = { ...rows[table](await prepare(act())), recorded: '[1,)' };
    const name = tables[table];
    expect(await attempt(act(), table, row, sql`update ${name} set note = 'autre' where id = ${row['id']}`)).toMatch(
      /never rewritten nor deleted/,
    );
    expect(await attempt(act(), table, row, sql`delete from ${name} where id = ${row['id']}`)).toMatch(/never rewritten nor deleted/);
    expect(await attempt(act(), table, row, sql`update ${name} set recorded = '[2,5)' where id = ${row['id']}`)).toMatch(
      /never rewritten nor deleted/,
    );
    const close = sql`update ${name} set recorded = '[1,5)' where id = ${row['id']}`;
    expect(await attempt(act(), table, row, close)).toBe('kept');
    expect(
      await attempt(act(), table, row, close, sql`update ${name} set recorded = '[1,9)' where id = ${row['id']}`),
      'a second end',
    ).toMatch(/never rewritten/);
  },
);

test('the journal, its seals and revisions are never deleted, and the journal never rewritten', async ({ act }) => {
  await prepare(act());
  const seal = rows.journal_seal();
  expect(await attempt(act(), 'journal_seal', seal, sql`update journal_seal set hash = 'x'`)).toMatch(/never rewritten nor deleted/);
  expect(await attempt(act(), 'journal_seal', seal, sql`delete from journal_seal`)).toMatch(/never rewritten nor deleted/);
  expect(await attempt(act(), 'journal_entry', rows.journal_entry(), sql`update journal_entry set row = '{}'`)).toMatch(
    /never rewritten nor deleted/,
  );
  expect(await attempt(act(), 'journal_entry', rows.journal_entry(), sql`delete from journal_entry`)).toMatch(
    /never rewritten nor deleted/,
  );
  expect(await attempt(act(), 'revision', rows.revision(), sql`delete from revision`)).toMatch(/never rewritten nor deleted/);
});

interface Ground {
  mali: string;
  oif: string;
  source: string;
  series: string;
  event: string;
}

/** What facts lean on: two parties, a source, a series and an event. */
async function prepare(act: Act): Promise<Ground> {
  const { mali, oif, sourceId } = await revise(act, async (rev) => {
    const mali = await createTestParty(rev, { name: 'Mali' });
    const oif = await createTestParty(rev, { name: 'OIF', kind: 'institution' });
    return { mali: mali.id, oif: oif.id, sourceId: await createTestSource(rev) };
  });
  await createSeries(act, { nameFr: 'Sommets de la Francophonie', nameEn: null, wordsFr: null, wordsEn: null, institution: null });
  const [found] = await act.db.select({ id: series.id }).from(series);
  const eventId = randomUUID();
  await act.db.insert(event).values({ id: eventId, slug: 'sommet-19', seriesId: found!.id, revision: 1 });
  return { mali, oif, source: sourceId, series: found!.id, event: eventId };
}

function fact(ground: Ground): Row {
  return {
    id: randomUUID(),
    fact_id: randomUUID(),
    valid: '(,)',
    from_precision: null,
    to_precision: null,
    recorded: '[2,)',
    source_id: ground.source,
    certainty: 'confirmed',
    retained: true,
    retained_reason: null,
    retained_by: null,
  };
}

/** Does it and undoes it; says why it was refused, or that it was kept. */
async function attempt(act: Act, table: TableName, row: Row, ...then: (Row | ReturnType<typeof sql>)[]): Promise<string> {
  const undone = new Error('kept');
  try {
    await inTransaction(act, ({ db }) =>
      db.transaction(async (tx) => {
        for (const step of [row, ...then])
          await tx.execute('getSQL' in step ? (step as ReturnType<typeof sql>) : insertion(table, step as Row));
        throw undone;
      }),
    );
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
  return 'unreachable';
}

function insertion(table: TableName, row: Row) {
  return sql`insert into ${tables[table]} select * from jsonb_populate_record(null::${tables[table]}, ${JSON.stringify(row)}::jsonb)`;
}

test('a status that a form records passes every check', async ({ act }) => {
  const { mali, oif } = await prepare(act());
  await expect(revise(act(), (rev) => createStatus(rev, { partyId: mali, institutionId: oif, from: '1970' }))).resolves.toBeDefined();
});
