import { asc, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect } from 'vitest';
import { undone } from '../../../../test/undone.ts';
import type { Act } from '../../../kernel/act.ts';
import type { PartialDate } from '../../../kernel/dates.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Invalid } from '../../../kernel/errors.ts';
import { createTestParty, createTestSource, revise } from '../factories.ts';
import { journalEntry, measure, status, type JsonRow } from '../schema.ts';
import { asOf } from './as-of.ts';
import { factKinds, type FactKind } from './kinds.ts';
import { correctFact, endFact, recordFact, retainFact, retractFact } from './record.ts';
import { replay } from './replay.ts';
import type { Revision } from './revision.ts';

// Whatever is recorded, ended, corrected, retracted and retained, in whatever order, what the register reads is what a
// replay of its journal gives, and what the plainest model of it says; and what it once knew never changes.

const test = databaseTest();

/** A day, as a number from the first of January 2020; null is open. */
type Day = number | null;

type Operation =
  | { do: 'record'; subject: number; value: number; from: Day; to: Day; retained: boolean }
  | { do: 'end'; fact: number; to: number }
  | { do: 'correct'; fact: number; value: number; from: Day; to: Day }
  | { do: 'retract'; fact: number }
  | { do: 'retain'; fact: number };

/** The plainest register there is: what is held, by fact. */
type Held = Map<string, { subject: number; value: number; from: Day; to: Day; retained: boolean }>;

const lastDay = 9;
const day = fc.nat(lastDay);
const open = fc.option(day, { freq: 3 });
const fact = fc.nat(30);
/** Few, so that facts meet often: the status of a party in an institution, and its population. */
const subjects = 2;

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('record'),
      subject: fc.nat(subjects - 1),
      value: fc.nat(5),
      from: open,
      to: open,
      retained: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end'), fact, to: day }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('correct'), fact, value: fc.nat(5), from: open, to: open }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retract'), fact }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('retain'), fact }) },
) as fc.Arbitrary<Operation>;

/** Chance seldom leads there: two claims on one subject, of which now one is retained, now the other. */
const backAndForth: Operation[][] = [
  [
    { do: 'record', subject: 0, value: 1, from: null, to: null, retained: true },
    { do: 'record', subject: 0, value: 2, from: 3, to: null, retained: false },
  ],
  ...[1, 0, 1, 0].map((chosen): Operation[] => [{ do: 'retain', fact: chosen }]),
];

/** Nor does it often ask for what must be refused: an end before the beginning, a correction that lasts no day, a rival. */
const refusals: Operation[][] = [
  [{ do: 'record', subject: 0, value: 1, from: 5, to: null, retained: true }],
  ...[1, 2, 3].flatMap((time): Operation[][] => [
    [{ do: 'end', fact: 0, to: time }],
    [{ do: 'correct', fact: 0, value: 2, from: time, to: time }],
    [{ do: 'record', subject: 0, value: 3, from: time, to: null, retained: true }],
  ]),
];

const history = fc.array(fc.array(operation, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 12 });

test(
  'after any series of writes, asOf equals a naive replay of the journal; held facts never meet; nothing is lost',
  { timeout: 120_000 },
  async ({ act, db }) => {
    const taken = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(history, (revisions) =>
        undone(db, async (db) => {
          const ground = await prepare({ ...act(), db });
          const models: Held[] = [new Map()];
          const views: View[] = [await readView(db, 1)];
          for (const operations of revisions) {
            const before = models.at(-1)!;
            const { held, refuses, roads } = predict(before, operations);
            for (const road of roads) taken.set(road, (taken.get(road) ?? 0) + 1);
            const names = new Map<string, string>();
            const write = revise({ ...act(), db }, async (rev) => {
              for (const step of plan(before, operations)) await perform(rev, ground, step, names);
            });
            if (refuses) {
              await expect(write).rejects.toThrow(Invalid);
              continue;
            }
            await write;
            models.push(new Map([...held].map(([id, one]) => [names.get(id) ?? id, one])));
            views.push(await readView(db, models.length));
          }
          const replayed = await replayJournal(db);
          for (const [index, model] of models.entries()) {
            const view = await readView(db, index + 1);
            expect(view, `what revision ${index + 1} knew stays as it was`).toEqual(views[index]);
            expect(view).toEqual(viewOfModel(model));
            expect(view).toEqual(viewOfReplay(replayed, index + 1));
            expect(meetings(replayed, index + 1)).toEqual([]);
          }
          expect(await countRows(db), 'every row ever written is still there').toBe(replayed.length);
        }),
      ),
      { numRuns: 30, examples: [[backAndForth], [refusals]] },
    );
    const roads = [
      'record kept',
      'record refused',
      'end kept',
      'end refused',
      'correct kept',
      'correct refused',
      'retract kept',
      'retain against others',
    ];
    for (const road of roads) expect(taken.get(road), road).toBeGreaterThan(2);
  },
);

