import { randomUUID } from 'node:crypto';
import { eq, getTableName, type Table } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { expect } from 'vitest';
import type { Db } from '../../kernel/db/db.ts';
import { databaseTest } from '../../kernel/db/testing.ts';
import { createApplication, createNetworkParties } from './factories.ts';
import {
  applicationDocument,
  applicationStep,
  capException,
  capitalOpinion,
  correctionProposal,
  membershipApplication,
  membershipChange,
  membershipSetting,
  opinionReminder,
  opinionRequest,
} from './schema.ts';

const test = databaseTest(async (act) => void (await createNetworkParties(act)));
const day = Temporal.PlainDate.from('2026-11-23');
const now = Temporal.Instant.from('2026-11-23T09:00:00Z');
const done = { at: now, by: 'Awa Diop' };

/** One valid row of each table, for an application; what is wrong is put over it. */
function rowsOf(applicationId: string, stateId: string) {
  const id = randomUUID();
  const request = {
    id,
    applicationId,
    addressee: 'M.',
    email: 'a@b.example',
    lang: 'fr' as const,
    answerBy: day,
    askedAt: now,
    askedBy: 'Awa Diop',
  };
  return {
    membership_setting: { id, name: 'opinion_days' as const, value: '30', appliesFrom: day, reason: 'Essai.', ...done },
    membership_application: { id, contactEmail: 'a@b.example', lang: 'fr' as const, createdAt: now, createdBy: 'Awa Diop' },
    application_step: { id, applicationId, number: 9, state: 'examined' as const, onDay: day, ...done },
    opinion_request: request,
    capital_opinion: {
      id,
      applicationId,
      opinion: 'favourable' as const,
      signatory: 'M.',
      receivedOn: day,
      channel: 'paper' as const,
      ...done,
    },
    cap_exception: { applicationId, stateId, counted: 10, most: 10, reason: 'Essai.', ...done },
    membership_change: {
      id,
      partyId: stateId,
      change: 'suspension' as const,
      startsOn: day,
      decision: 'Bureau',
      reason: 'Essai.',
      factId: randomUUID(),
      ...done,
    },
    correction_proposal: { id, partyId: stateId, proposal: 'Essai.', ...done },
  };
}

const tables = {
  membership_setting: membershipSetting,
  membership_application: membershipApplication,
  application_step: applicationStep,
  opinion_request: opinionRequest,
  capital_opinion: capitalOpinion,
  cap_exception: capException,
  membership_change: membershipChange,
  correction_proposal: correctionProposal,
};
type Name = keyof typeof tables;

test.for<[Name, Record<string, unknown>]>([
  ['membership_setting', { value: '0' }],
  ['membership_setting', { value: 'trente' }],
  ['membership_setting', { name: 'associations_count', value: '1' }],
  ['membership_setting', { name: 'network', value: 'aimf' }],
  ['membership_setting', { name: 'quorum' }],
  ['membership_setting', { reason: '' }],
  ['membership_application', { reference: '2026-1' }],
  ['membership_application', { reference: '2026-009' }],
  ['membership_application', { name: '' }],
  ['membership_application', { category: 'honorary' }],
  ['membership_application', { contactEmail: 'personne' }],
  ['membership_application', { stateId: randomUUID() }],
  ['application_step', { number: 0 }],
  ['application_step', { number: 1 }],
  ['application_step', { onDay: null }],
  ['application_step', { state: 'accepted' }],
  ['application_step', { decisionCode: 'ag-2026-1-1' }],
  ['application_step', { state: 'admitted', decisionCode: 'Aucun' }],
  ['application_step', { applicationId: randomUUID() }],
  ['opinion_request', { email: '' }],
  ['opinion_request', { closedAt: now.subtract({ hours: 1 }) }],
  ['capital_opinion', { opinion: 'reserved' }],
  ['capital_opinion', { opinion: 'neutral' }],
  ['capital_opinion', { channel: 'link' }],
  ['capital_opinion', { signatory: '' }],
  ['cap_exception', { counted: 9 }],
  ['cap_exception', { reason: '' }],
  ['membership_change', { change: 'deletion' }],
  ['membership_change', { decision: '' }],
  ['correction_proposal', { outcome: 'done' }],
  ['correction_proposal', { outcome: 'declined', settledAt: now, settledBy: 'Awa Diop' }],
  ['correction_proposal', { settledAt: now }],
])('the database refuses in %s: %j', async ([name, wrong], { act, db }) => {
  const { applicationId, stateId } = await someIds(act(), db);
  const row = rowsOf(applicationId, stateId)[name];
  await expect(insert(db, tables[name], { ...row, ...wrong })).rejects.toThrow();
  await insert(db, tables[name], row);
});

