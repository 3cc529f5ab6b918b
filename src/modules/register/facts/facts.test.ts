import { and, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { databaseTest, testNow } from '../../../kernel/db/testing.ts';
import { Invalid, Missing } from '../../../kernel/errors.ts';
import { createStatus, createTestParty, createTestSource, partial, revise } from '../factories.ts';
import { party, status } from '../schema.ts';
import { asOf, undated } from './as-of.ts';
import { sealJournal, verifyJournal } from './journal.ts';
import { factKinds } from './kinds.ts';
import { correctFact, endFact, recordFact, retainFact, retractFact } from './record.ts';
import { revisionAt } from './revision.ts';

const test = databaseTest();

test('a fact is read on the days on which it is true, as the register knew it at a revision', async ({ act, db }) => {
  const { fact } = await senegalInTheOif(act(), { from: '1970' });
  await revise(act(), (rev) => endFact(rev, factKinds.status, fact, { to: partial('2025-03-17') }));

  expect(await statusOn(db, '2025-03-16', 2)).toBe('member');
  expect(await statusOn(db, '2025-03-17', 2)).toBeNull();
  expect(await statusOn(db, '2025-03-17', 1), 'before the end was known').toBe('member');
  expect(await statusOn(db, '1969-12-31', 2)).toBeNull();
});

test('a correction changes what is read, and not what was read before it', async ({ act, db }) => {
  const { fact } = await senegalInTheOif(act(), { from: '2016' });
  await revise(act(), (rev) => correctFact(rev, factKinds.status, fact, { values: { status: 'associate' }, from: partial('2018') }));

  expect(await statusOn(db, '2017-06-01', 2)).toBeNull();
  expect(await statusOn(db, '2020-01-01', 2)).toBe('associate');
  expect(await statusOn(db, '2017-06-01', 1)).toBe('member');
});

test('a retraction removes a fact from what the register holds, and not from its history', async ({ act, db }) => {
  const { fact } = await senegalInTheOif(act(), {});
  await revise(act(), (rev) => retractFact(rev, factKinds.status, fact));

  expect(await statusOn(db, '2020-01-01', 2)).toBeNull();
  expect(await statusOn(db, '2020-01-01', 1)).toBe('member');
  await expect(revise(act(), (rev) => retractFact(rev, factKinds.status, fact))).rejects.toThrow(Missing);
});

test('two facts on one subject may follow each other and never overlap', async ({ act, db }) => {
  const { senegal, oif } = await senegalInTheOif(act(), { from: '2016', to: '2024', status: 'associate' });
  await expect(revise(act(), (rev) => createStatus(rev, { partyId: senegal, institutionId: oif, from: '2023' }))).rejects.toThrow(Invalid);
  await revise(act(), (rev) => createStatus(rev, { partyId: senegal, institutionId: oif, from: '2024' }));

  expect(await statusOn(db, '2023-12-31', 2)).toBe('associate');
  expect(await statusOn(db, '2024-01-01', 2)).toBe('member');
});

test('a fact that ends before it starts is refused, and leaves no revision behind', async ({ act, db }) => {
  await expect(senegalInTheOif(act(), { from: '2024', to: '2023' })).rejects.toThrow('La fin doit venir après le début.');
  expect(await revisionAt(db, null)).toBe(0);
});

test('where sources disagree each claim stands, and one is retained with a reason and a name', async ({ act, db }) => {
  const { fact, senegal, oif } = await senegalInTheOif(act(), { from: '1970' });
  const claim = await revise(act(), async (rev) =>
    recordFact(rev, factKinds.status, {
      from: partial('1977'),
      to: null,
      certainty: 'confirmed',
      sourceId: await createTestSource(rev, 'Une autre source'),
      retained: false,
      values: { partyId: senegal, institutionId: oif, status: 'observer' },
    }),
  );
  expect(await statusOn(db, '1980-01-01', 2)).toBe('member');

  await revise(act(), (rev) => retainFact(rev, factKinds.status, claim, 'Le journal officiel fait foi.'));
  expect(await statusOn(db, '1980-01-01', 3)).toBe('observer');
  const [kept] = await db
    .select()
    .from(status)
    .where(and(eq(status.factId, claim), eq(status.retained, true)));
  expect(kept).toMatchObject({ retainedReason: 'Le journal officiel fait foi.', retainedBy: 'Awa Diop' });
  expect(await db.select().from(status).where(eq(status.factId, fact))).toHaveLength(2);
});

test('what was known at an instant is what the last revision at or before it held', async ({ act, db }) => {
  await senegalInTheOif(act({ now: testNow }), {});
  await revise(act({ now: testNow.add({ hours: 1 }) }), (rev) => createTestParty(rev, { name: 'Mali' }));
  await revise(act({ now: testNow.subtract({ hours: 5 }) }), (rev) => createTestParty(rev, { name: 'Niger' }));

  expect(await revisionAt(db, testNow.subtract({ seconds: 1 }))).toBe(0);
  expect(await revisionAt(db, testNow)).toBe(1);
  expect(await revisionAt(db, testNow.add({ hours: 1 })), 'a clock set back does not put a revision before another').toBe(3);
});

test('a revision bears the instant at which it was written, not that at which its preparation began', async ({ act, db }) => {
  const began = act({ now: testNow });
  await revise({ ...began, clock: () => testNow.add({ minutes: 5 }) }, (rev) => createTestParty(rev, { name: 'Mali' }));

  expect(await revisionAt(db, testNow.add({ minutes: 4 })), 'what was read meanwhile stays as it was').toBe(0);
  expect(await revisionAt(db, testNow.add({ minutes: 5 }))).toBe(1);
});

test('a status that neither a start nor a source dates is dated on no day', async ({ act, db }) => {
  await senegalInTheOif(act(), {});
  const [row] = await db.select({ undated: undated(status, { on: Temporal.PlainDate.from('2026-11-23'), revision: 1 }) }).from(status);
  expect(row).toEqual({ undated: true });
});

test('the journal rebuilds the register, and its seals chain one day to the next', async ({ act, db }) => {
  const { fact } = await senegalInTheOif(act({ now: testNow.subtract({ hours: 48 }) }), { from: '1970' });
  await revise(act(), (rev) => correctFact(rev, factKinds.status, fact, { note: 'précision' }));
  const signer = { sign: (text: string) => ({ signature: `sig:${text}`, keyId: 'k', publicKey: '' }) };
  const verifier = { verify: async (text: string, signature: string) => signature === `sig:${text}` };

  expect(await sealJournal(act(), signer)).toBe(2);
  expect(await sealJournal(act(), signer), 'the same day again').toBe(0);
  expect(await verifyJournal(db, verifier)).toMatchObject({ revisions: 2, seals: 2, faults: [] });
  expect((await verifyJournal(db, { verify: async () => false })).faults).toEqual([
    { what: 'signature', where: '2026-11-21' },
    { what: 'signature', where: '2026-11-22' },
  ]);
});

async function senegalInTheOif(act: Act, when: { from?: string; to?: string; status?: 'associate' }) {
  return revise(act, async (rev) => {
    const senegal = await createTestParty(rev, { name: 'Sénégal' });
    const oif = await createTestParty(rev, { name: 'OIF', kind: 'institution' });
    const fact = await createStatus(rev, { partyId: senegal.id, institutionId: oif.id, ...when });
    return { senegal: senegal.id, oif: oif.id, fact };
  });
}

async function statusOn(db: Db, on: string, revision: number): Promise<string | null> {
  const rows = await db
    .select({ status: status.status })
    .from(status)
    .innerJoin(party, eq(party.id, status.partyId))
    .where(and(eq(party.slug, 'senegal'), asOf(status, { on: Temporal.PlainDate.from(on), revision })));
  expect(rows.length).toBeLessThan(2);
  return rows[0]?.status ?? null;
}