interface Ground {
  party: string;
  institution: string;
  source: string;
}

async function prepare(act: Act): Promise<Ground> {
  return revise(act, async (rev) => ({
    party: (await createTestParty(rev, { name: 'Mali' })).id,
    institution: (await createTestParty(rev, { name: 'OIF', kind: 'institution' })).id,
    source: await createTestSource(rev),
  }));
}

/** Operations as they will be done: on facts that are held, each touched once in the revision. */
type Step = { operation: Operation; target: string };

/** Drops the operations that name no fact, or one that this revision has touched: its rows are not yet anyone's past. */
function plan(before: Held, operations: Operation[]): Step[] {
  const held = new Map(before);
  const touched = new Set<string>();
  return operations.flatMap((operation, index): Step[] => {
    if (operation.do === 'record') {
      const target = `new ${index}`;
      touched.add(target);
      apply(held, { operation, target });
      return [{ operation, target }];
    }
    const ids = [...held.keys()];
    const target = ids[operation.fact % Math.max(ids.length, 1)];
    if (!target || touched.has(target)) return [];
    const rivals = operation.do === 'retain' ? rivalsOf(held, target, held.get(target)!) : [];
    if (rivals.some((id) => touched.has(id))) return [];
    for (const id of [target, ...rivals]) touched.add(id);
    apply(held, { operation, target });
    return [{ operation, target }];
  });
}

/** What the register will hold, whether it must refuse the whole revision, and which roads that takes. */
function predict(before: Held, operations: Operation[]): { held: Held; refuses: boolean; roads: string[] } {
  const held: Held = new Map(before);
  const roads: string[] = [];
  for (const step of plan(before, operations)) {
    const contested = step.operation.do === 'retain' && rivalsOf(held, step.target, held.get(step.target)!).length > 0;
    const accepted = apply(held, step);
    roads.push(contested ? 'retain against others' : `${step.operation.do} ${accepted ? 'kept' : 'refused'}`);
    if (!accepted) return { held, refuses: true, roads };
  }
  return { held, refuses: false, roads };
}

/** Does one step on the model; false where the register must refuse it. */
function apply(held: Held, { operation, target }: Step): boolean {
  if (operation.do === 'retract') return held.delete(target);
  if (operation.do === 'retain') {
    const chosen = held.get(target)!;
    for (const id of rivalsOf(held, target, chosen)) held.set(id, { ...held.get(id)!, retained: false });
    held.set(target, { ...chosen, retained: true });
    return true;
  }
  const known = held.get(target);
  const next =
    operation.do === 'record'
      ? { subject: operation.subject, value: operation.value, from: operation.from, to: operation.to, retained: operation.retained }
      : operation.do === 'end'
        ? { ...known!, to: operation.to }
        : { ...known!, value: operation.value, from: operation.from, to: operation.to };
  if (next.from !== null && next.to !== null && next.from >= next.to) return false;
  if (next.retained && rivalsOf(held, target, next).length > 0) return false;
  held.set(target, next);
  return true;
}

function rivalsOf(held: Held, target: string, one: { subject: number; from: Day; to: Day }): string[] {
  return [...held]
    .filter(([id, other]) => id !== target && other.retained && other.subject === one.subject && meet(one, other))
    .map(([id]) => id);
}

function meet(a: { from: Day; to: Day }, b: { from: Day; to: Day }): boolean {
  return (a.from ?? -1) < (b.to ?? Infinity) && (b.from ?? -1) < (a.to ?? Infinity);
}

function isStatus(subject: number): boolean {
  return subject === 0;
}

function kindOf(subject: number): FactKind {
  return (isStatus(subject) ? factKinds.status : factKinds.measure) as FactKind;
}

const statusOf = ['member', 'associate', 'observer', 'suspended', 'withdrawn', 'honorary'] as const;

