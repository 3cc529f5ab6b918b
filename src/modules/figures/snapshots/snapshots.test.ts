import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { visitor } from '../../../kernel/actor.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Missing, Refused } from '../../../kernel/errors.ts';
import { createPassingSigner, listKeys, signedFile, signValue } from '../../../kernel/signing/index.ts';
import { revise } from '../../register/factories.ts';
import { factKinds, retractFact } from '../../register/index.ts';
import { buildCount, createFigureFor, createMembers, inInstitution, testCatalogue } from '../factories.ts';
import { snapshot } from '../schema.ts';
import { freeze } from './commands.ts';
import { verifySnapshot, type SnapshotPayload } from './payload.ts';
import { findCurrentValues, findSnapshot, listSnapshots } from './queries.ts';

const test = databaseTest();
const counting = { catalogue: testCatalogue };
const on = Temporal.PlainDate.from('2025-11-19');

test('a frozen figure says all that it needs to be believed: value, words, rows, day, knowledge, author', async ({ act }) => {
  await createMembers(act(), 'Bénin', 'Égypte', 'Vanuatu');
  const slug = await createFigureFor(act(counting), 'membres', {
    alternatives: [
      {
        label: { fr: 'Observateurs', en: 'Observers' },
        expression: buildCount(...inInstitution('oif', 'observer')),
        certainties: ['confirmed'],
      },
    ],
  });
  const { code } = await freeze(act(counting), slug, { on });
  const found = await findSnapshot(act(), code);
  expect(found.payload).toMatchObject({
    format: 'beffroi/snapshot/1',
    value: 3,
    on: '2025-11-19',
    knownAt: '2026-11-23T09:00:00Z',
    revision: 1,
    frozenBy: 'Awa Diop',
    frozenAt: '2026-11-23T09:00:00Z',
    figure: { slug: 'membres', version: 1, name: { fr: 'Membres', en: 'Members' }, unit: { fr: 'membres', en: 'members' } },
    alternatives: [{ label: { fr: 'Observateurs', en: 'Observers' }, value: 0 }],
    expression: { type: 'count', distinct: 'party' },
  });
  expect(found.payload.rows.map((row) => row.label.fr)).toEqual(['Bénin', 'Égypte', 'Vanuatu']);
  const trustedKeys = await listKeys(act().db);
  expect(await verifySnapshot(found.file, { trustedKeys })).toMatchObject({ valid: true, code, keyKnown: true });
});

test('a code is found however it is typed, and a wrong one is nowhere', async ({ act }) => {
  await createMembers(act(), 'Bénin');
  const { code } = await freeze(act(counting), await createFigureFor(act(counting)), { on });
  expect((await findSnapshot(act(), code.toLowerCase().replaceAll('-', ' '))).code).toBe(code);
  await expect(findSnapshot(act(), 'BF-0000-0000-00')).rejects.toThrow(Missing);
  await expect(findSnapshot(act(), 'quatre-vingt-dix')).rejects.toThrow(Missing);
});

test('the same figure, day and knowledge are frozen once; a correction makes another snapshot', async ({ act, db }) => {
  const [first] = await createMembers(act(), 'Bénin', 'Mali');
  const slug = await createFigureFor(act(counting));
  const one = await freeze(act(counting), slug, { on });
  expect((await freeze(act(counting), slug, { on })).code).toBe(one.code);
  await revise(act(), (rev) => retractFact(rev, factKinds.status, first!));
  const two = await freeze(act(counting), slug, { on });
  expect(two).toMatchObject({ value: 1, revision: 2 });
  expect(two.code).not.toBe(one.code);
  expect((await findSnapshot(act(), one.code)).payload.value).toBe(2);
  expect(await findCurrentValues(act(counting), one)).toEqual({ sameDay: 1, today: 1 });
  expect((await listSnapshots(act(), slug)).map((row) => row.value).sort()).toEqual([1, 2]);
  await expect(db.transaction((tx) => tx.delete(snapshot).where(eq(snapshot.code, one.code)))).rejects.toThrow();
  await expect(db.transaction((tx) => tx.update(snapshot).set({ value: 3 }).where(eq(snapshot.code, one.code)))).rejects.toThrow();
});

