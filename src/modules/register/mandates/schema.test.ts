import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { createMandate, createTestParty, createTestSource, revise } from '../factories.ts';
import { createOffice } from '../offices/commands.ts';
import { createBody } from '../bodies/commands.ts';
import { createElection } from '../elections/commands.ts';
import { factKinds } from '../facts/kinds.ts';
import { recordFact } from '../facts/record.ts';
import { seat } from '../persons/schema.ts';
import { mandateQuestion } from './questions/schema.ts';
import { event } from '../schema.ts';

// The invariants of persons, mandates, bodies and questions that the database itself holds: each is violated once.

const test = databaseTest();
type Row = Record<string, unknown>;

interface Ground {
  lome: string;
  body: string;
  office: string;
  /** Of the same party, under another title. */
  otherOffice: string;
  person: string;
  source: string;
  question: string;
  event: string;
  /** An election, and another of which the day of the vote is known. */
  election: string;
  voted: string;
}

/** A row of each table that the database accepts, given what is already there. */
const rows: Record<string, (ground: Ground) => Row> = {
  office: ({ lome }) => ({ id: randomUUID(), slug: 'autre', party_id: lome, title: 'mayor', revision: 1 }),
  body: ({ lome }) => ({ id: randomUUID(), slug: 'autre', institution_id: lome, kind: 'bureau', name_fr: 'Bureau', revision: 1 }),
  election: ({ event, lome }) => ({ event_id: event, state_id: lome, title: 'mayor', votes_on: '2025-07-17', revision: 1 }),
  voting_day: (ground) => ({ ...fact(ground), event_id: ground.election, votes_on: '2025-07-17' }),
  person_name: (ground) => ({
    ...fact(ground),
    person_id: ground.person,
    retained: false,
    name: 'Afi',
    sort_key: 'Afi',
    gender: 'f',
  }),
  person_contact: (ground) => ({ ...fact(ground), person_id: ground.person, channel: 'email', value: 'afi@exemple.org' }),
  mandate: (ground) => ({
    ...fact(ground),
    valid: '[2000-01-01,2001-01-01)',
    from_precision: 'day',
    to_precision: 'day',
    office_id: ground.office,
    person_id: ground.person,
    accession: 'elected',
    expected_end: '2001-01-01',
    expected_end_precision: 'year',
    end_cause: 'term',
  }),
  seat: (ground) => ({ ...fact(ground), body_id: ground.body, party_id: ground.lome, person_id: ground.person, function: 'member' }),
  person_redaction: ({ person }) => ({ person_id: person, revision: 1 }),
  mandate_question: (ground) => ({ ...asked(ground), mandate_id: randomUUID() }),
  mandate_answer: ({ question }) => ({
    question_id: question,
    answer: 'changed',
    answered_at: '2026-11-23T09:00:00Z',
    revision: 1,
    handled_at: '2026-11-23T09:00:00Z',
    handled_by: 'Awa',
  }),
  mandate_reminder: ({ question }) => ({ question_id: question, number: 1, at: '2026-11-23T09:00:00Z', by: 'Awa' }),
  contact_erasure: ({ person }) => ({ person_id: person, revision: 1 }),
  register_setting: () => ({
    id: randomUUID(),
    name: 'ask_months',
    value: '3',
    applies_from: '2026-01-01',
    reason: 'Essai.',
    at: '2026-11-23T09:00:00Z',
    by: 'Awa',
  }),
  revision: () => ({
    number: 900,
    at: '2026-11-23T09:00:00Z',
    actor: 'Awa',
    command: 'test',
    reason: 'test',
    entries: 0,
    salt: 's',
    digest: 'd',
  }),
  journal_entry: () => ({
    revision: 1,
    position: 900,
    kind: 'seat',
    fact_id: randomUUID(),
    row_id: randomUUID(),
    operation: 'redact',
    change: 'redact',
    row: {},
    salt: 's',
    digest: 'd',
  }),
};

