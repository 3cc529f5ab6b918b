import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Edit, mergeEdits, type Written } from './rules.ts';

/**
 * The model: two devices each keep what they saw and what they have still to send; the line is cut after any number of edits have
 * arrived, before or after their answer. Whatever the interleaving, every value is in the history, and each is where it was
 * written, under something that had seen it, or in a conflict that someone settles.
 */
const paths = ['summary', 'need', 'budget/a/label'];
const nothing: Written = { last: 0, pieces: new Map(), open: new Map(), numbers: new Map(), said: new Map() };

/** One thing that happens: a device writes, sends (and the answer comes or not), or settles what it sees in conflict. */
const happening = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    device: fc.nat(1),
    path: fc.constantFrom(...paths),
    value: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: null }),
  }),
  fc.record({ kind: fc.constant('send' as const), device: fc.nat(1), many: fc.integer({ min: 1, max: 4 }), answered: fc.boolean() }),
  fc.record({ kind: fc.constant('settle' as const), device: fc.nat(1), mine: fc.boolean() }),
);

test('whatever the interleaving and the cuts, each edit is kept once and no value is lost', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const world = play(happenings);
      checkNothingLost(world);
    }),
    { numRuns: 2000 },
  );
});

test('edits sent again, any number of times and in any grouping, change nothing', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), fc.array(fc.nat(200), { maxLength: 30 }), (happenings, again) => {
      const world = play(happenings);
      if (world.history.length === 0) return;
      const resent = again.map((index) => world.history[index % world.history.length]!);
      const { merged, written } = mergeEdits(
        world.written,
        resent.map(({ edit }) => edit),
        'device 0',
      );
      expect(merged.every(({ outcome }) => outcome === 'known')).toBe(true);
      expect(written).toEqual(world.written);
    }),
  );
});

test('two devices that write different pieces end with the same dossier in every order', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.constantFrom(...'abcdefgh'), fc.string({ minLength: 1 })), { selector: ([path]) => path }),
      fc.func(fc.nat()),
      (pieces, order) => {
        const edits = pieces.map(([path, value], index): Edit => ({ id: `${index}`, path, value, base: 0 }));
        const shuffled = edits.toSorted((one, other) => order(one.id) - order(other.id));
        const valuesOf = ({ pieces }: Written) => Object.fromEntries([...pieces].map(([path, { value }]) => [path, value]));
        expect(valuesOf(mergeEdits(nothing, shuffled, 'x').written)).toEqual(valuesOf(mergeEdits(nothing, edits, 'x').written));
      },
    ),
  );
});

test('a merge that lets the last one win loses words, and the model sees it', () => {
  const written: Written = {
    ...nothing,
    last: 1,
    pieces: new Map([['summary', { value: 'theirs', number: 1 }]]),
    numbers: new Map([['1', 1]]),
  };
  const blind: Written = {
    ...written,
    last: 2,
    pieces: new Map([['summary', { value: 'mine', number: 2 }]]),
    numbers: new Map([...written.numbers, ['2', 2]]),
  };
  const history = [
    { edit: { id: '1', path: 'summary', value: 'theirs', base: 0 }, number: 1, settles: [] },
    { edit: { id: '2', path: 'summary', value: 'mine', base: 0 }, number: 2, settles: [] },
  ];
  expect(() => checkNothingLost({ written: blind, history })).toThrow();
});

interface World {
  written: Written;
  history: { edit: Edit; number: number; settles: number[] }[];
}

function play(happenings: readonly (typeof happening extends fc.Arbitrary<infer T> ? T : never)[]): World {
  let written = nothing;
  const history: World['history'] = [];
  const devices = [0, 1].map((name) => ({ name: `device ${name}`, seen: new Map<string, number>(), queue: [] as Edit[] }));
  let next = 0;
  const arrive = (edits: readonly Edit[], by: string) => {
    const result = mergeEdits(written, edits, by);
    for (const { edit, number, outcome, settles } of result.merged) if (outcome !== 'known') history.push({ edit, number, settles });
    written = result.written;
  };
  for (const one of happenings) {
    const device = devices[one.device]!;
    if (one.kind === 'write') {
      const before = device.queue.findLast(({ path }) => path === one.path);
      device.queue.push({ id: `${(next += 1)}`, path: one.path, value: one.value, base: before?.id ?? device.seen.get(one.path) ?? 0 });
    }
    if (one.kind === 'send') {
      arrive(device.queue.slice(0, one.many), device.name);
      if (!one.answered) continue;
      device.queue.splice(0, one.many);
      for (const path of paths) device.seen.set(path, written.pieces.get(path)?.number ?? 0);
    }
    if (one.kind === 'settle') {
      const [open] = written.open;
      if (!open) continue;
      const [number, { path }] = open;
      const there = written.pieces.get(path);
      const mine = history.find((kept) => kept.number === number)!.edit.value;
      arrive(
        [{ id: `${(next += 1)}`, path, value: one.mine ? mine : (there?.value ?? null), base: there?.number ?? 0, settles: number }],
        device.name,
      );
    }
  }
  return { written, history };
}

/** Each value that ever arrived stands, says what stood, was written over by someone who saw it, or was in a conflict that is open or settled. */
function checkNothingLost({ written, history }: World): void {
  expect(history.map(({ number }) => number)).toEqual(history.map((_, index) => index + 1));
  const standing = new Map<string, { number: number; value: Edit['value'] }>();
  const conflicts = new Set<number>();
  for (const { edit, number, settles } of history) {
    for (const other of settles) conflicts.delete(other);
    const there = standing.get(edit.path) ?? { number: 0, value: null };
    if (edit.value === there.value) continue;
    const seen = history.find((other) => other.edit.id === edit.base || other.number === edit.base)?.edit.value ?? null;
    if (seen === there.value) standing.set(edit.path, { number: edit.value === null ? 0 : number, value: edit.value });
    else conflicts.add(number);
  }
  expect([...written.open.keys()].sort()).toEqual([...conflicts].sort());
  const expected = [...standing].filter(([, { value }]) => value !== null).map(([path, { value }]) => [path, value]);
  expect(Object.fromEntries([...written.pieces].map(([path, { value }]) => [path, value]))).toEqual(Object.fromEntries(expected));
}