async function perform(rev: Revision, ground: Ground, { operation, target }: Step, names: Map<string, string>): Promise<void> {
  if (operation.do === 'record') {
    const partyId = ground.party;
    const context = {
      from: toDate(operation.from),
      to: toDate(operation.to),
      certainty: 'confirmed' as const,
      sourceId: ground.source,
      retained: operation.retained,
    };
    const id = isStatus(operation.subject)
      ? await recordFact(rev, factKinds.status, {
          ...context,
          values: { partyId, institutionId: ground.institution, status: statusOf[operation.value]! },
        })
      : await recordFact(rev, factKinds.measure, {
          ...context,
          values: { partyId, measure: 'population', value: String(operation.value), unit: 'habitants' },
        });
    names.set(target, id);
    return;
  }
  const kind = await kindHolding(rev.act.db, target);
  if (operation.do === 'end') await endFact(rev, kind, target, { to: toDate(operation.to)! });
  else if (operation.do === 'retract') await retractFact(rev, kind, target);
  else if (operation.do === 'retain') await retainFact(rev, kind, target, 'Le journal officiel fait foi.');
  else {
    const dates = { from: toDate(operation.from), to: toDate(operation.to) };
    if (kind.name === 'status')
      await correctFact(rev, factKinds.status, target, { ...dates, values: { status: statusOf[operation.value]! } });
    else await correctFact(rev, factKinds.measure, target, { ...dates, values: { value: String(operation.value) } });
  }
}

async function kindHolding(db: Db, factId: string): Promise<FactKind> {
  return kindOf((await db.$count(status, sql`${status.factId} = ${factId}`)) > 0 ? 0 : 1);
}

/** What is read on each day: `fact value`, in order. */
type View = string[][];

async function readView(db: Db, revision: number): Promise<View> {
  const reads = days((number) => [String(number)]).flatMap(([number]) => {
    const at = { on: dateOf(Number(number)), revision };
    return [
      sql`select ${number}::int as day, ${status.factId} || ' ' || ${status.status} as fact from ${status} where ${asOf(status, at)}`,
      sql`select ${number}::int, ${measure.factId} || ' ' || ${measure.value} from ${measure} where ${asOf(measure, at)}`,
    ];
  });
  const { rows } = await db.execute<{ day: number; fact: string }>(sql.join(reads, sql` union all `));
  return days((number) => rows.filter((row) => row.day === number).map((row) => row.fact));
}

function viewOfModel(held: Held): View {
  return days((number) =>
    [...held]
      .filter(([, one]) => one.retained && (one.from ?? -1) <= number && number < (one.to ?? Infinity))
      .map(([id, one]) => `${id} ${isStatus(one.subject) ? statusOf[one.value] : one.value}`),
  );
}

interface Replayed {
  kind: string;
  row: JsonRow;
  from: number;
  to: number | null;
}

/** The facts of these two kinds, from the journal alone. */
async function replayJournal(db: Db): Promise<Replayed[]> {
  const entries = await db.select().from(journalEntry).orderBy(asc(journalEntry.revision), asc(journalEntry.position));
  const { rows, faults } = replay(entries);
  expect(faults).toEqual([]);
  return [...rows.values()].filter(({ kind }) => kind === 'status' || kind === 'measure');
}

function viewOfReplay(rows: Replayed[], revision: number): View {
  const held = rows.filter((one) => one.from <= revision && (one.to === null || revision < one.to) && one.row['retained']);
  return days((number) =>
    held
      .filter(({ row }) => contains(row, dateOf(number).toString()))
      .map(({ row }) => `${row['fact_id']} ${row['status'] ?? row['value']}`),
  );
}

/** The retained facts held at a revision that meet on one subject: there must be none. */
function meetings(rows: Replayed[], revision: number): string[] {
  const held = rows.filter((one) => one.from <= revision && (one.to === null || revision < one.to) && one.row['retained']);
  return days((number) => {
    const onDay = held.filter(({ row }) => contains(row, dateOf(number).toString()));
    const counted = Map.groupBy(onDay, ({ kind, row }) => `${kind} ${row['party_id']}`);
    return [...counted].filter(([, facts]) => facts.length > 1).map(([subject]) => subject);
  }).flat();
}

function contains(row: JsonRow, date: string): boolean {
  const [from = '', to = ''] = String(row['valid']).slice(1, -1).split(',');
  return (from === '' || from <= date) && (to === '' || date < to);
}

function days(read: (number: number) => string[]): View {
  return Array.from({ length: lastDay + 2 }, (_, index) => read(index - 1).sort());
}

async function countRows(db: Db): Promise<number> {
  return (await db.$count(status)) + (await db.$count(measure));
}

function toDate(number: Day): PartialDate | null {
  return number === null ? null : { date: dateOf(number), precision: 'day' };
}

function dateOf(number: number): Temporal.PlainDate {
  return Temporal.PlainDate.from('2020-01-01').add({ days: number });
}
