import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect } from 'vitest';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { depositDossier } from '../deposit/commands.ts';
import { createCityUser, createDossier, writePieces } from '../factories.ts';
import { fundDossierEdit, fundDossierField, fundDossierVersion } from '../schema.ts';
import { editsInput, recordEdits } from './commands.ts';
import { findWritten, listHistory, listOpenConflicts } from './queries.ts';
import type { Edit } from './rules.ts';
import { fundDossierConflict } from './schema.ts';
import { settleConflict } from './settlement.ts';

const test = databaseTest();

test('edits of two devices, cut and sent again, are in the database what the rules say, each kept once', async ({ act }) => {
  const { dossier, lead } = await createDossier(act(), { state: 'draft' });
  const devices = [act({ actor: lead.user }), act({ actor: await createCityUser(act(), lead.partyId, 'Kossi Amavi') })];
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          device: fc.nat(1),
          path: fc.constantFrom('need', 'durability'),
          value: fc.constantFrom('a', 'b', 'c', null),
          again: fc.nat(2),
        }),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      async (happenings) => {
        const seen = [new Map<string, number | string>(), new Map<string, number | string>()];
        const { last } = await findWritten(act().db, dossier.id);
        for (const path of ['need', 'durability'])
          for (const one of seen) one.set(path, (await findWritten(act().db, dossier.id)).pieces.get(path)?.number ?? 0);
        for (const { device, path, value, again } of happenings) {
          const edit: Edit = { id: randomUUID(), path, value, base: seen[device]!.get(path)! };
          for (let time = 0; time <= again; time += 1) await recordEdits(devices[device]!, dossier.id, [edit]);
          seen[device]!.set(path, edit.id);
        }
        const written = await findWritten(act().db, dossier.id);
        expect(written.last - last, 'each is kept once').toBe(happenings.length);
        const history = await listHistory(act().db, dossier.id, { page: 1, size: happenings.length });
        expect(history.toReversed().map(({ path, value }) => [path, value])).toEqual(happenings.map(({ path, value }) => [path, value]));
        for (const path of ['need', 'durability']) {
          const lastOf = happenings.findLast((one) => one.path === path);
          const isOpen = [...written.open.values()].some((one) => one.path === path);
          if (lastOf && !isOpen) expect(written.pieces.get(path)?.value ?? null).toBe(lastOf.value);
        }
        for (const { number } of await listOpenConflicts(act().db, dossier.id))
          await settleConflict(devices[0]!, dossier.id, number, { choice: 'other', words: 'réuni', base: (await baseOf(number)) ?? 0 });
        expect(await listOpenConflicts(act().db, dossier.id)).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );

  async function baseOf(number: number): Promise<number | undefined> {
    const conflict = (await listOpenConflicts(act().db, dossier.id)).find((one) => one.number === number)!;
    return (await findWritten(act().db, dossier.id)).pieces.get(conflict.path)?.number;
  }
});

test('what the form does not ask is refused alone; a deposited dossier is not written in; a settlement reads what it chooses between', async ({
  act,
}) => {
  const { dossier, lead } = await createDossier(act(), { state: 'draft' });
  const city = act({ actor: lead.user });
  const edit = (path: string, base: number | string = 0): Edit => ({ id: randomUUID(), path, value: 'x', base });
  const results = await recordEdits(city, dossier.id, [
    edit('secret'),
    edit('budget/a/label'),
    edit('budget/a/price'),
    edit('need', 999_999),
  ]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'kept', 'refused', 'refused']);
  expect(editsInput.safeParse([{ ...edit('need'), value: 'x'.repeat(20_001) }]).success).toBe(false);
  await writePieces(city, dossier.id, { 'budget/a/label': null });
  const [conflict] = (await recordEdits(city, dossier.id, [edit('need')])).map(({ conflict }) => conflict);
  await expect(settleConflict(city, dossier.id, conflict!, { choice: 'first', words: null, base: 0 })).rejects.toThrow(Invalid);
  await expect(settleConflict(act(), dossier.id, conflict!, { choice: 'first', words: null, base: 0 })).rejects.toThrow();
  await expect(depositDossier(city, dossier.id), 'a conflict is settled before').rejects.toThrow('Deux personnes ont écrit ici');
  const there = (await findWritten(act().db, dossier.id)).pieces.get('need')!;
  await settleConflict(city, dossier.id, conflict!, { choice: 'first', words: null, base: there.number });
  await expect(settleConflict(city, dossier.id, conflict!, { choice: 'second', words: null, base: there.number })).rejects.toThrow(Missing);
  await depositDossier(city, dossier.id);
  await expect(recordEdits(city, dossier.id, [edit('need')])).rejects.toThrow(Refused);
});

test('the database keeps what was written and what was deposited', async ({ act, db }) => {
  const { dossier } = await createDossier(act());
  const violations: [string, () => Promise<unknown>][] = [
    [
      'an edit rewritten',
      () => db.transaction((tx) => tx.update(fundDossierEdit).set({ by: 'x' }).where(eq(fundDossierEdit.dossierId, dossier.id))),
    ],
    ['an edit deleted', () => db.transaction((tx) => tx.delete(fundDossierEdit).where(eq(fundDossierEdit.dossierId, dossier.id)))],
    [
      'a deposit rewritten',
      () =>
        db.transaction((tx) =>
          tx.update(fundDossierVersion).set({ requestedCents: 1 }).where(eq(fundDossierVersion.dossierId, dossier.id)),
        ),
    ],
    ['a deposit deleted', () => db.transaction((tx) => tx.delete(fundDossierVersion).where(eq(fundDossierVersion.dossierId, dossier.id)))],
    [
      'a piece of no edit',
      () => db.transaction((tx) => tx.insert(fundDossierField).values({ dossierId: dossier.id, path: 'x', value: 'x', number: 9_999 })),
    ],
    [
      'a conflict of no edit',
      () => db.transaction((tx) => tx.insert(fundDossierConflict).values({ dossierId: dossier.id, number: 9_999, path: 'x', against: 0 })),
    ],
    [
      'a conflict settled before it was',
      () =>
        db.transaction((tx) =>
          tx.insert(fundDossierConflict).values({ dossierId: dossier.id, number: 5, path: 'x', against: 0, settledBy: 4 }),
        ),
    ],
    [
      'a gender score of 3',
      () =>
        db.transaction((tx) =>
          tx.execute(
            sql`insert into fund_dossier_version select dossier_id, 2, lead_id, content, hash, 'autre', title, summary, currency, requested_cents, total_cents, city_cents, in_kind_cents, other_cents, starts_on, ends_on, 3, null, null, null, null, at, by_id, by from fund_dossier_version where dossier_id = ${dossier.id}`,
          ),
        ),
    ],
    [
      'parts that do not make the total',
      () =>
        db.transaction((tx) =>
          tx.execute(
            sql`insert into fund_dossier_version select dossier_id, 2, lead_id, content, hash, 'autre', title, summary, currency, requested_cents, total_cents + 1, city_cents, in_kind_cents, other_cents, starts_on, ends_on, null, null, null, null, null, at, by_id, by from fund_dossier_version where dossier_id = ${dossier.id}`,
          ),
        ),
    ],
  ];
  for (const [what, violate] of violations) await expect(violate(), what).rejects.toThrow();
});