const violations: [table: string, what: string, fault: (ground: Ground) => Row][] = [
  ['office', 'an address with capitals', () => ({ slug: 'Maire' })],
  ['office', 'the address of another', () => ({ slug: 'lome-mayor' })],
  ['office', 'a title with spaces', () => ({ title: 'le maire' })],
  ['body', 'an unknown kind', () => ({ kind: 'club' })],
  ['body', 'no name', () => ({ name_fr: '' })],
  ['election', 'an event that is not', () => ({ event_id: randomUUID() })],
  ['election', 'a title with spaces', () => ({ title: 'les maires' })],
  ['voting_day', 'of a meeting that is no election', ({ event }) => ({ event_id: event })],
  ['voting_day', 'no day', () => ({ votes_on: null })],
  ['voting_day', 'a second day of the same election', ({ voted }) => ({ event_id: voted })],
  ['person_name', 'no name', () => ({ name: '' })],
  ['person_name', 'no place in lists', () => ({ sort_key: '' })],
  ['person_name', 'an unknown gender', () => ({ gender: 'x' })],
  ['person_contact', 'an unknown channel', () => ({ channel: 'telepathy' })],
  ['person_contact', 'no value', () => ({ value: '' })],
  ['mandate', 'an unknown accession', () => ({ accession: 'crowned' })],
  ['mandate', 'an unknown cause', () => ({ end_cause: 'boredom' })],
  ['mandate', 'a cause without an end', () => ({ valid: '[2000-01-01,)', to_precision: null })],
  ['mandate', 'an expected end without its precision', () => ({ expected_end_precision: null })],
  ['mandate', 'a second holder of the office on the same days', () => ({ valid: '[2019-12-01,2020-01-01)' })],
  [
    'mandate',
    'a second head of the party on the same days, under another title',
    ({ otherOffice }) => ({ office_id: otherOffice, valid: '[2019-12-01,2020-01-01)' }),
  ],
  ['seat', 'an unknown function', () => ({ function: 'king' })],
  ['seat', 'a person who is not', () => ({ person_id: randomUUID() })],
  ['person_redaction', 'a revision that is not', () => ({ revision: 999 })],
  ['mandate_question', 'no recipient', () => ({ recipient: '' })],
  ['mandate_question', 'an unknown language', () => ({ lang: 'de' })],
  ['mandate_question', 'nobody who asked', () => ({ asked_by: '' })],
  ['mandate_question', 'closed before it was asked', () => ({ closed_at: '2020-01-01T00:00:00Z' })],
  ['mandate_question', 'two open questions about one mandate', ({ question }) => ({ mandate_id: question })],
  ['mandate_reminder', 'of no question', () => ({ question_id: randomUUID() })],
  ['mandate_reminder', 'before the first', () => ({ number: 0 })],
  ['mandate_reminder', 'by nobody', () => ({ by: '' })],
  ['contact_erasure', 'a revision that is not', () => ({ revision: 999 })],
  ['contact_erasure', 'of nobody', () => ({ person_id: randomUUID() })],
  ['register_setting', 'an unknown rule', () => ({ name: 'quorum' })],
  ['register_setting', 'neither yes nor no', () => ({ name: 'asks', value: '1' })],
  ['register_setting', 'a number in words', () => ({ value: 'trois' })],
  ['register_setting', 'no months at all', () => ({ value: '0' })],
  ['register_setting', 'ten reminders', () => ({ name: 'most_reminders', value: '10' })],
  ['register_setting', 'no reason', () => ({ reason: '' })],
  ['register_setting', 'nobody who decided it', () => ({ by: '' })],
  ['mandate_answer', 'an unknown answer', () => ({ answer: 'maybe' })],
  ['mandate_answer', 'a change that changed nothing', () => ({ revision: null })],
  ['mandate_answer', 'an ignorance that changed something', () => ({ answer: 'unknown', handled_at: null, handled_by: null })],
  [
    'mandate_answer',
    'a successor where nothing changed',
    () => ({ answer: 'unchanged', successor: 'X', handled_at: null, handled_by: null }),
  ],
  ['mandate_answer', 'a date without its precision', () => ({ changed_on: '2026-01-01' })],
  ['mandate_answer', 'an unknown precision', () => ({ changed_on: '2026-01-01', changed_on_precision: 'century' })],
  ['mandate_answer', 'dealt with by nobody', () => ({ handled_by: null })],
  ['mandate_answer', 'nothing to deal with, dealt with', () => ({ answer: 'unchanged' })],
  ['revision', 'a salt without a digest', () => ({ digest: null })],
  ['revision', 'redacted without a digest', () => ({ salt: null, digest: null, redacted_in: 1 })],
  ['journal_entry', 'an operation that redacts and a change that does not', () => ({ change: 'correct' })],
  ['journal_entry', 'a change that redacts and an operation that does not', () => ({ operation: 'record' })],
];