test('two who freeze the same at once are given the same snapshot', async ({ act, db }) => {
  await createMembers(act(), 'Bénin', 'Mali');
  const slug = await createFigureFor(act(counting));
  const mine = act(counting);
  const theirs = act({ ...counting, now: mine.now.add({ seconds: 1 }) });
  const [one, two] = await Promise.all([freeze(mine, slug, { on }), freeze(theirs, slug, { on })]);
  expect(two.code).toBe(one.code);
  expect(await db.$count(snapshot)).toBe(1);
});

test('freezing needs a name to put to it, a day that has come, and a value', async ({ act }) => {
  await createMembers(act(), 'Bénin', 'Mali');
  const slug = await createFigureFor(act(counting));
  const years = await createFigureFor(act(counting), 'annees', {
    expression: { type: 'yearsSince', collection: 'statuses', where: inInstitution('oif'), since: 'since', mode: 'calendar' },
  });
  await expect(freeze(act({ ...counting, actor: visitor }), slug)).rejects.toThrow(Forbidden);
  await expect(freeze(act({ ...counting, role: 'reader' }), slug)).rejects.toThrow(Forbidden);
  await expect(freeze(act(counting), slug, { on: Temporal.PlainDate.from('2026-11-24') })).rejects.toThrow(
    'Le 24 novembre 2026 n’est pas encore venu',
  );
  await expect(freeze(act(counting), slug, { knownAt: act().now.add({ seconds: 1 }) })).rejects.toThrow(Refused);
  await expect(freeze(act(counting), years)).rejects.toThrow('«\u00a0Membres\u00a0» n’a pas de valeur au 23 novembre 2026');
  await expect(freeze(act(counting), 'inconnu')).rejects.toThrow(Missing);
});

test('a snapshot refuses another value, other rows, other words, another key', async ({ act }) => {
  await createMembers(act(), 'Bénin', 'Mali');
  const { code } = await freeze(act(counting), await createFigureFor(act(counting)), { on });
  const { file } = await findSnapshot(act(), code);
  const trustedKeys = await listKeys(act().db);
  const changed = async (change: (payload: SnapshotPayload) => void, resign = false) => {
    const parts = JSON.parse(file) as { snapshot: SnapshotPayload };
    change(parts.snapshot);
    const verification = await verifySnapshot(resign ? signedFile(signValue(parts.snapshot, act().signer)) : JSON.stringify(parts), {
      trustedKeys,
    });
    return verification.valid ? 'valid' : verification.reason;
  };
  expect(await changed(() => {})).toBe('valid');
  expect(await changed((payload) => (payload.value = 3))).toBe('hash');
  expect(await changed((payload) => payload.rows.pop())).toBe('hash');
  expect(await changed((payload) => (payload.figure.rule.fr += '.'))).toBe('hash');
  // Even the holder of the key cannot sign a value that its rows do not give.
  expect(await changed((payload) => (payload.value = 3), true)).toBe('value');
  expect(await changed((payload) => payload.rows.pop(), true)).toBe('value');
  expect(await changed((payload) => (payload.format = 'other' as SnapshotPayload['format']), true)).toBe('content');
  const forged = signedFile(signValue((JSON.parse(file) as { snapshot: unknown }).snapshot, createPassingSigner()));
  expect(await verifySnapshot(forged, { trustedKeys })).toMatchObject({ valid: false, reason: 'unknownKey' });
  expect(await verifySnapshot(file.slice(0, file.length / 2))).toEqual({ valid: false, reason: 'truncated' });
});

test('every byte of a snapshot changed is refused, unless it only moves a blank', async ({ act }) => {
  await createMembers(act(), 'Bénin', 'Côte d’Ivoire');
  const { code } = await freeze(act(counting), await createFigureFor(act(counting)), { on });
  const { file } = await findSnapshot(act(), code);
  const bytes = new TextEncoder().encode(file);
  let refused = 0;
  for (let at = 0; at < bytes.length; at++) {
    const changed = bytes.slice();
    changed[at]! ^= 1 << (at % 8);
    const verification = await verifySnapshot(changed);
    if (verification.valid) expect(JSON.parse(new TextDecoder().decode(changed))).toEqual(JSON.parse(file));
    else refused++;
  }
  expect(refused).toBeGreaterThan(bytes.length * 0.7);
});
