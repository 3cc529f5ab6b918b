import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { addDelegation, changeQuota, nominate } from '../delegations/commands.ts';
import { createTestEvent, createTestMeeting, people, testSettings } from '../factories.ts';
import { prepareMeeting } from '../meetings/commands.ts';
import { findMeeting } from '../meetings/queries.ts';
import { arrivalScan } from '../schema.ts';
import { mergeScans, recordArrival } from './commands.ts';
import { scansInput } from './input.ts';
import { listExpected } from './queries.ts';

const test = databaseTest();
const slug = 'congres-2027';
const at = (minutes: number) => Temporal.Instant.from('2027-05-20T08:00:00Z').add({ minutes });

/** An event to which so many people of Lomé are delegated. @returns their identifiers, by name */
async function createDelegates(act: Act, count: number): Promise<string[]> {
  const ids = await createTestMeeting(act);
  await addDelegation(act, slug, { party: 'Lomé' });
  await changeQuota(act, slug, ids['lome']!, { quota: count });
  for (let number = 1; number <= count; number += 1)
    await nominate(act, slug, ids['lome']!, {
      name: `Personne ${String(number).padStart(3, '0')}`,
      role: null,
      email: null,
      lang: 'fr',
      isHead: false,
    });
  return (await listExpected(act, (await findMeeting(act, slug)).id)).map(({ delegate }) => delegate.id);
}

test('arrivals seen by two devices merge as a set: the first holds, every one is kept, none twice', async ({ act, db }) => {
  const { marc } = people(act);
  const [one, other] = await createDelegates(marc, 3);
  const north = [
    { id: randomUUID(), delegate: one!, at: at(10) },
    { id: randomUUID(), delegate: other!, at: at(11) },
  ];
  const south = [{ id: randomUUID(), delegate: one!, at: at(4) }];
  await mergeScans(marc, slug, { device: 'nord', scans: north });
  await mergeScans(marc, slug, { device: 'sud', scans: south });
  await mergeScans(marc, slug, { device: 'nord', scans: north });
  const expected = await listExpected(marc, (await findMeeting(marc, slug)).id);
  expect(expected.map(({ scans }) => scans.map(({ device, at }) => `${device} ${at.toString().slice(11, 16)}`))).toEqual([
    ['sud 08:04', 'nord 08:10'],
    ['nord 08:11'],
    [],
  ]);
  expect(await db.select().from(arrivalScan)).toHaveLength(3);
});

test(
  'whatever the order of the devices, the pieces they send and how often, the merged set is the same',
  { timeout: 120_000 },
  async ({ act, db }) => {
    const { marc } = people(act);
    const delegates = await createDelegates(marc, 5);
    const scan = fc.record({
      id: fc.uuid({ version: 4 }),
      delegate: fc.constantFrom(...delegates),
      minutes: fc.integer({ min: 0, max: 600 }),
      device: fc.constantFrom('nord', 'sud'),
    });
    const undone = new Error('over');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(scan, { maxLength: 12, selector: ({ id }) => id }),
        fc.array(fc.nat(11), { maxLength: 24 }),
        async (scans, order) => {
          await db
            .transaction(async (tx) => {
              const inside = { ...marc, db: tx };
              const send = (one: (typeof scans)[number]) =>
                mergeScans(inside, slug, { device: one.device, scans: [{ id: one.id, delegate: one.delegate, at: at(one.minutes) }] });
              for (const index of order) if (scans[index]) await send(scans[index]);
              for (const one of scans) await send(one);
              expect((await tx.select().from(arrivalScan)).map(({ id }) => id).toSorted()).toEqual(scans.map(({ id }) => id).toSorted());
              for (const { delegate, scans: seen } of await listExpected(inside, (await findMeeting(inside, slug)).id)) {
                const own = scans.filter((one) => one.delegate === delegate.id).map(({ minutes }) => minutes);
                expect(seen[0]?.at.toString()).toBe(own.length > 0 ? at(Math.min(...own)).toString() : undefined);
              }
              throw undone;
            })
            .catch((error: unknown) => {
              if (error !== undone) throw error;
            });
        },
      ),
      { numRuns: 25 },
    );
  },
);

test('a badge of another event, or of nobody, is handed back and not kept', async ({ act }) => {
  const { marc, reader } = people(act);
  const [one] = await createDelegates(marc, 1);
  await createTestEvent(marc, 'seminaire');
  await prepareMeeting(marc, { event: 'seminaire', ...testSettings });
  const scan = { id: randomUUID(), delegate: one!, at: at(0) };
  expect(await mergeScans(marc, 'seminaire', { device: 'nord', scans: [scan] })).toEqual({ kept: [], unknown: [scan.id] });
  await expect(recordArrival(marc, 'seminaire', one!, 'accueil')).rejects.toThrow(Missing);
  await expect(mergeScans(reader, slug, { device: 'nord', scans: [scan] })).rejects.toThrow(Forbidden);
});

test.for([
  { device: '', scans: [] },
  { device: 'nord', scans: [{ id: 'x', delegate: randomUUID(), at: at(0).toString() }] },
  { device: 'nord', scans: [{ id: randomUUID(), delegate: randomUUID(), at: 'hier' }] },
  { device: 'nord' },
  null,
])('what a device sends and is no arrival is refused: %j', (sent) => expect(scansInput.safeParse(sent).success).toBe(false));