test('one question at a time is open to a capital, one exception is signed, one reminder has each number', async ({ act, db }) => {
  const { applicationId, stateId } = await someIds(act(), db);
  const rows = rowsOf(applicationId, stateId);
  await insert(db, opinionRequest, rows.opinion_request);
  await expect(insert(db, opinionRequest, { ...rows.opinion_request, id: randomUUID() })).rejects.toThrow();
  await insert(db, opinionRequest, { ...rows.opinion_request, id: randomUUID(), closedAt: now });
  const reminder = { requestId: rows.opinion_request.id, number: 1, at: now };
  await insert(db, opinionReminder, reminder);
  await expect(insert(db, opinionReminder, reminder)).rejects.toThrow();
  await expect(insert(db, opinionReminder, { ...reminder, number: 0 })).rejects.toThrow();
  await insert(db, capException, rows.cap_exception);
  await expect(insert(db, capException, rows.cap_exception)).rejects.toThrow();
});

test('what happened is never rewritten nor deleted; a draft that nobody sent in may be forgotten', async ({ act, db }) => {
  const { applicationId, stateId } = await someIds(act(), db);
  const rows = rowsOf(applicationId, stateId);
  for (const name of ['membership_setting', 'capital_opinion', 'cap_exception', 'membership_change'] as const) {
    await insert(db, tables[name], rows[name]);
    await expect(
      attempt(db, (tx) => tx.update(tables[name] as typeof membershipSetting).set({ reason: 'Autre.', by: 'X' })),
    ).rejects.toThrow();
    await expect(
      attempt(db, (tx) => tx.delete(tables[name])),
      getTableName(tables[name] as Table),
    ).rejects.toThrow();
  }
  await expect(attempt(db, (tx) => tx.update(applicationStep).set({ by: 'X' }))).rejects.toThrow();
  await expect(attempt(db, (tx) => tx.delete(applicationStep))).rejects.toThrow();
  await expect(attempt(db, (tx) => tx.delete(membershipApplication).where(eq(membershipApplication.id, applicationId)))).rejects.toThrow();
  const draft = await createApplication(act(), 'draft');
  await db.delete(applicationDocument).where(eq(applicationDocument.applicationId, draft));
  await db.delete(applicationStep).where(eq(applicationStep.applicationId, draft));
  expect(await db.delete(membershipApplication).where(eq(membershipApplication.id, draft)).returning()).toHaveLength(1);
});

async function someIds(act: Parameters<typeof createApplication>[0], db: Db): Promise<{ applicationId: string; stateId: string }> {
  const applicationId = await createApplication(act, 'submitted');
  const [row] = await db.select().from(membershipApplication).where(eq(membershipApplication.id, applicationId));
  return { applicationId, stateId: row!.stateId! };
}

async function insert(db: Db, table: PgTable, row: Record<string, unknown>): Promise<void> {
  await attempt(db, (tx) => tx.insert(table).values(row));
}

/** In a savepoint: what the database refuses does not end the test's transaction. */
async function attempt(db: Db, write: (tx: Db) => PromiseLike<unknown>): Promise<void> {
  await db.transaction(async (tx) => void (await write(tx)));
}
