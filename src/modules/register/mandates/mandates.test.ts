import { expect } from 'vitest';
import { randomUUID } from 'node:crypto';
import type { Act } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { createElection } from '../elections/commands.ts';
import { createMandate, createTestParty, createTestSource, partial, revise } from '../factories.ts';
import { factKinds } from '../facts/kinds.ts';
import { correctFact, endFact, recordFact } from '../facts/record.ts';
import { revisionAt } from '../facts/revision.ts';
import { event } from '../schema.ts';
import { findHeads, listElectionOpenings, listMandates } from './queries.ts';

const test = databaseTest();
const day = (text: string) => Temporal.PlainDate.from(text);

test('the head of a city on a day is who held its office then, as it was known then', async ({ act }) => {
  const { cityId, officeId, factId } = await createCity(act());
  const before = await revisionAt(act().db, null);
  await revise(act(), async (rev) => {
    await endFact(rev, factKinds.mandate, factId, { to: partial('2025-10-02') });
    await createMandate(rev, { officeId, name: 'Koffi MENSAH', from: '2025-10-02' });
  });
  const now = await revisionAt(act().db, null);
  const head = async (on: string, revision: number) => (await findHeads(act().db, { on: day(on), revision }, [cityId])).get(cityId);
  expect(await head('2025-10-01', now)).toMatchObject({ person: { name: 'Awa DIOP', sortKey: 'DIOP, Awa' }, standing: 'sitting' });
  expect(await head('2025-10-02', now)).toMatchObject({ person: { name: 'Koffi MENSAH' }, standing: 'sitting' });
  expect(await head('2025-10-02', before)).toMatchObject({ person: { name: 'Awa DIOP' }, standing: 'sitting' });
  expect(await head('2018-01-01', now)).toBeUndefined();
  const all = await listMandates(act().db, { on: day('2026-01-01'), revision: now }, { partyIds: [cityId] });
  expect(all.map(({ person, standing }) => [person.name, standing])).toEqual([
    ['Koffi MENSAH', 'sitting'],
    ['Awa DIOP', 'ended'],
  ]);
});

test('two heads of one city at the same time are refused', async ({ act }) => {
  const { officeId } = await createCity(act());
  await expect(revise(act(), (rev) => createMandate(rev, { officeId, name: 'Koffi Mensah', from: '2025' }))).rejects.toThrow(
    'Cette collectivité a déjà quelqu’un à sa tête à ces dates',
  );
});

test('an election that slides leaves the outgoing head uncertain from the vote on, until someone vouches for them', async ({ act }) => {
  const { cityId, stateId, factId } = await createCity(act());
  const eventId = randomUUID();
  await revise(act(), async (rev) => {
    await rev.act.db.insert(event).values({ id: eventId, slug: 'election-des-maires', revision: rev.number });
    await createElection(rev, { eventId, stateId });
    await recordFact(rev, factKinds.votingDay, {
      from: null,
      to: null,
      certainty: 'confirmed',
      sourceId: await createTestSource(rev),
      values: { eventId, votesOn: day('2025-07-17') },
    });
  });
  const standing = async (on: string) => {
    const heads = await findHeads(act().db, { on: day(on), revision: await revisionAt(act().db, null) }, [cityId]);
    return heads.get(cityId)?.standing;
  };
  expect(await standing('2025-07-16')).toBe('sitting');
  expect(await standing('2025-07-17')).toBe('unconfirmed');
  await revise(act(), (rev) => correctFact(rev, factKinds.mandate, factId, { values: { confirmedOn: day('2025-11-01') } }));
  expect([await standing('2025-10-31'), await standing('2025-11-01')]).toEqual(['unconfirmed', 'sitting']);
});

test('an election without a known vote opens on the earliest day ever announced; a cancelled one never', async ({ act }) => {
  const { stateId } = await createCity(act());
  const eventId = randomUUID();
  await revise(act(), async (rev) => {
    await rev.act.db.insert(event).values({ id: eventId, slug: 'election-des-maires', revision: rev.number });
    await createElection(rev, { eventId, stateId });
    const said = { eventId, nameFr: 'Élection des maires', stateId, datePrecision: 'day' } as const;
    const context = { certainty: 'confirmed', sourceId: await createTestSource(rev) } as const;
    const announce = (from: string, to: string | null, starts: string | null, status: 'announced' | 'moved' | 'cancelled') =>
      recordFact(rev, factKinds.occurrence, {
        ...context,
        from: partial(from),
        to: to ? partial(to) : null,
        values: { ...said, status, startsOn: starts ? day(starts) : null, datePrecision: starts ? 'day' : null },
      });
    await announce('2025-07-20', '2025-08-30', '2025-09-02', 'announced');
    await announce('2025-08-30', '2026-01-01', '2025-09-17', 'moved');
    await announce('2026-01-01', null, null, 'cancelled');
  });
  const opens = async (on: string) =>
    (await listElectionOpenings(act().db, { on: day(on), revision: await revisionAt(act().db, null) })).map((one) => one.opens.toString());
  expect(await opens('2025-07-19')).toEqual([]);
  expect(await opens('2025-12-31')).toEqual(['2025-09-02']);
  expect(await opens('2026-01-01')).toEqual([]);
});

/** Lomé, part of Togo, whose mayor since 2019 is Awa Diop. */
async function createCity(act: Act) {
  return revise(act, async (rev) => {
    const state = await createTestParty(rev, { name: 'Togo' });
    const city = await createTestParty(rev, { name: 'Lomé', kind: 'local_authority' });
    await recordFact(rev, factKinds.partyLink, {
      from: null,
      to: null,
      certainty: 'confirmed',
      sourceId: await createTestSource(rev),
      values: { partyId: city.id, link: 'part_of', targetId: state.id },
    });
    const { officeId, factId } = await createMandate(rev, {
      partyId: city.id,
      slug: 'maire-de-lome',
      name: 'Awa DIOP',
      from: '2019-07-01',
    });
    return { cityId: city.id, stateId: state.id, officeId, factId };
  });
}