test.for(Object.keys(rows))('the database refuses each wrong row of %s', async (table, { act }) => {
  const ground = await prepare(act());
  expect(await attempt(act(), table, rows[table]!(ground)), 'the row without a fault').toBe('kept');
  for (const [, what, fault] of violations.filter(([name]) => name === table)) {
    expect(await attempt(act(), table, { ...rows[table]!(ground), ...fault(ground) }), what).toMatch(
      /check constraint|foreign key|not-null|unique constraint|exclusion constraint/,
    );
  }
});

async function prepare(act: Act): Promise<Ground> {
  return revise(act, async (rev) => {
    const { db } = rev.act;
    const lome = await createTestParty(rev, { name: 'Lomé', kind: 'local_authority' });
    const { officeId, personId } = await createMandate(rev, {
      partyId: lome.id,
      slug: 'lome-mayor',
      name: 'Afi Mawuko',
      from: '2019-10-01',
    });
    const body = await createBody(rev, { slug: 'bureau', institutionId: lome.id, kind: 'bureau', nameFr: 'Bureau' });
    const eventId = randomUUID();
    await db.insert(event).values({ id: eventId, slug: 'election', revision: rev.number });
    const [unknown, voted] = [randomUUID(), randomUUID()];
    for (const id of [unknown, voted]) {
      await db.insert(event).values({ id, slug: `election-${id}`, revision: rev.number });
      await createElection(rev, { eventId: id, stateId: lome.id });
    }
    await recordFact(rev, factKinds.votingDay, {
      from: null,
      to: null,
      certainty: 'confirmed',
      sourceId: await createTestSource(rev),
      values: { eventId: voted, votesOn: Temporal.PlainDate.from('2025-07-17') },
    });
    const ground = {
      lome: lome.id,
      body,
      office: officeId,
      otherOffice: await createOffice(rev, { partyId: lome.id, title: 'governor', slug: 'lome-governor' }),
      person: personId,
      source: await createTestSource(rev),
      question: '',
      event: eventId,
      election: unknown,
      voted,
    };
    // The question's identifier serves as that of its mandate too: a second open question about it is planted above.
    const question = randomUUID();
    const [made] = await db
      .insert(mandateQuestion)
      .values({
        id: question,
        mandateId: question,
        partyId: lome.id,
        personId,
        recipient: 'a@exemple.org',
        lang: 'fr',
        askedAt: act.now,
        askedBy: 'Awa',
      })
      .returning();
    expect(await db.$count(seat)).toBe(0);
    return { ...ground, question: made!.id };
  });
}

function asked({ lome, person }: Ground): Row {
  const at = '2026-11-23T09:00:00Z';
  return {
    id: randomUUID(),
    party_id: lome,
    person_id: person,
    recipient: 'b@exemple.org',
    lang: 'fr',
    asked_at: at,
    asked_by: 'Awa',
  };
}

function fact({ source }: Ground): Row {
  return {
    id: randomUUID(),
    fact_id: randomUUID(),
    valid: '(,)',
    from_precision: null,
    to_precision: null,
    recorded: '[2,)',
    source_id: source,
    certainty: 'confirmed',
    retained: true,
  };
}

/** Does it and undoes it; says why it was refused, or that it was kept. */
async function attempt({ db }: Act, table: string, row: Row): Promise<string> {
  const kept = new Error('kept');
  try {
    await db.transaction(async (tx) => {
      const json = JSON.stringify(row);
      // The name of the table comes from the list above; the database builds the statement.
      await tx.execute(sql`create function pg_temp.put(t text, r jsonb) returns void language plpgsql as $$
        begin execute format('insert into %I select * from jsonb_populate_record(null::%I, $1)', t, t) using r; end $$`);
      await tx.execute(sql`select pg_temp.put(${table}, ${json}::jsonb)`);
      throw kept;
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
  return 'unreachable';
}
