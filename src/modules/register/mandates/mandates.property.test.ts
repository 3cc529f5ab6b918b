import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect } from 'vitest';
import { undone } from '../../../../test/undone.ts';
import type { Act } from '../../../kernel/act.ts';
import type { PartialDate } from '../../../kernel/dates.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Invalid, Missing } from '../../../kernel/errors.ts';
import { createBody, giveSeat } from '../bodies/commands.ts';
import { getComposition } from '../bodies/queries.ts';
import { createMandate, createTestParty, createTestSource, revise } from '../factories.ts';
import { factKinds } from '../facts/kinds.ts';
import { correctFact, retractFact } from '../facts/record.ts';
import { revisionAt } from '../facts/revision.ts';
import { beginMandate, endMandate } from './commands.ts';
import { findHeads, listMandates } from './queries.ts';

// Whatever mandates begin, end, are corrected, confirmed and retracted, and whatever seats are given, an office has one head
// at most on any day, and a seat is held only while its person is the sitting head.

const test = databaseTest();

/** A day, as a number from the first of January 2020; null is open. */
type Day = number | null;

type Operation =
  | { do: 'begin'; party: number; title: number; from: Day; to: Day; expected: Day; ends: boolean }
  | { do: 'end'; mandate: number; to: number }
  | { do: 'correct'; mandate: number; from: Day; to: Day; certainty: number; confirmed: Day }
  | { do: 'retract'; mandate: number }
  | { do: 'seat'; party: number; from: number; to: Day };

const lastDay = 8;
const day = fc.nat(lastDay);
const open = fc.option(day, { freq: 3 });
const mostlyKnown = fc.option(day, { freq: 9 });
const mandate = fc.nat(20);
const titles = ['mayor', 'special_delegation_head'] as const;
const certainties = ['confirmed', 'confirmed', 'probable', 'disputed'] as const;

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('begin'),
      party: fc.nat(1),
      title: fc.nat(1),
      from: mostlyKnown,
      to: open,
      expected: open,
      ends: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end'), mandate, to: day }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('correct'), mandate, from: mostlyKnown, to: open, certainty: fc.nat(3), confirmed: open }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retract'), mandate }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('seat'), party: fc.nat(1), from: day, to: open }) },
) as fc.Arbitrary<Operation>;

test(
  'one head at most for an office on any day; a seat is held only while its person is the sitting head',
  { timeout: 120_000 },
  async ({ act, db }) => {
    const taken = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 6, maxLength: 14 }), (operations) =>
        undone(db, async (db) => {
          const me = { ...act(), db };
          const ground = await prepare(me);
          for (const one of operations) {
            const road = await perform(me, ground, one);
            taken.set(road, (taken.get(road) ?? 0) + 1);
          }
          const last = await revisionAt(db, null);
          expect(await listClashes(db)).toEqual([]);
          for (let number = 0; number <= lastDay + 1; number += 1) {
            const at = { on: dayOf(number)!, revision: last };
            const current = await listMandates(db, at, { current: true });
            expect(new Set(current.map(({ officeId }) => officeId)).size, 'one a office').toBe(current.length);
            const heads = await findHeads(db, at);
            for (const seat of await getComposition(db, ground.body, at)) {
              const head = heads.get(seat.party.id);
              const isSitting = head?.person.id === seat.person.id && head.standing === 'sitting';
              expect(seat.standing === 'held', `seat on day ${number}`).toBe(isSitting);
              if (seat.standing === 'held') taken.set('a seat held', (taken.get('a seat held') ?? 0) + 1);
              if (seat.standing === 'vacant') taken.set('a seat vacant', (taken.get('a seat vacant') ?? 0) + 1);
            }
          }
        }),
      ),
      { numRuns: 20 },
    );
    const roads = [
      'begin kept',
      'begin refused',
      'end kept',
      'correct kept',
      'correct refused',
      'retract kept',
      'seat kept',
      'seat refused',
      'a seat held',
      'a seat vacant',
    ];
    for (const road of roads) expect(taken.get(road), road).toBeGreaterThan(0);
  },
);

interface Ground {
  parties: string[];
  body: string;
  source: string;
  mandates: string[];
}

async function prepare(act: Act): Promise<Ground> {
  return revise(act, async (rev) => {
    const network = await createTestParty(rev, { name: 'Réseau', kind: 'network' });
    const parties = [];
    for (const name of ['Lomé', 'Kara']) parties.push((await createTestParty(rev, { name, kind: 'local_authority' })).id);
    const source = await createTestSource(rev);
    const mandates = [];
    // Someone is in office to begin with, so that much is tried on what is there.
    for (const [index, partyId] of parties.entries())
      mandates.push(
        (await createMandate(rev, { partyId, slug: `office-${index}`, name: `Première personne ${index}`, from: '2020-01-02' })).factId,
      );
    const body = await createBody(rev, { slug: 'bureau', institutionId: network.id, kind: 'bureau', nameFr: 'Bureau' });
    return { parties, body, source, mandates };
  });
}

/** Does one operation as one revision. @returns what came of it, for the counts of what was tried */
async function perform(act: Act, ground: Ground, one: Operation): Promise<string> {
  const fact = 'mandate' in one ? ground.mandates[one.mandate % Math.max(ground.mandates.length, 1)] : '';
  if (fact === undefined) return 'nothing to change';
  try {
    await revise(act, async (rev) => {
      switch (one.do) {
        case 'begin': {
          const { factId } = await beginMandate(rev, {
            partyId: ground.parties[one.party]!,
            title: titles[one.title]!,
            person: { name: `Personne ${ground.mandates.length}` },
            accession: 'elected',
            from: partial(one.from),
            to: partial(one.to),
            expectedEnd: partial(one.expected),
            certainty: 'confirmed',
            sourceId: ground.source,
            ...(one.ends
              ? {
                  previous: {
                    to: null,
                    cause: 'term',
                  },
                }
              : {}),
          });
          ground.mandates.push(factId);
          return;
        }
        case 'end':
          return endMandate(rev, fact, { to: partial(one.to)!, cause: 'resignation' });
        case 'correct':
          return correctFact(rev, factKinds.mandate, fact, {
            from: partial(one.from),
            to: partial(one.to),
            certainty: certainties[one.certainty]!,
            values: {
              confirmedOn: dayOf(one.confirmed),
              endCause: null,
            },
          });
        case 'retract':
          return retractFact(rev, factKinds.mandate, fact);
        default:
          await giveSeat(rev, {
            bodyId: ground.body,
            partyId: ground.parties[one.party]!,
            function: 'member',
            from: partial(one.from),
            to: partial(one.to),
            certainty: 'confirmed',
            sourceId: ground.source,
          });
      }
    });
    return `${one.do} kept`;
  } catch (error) {
    if (!(error instanceof Invalid) && !(error instanceof Missing)) throw error;
    return `${one.do} refused`;
  }
}

/** Two mandates of one office that share a day and a revision: the database should hold none, at any revision. */
async function listClashes(db: Db): Promise<unknown[]> {
  const { rows } = await db.execute(sql`
    select one.id from mandate one join mandate other on other.office_id = one.office_id and other.id > one.id
    where one.retained and other.retained and one.valid && other.valid and one.recorded && other.recorded`);
  return rows;
}

function dayOf(number: Day): Temporal.PlainDate | null {
  return number === null ? null : Temporal.PlainDate.from('2020-01-01').add({ days: number });
}

function partial(number: Day): PartialDate | null {
  const date = dayOf(number);
  return date && { date, precision: 'day' };
}
