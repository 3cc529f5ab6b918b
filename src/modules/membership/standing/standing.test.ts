import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { createParty, findParty, inRevision, revisionAt, sourceFor } from '../../register/index.ts';
import { createMember, createNetworkParties } from '../factories.ts';
import { changeSetting } from '../settings/commands.ts';
import type { MembershipChange } from '../vocabulary.ts';
import { changeMembership, listChanges, listPossibleChanges } from './changes.ts';
import { findNetwork } from './network.ts';
import { findStanding } from './queries.ts';

const test = databaseTest(async (act) => void (await createNetworkParties(act)));
const day = (text: string) => Temporal.PlainDate.from(text);

test('R9: a member is suspended, given back its rights, leaves, and comes back: each a fact with its day, none of them erased', async ({
  act,
}) => {
  const lome = await partyOf(act(), 'lome');
  const before = await revisionAt(act().db, null);
  await change(act(), 'suspension', '2024-03-01');
  await change(act(), 'reinstatement', '2024-09-01');
  await change(act(), 'resignation', '2025-01-01');
  await change(act(), 'readmission', '2026-02-01');
  const standings = ['2024-02-29', '2024-03-01', '2024-09-01', '2025-01-01', '2026-02-01'];
  const found = [];
  for (const on of standings) found.push(await standingOn(act(), 'lome', on));
  expect(found.map(({ standing, reason }) => [standing, reason])).toEqual([
    ['member', 'member'],
    ['suspended', 'suspended'],
    ['member', 'member'],
    ['none', 'left'],
    ['member', 'member'],
  ]);
  expect(found[1]!.why('fr')).toBe('Adhésion suspendue depuis le 1er mars 2024.');
  expect(found[3]!.why('fr')).toBe('N’est plus membre depuis le 1er janvier 2025.');
  expect((await listChanges(act(), lome)).map((one) => one.change)).toEqual(['readmission', 'resignation', 'reinstatement', 'suspension']);
  const asKnownThen = await findStanding(act().db, { on: day('2025-06-01'), revision: before }, [lome.id]);
  expect(asKnownThen.get(lome.id)?.standing, 'what was known before is read as it was known').toBe('member');
});

test.for<[MembershipChange, string]>([
  ['reinstatement', 'lome'],
  ['readmission', 'lome'],
  ['readmission', 'cotonou'],
  ['suspension', 'cotonou'],
  ['resignation', 'cotonou'],
])('« %s » is refused to %s, with the sentence of why', async ([change, slug], { act }) => {
  await createStranger(act(), 'Cotonou');
  const input = { change, from: day('2026-01-01'), decision: 'Décision du Bureau.', reason: 'Essai.' };
  await expect(changeMembership(act(), slug, input)).rejects.toSatisfy(
    (error) => error instanceof Refused && error.sentence('fr').startsWith('L’adhésion ne peut pas changer ainsi'),
  );
});

test('R9: an association that is suspended is an association again when its rights are given back', async ({ act }) => {
  const [network, state] = [await partyOf(act(), 'aimf'), await partyOf(act(), 'togo')];
  const { slug } = await createMember(act(), {
    name: 'Faîtière du Togo',
    networkId: network.id,
    stateId: state.id,
    category: 'national_association',
  });
  await change(act(), 'suspension', '2024-03-01', slug);
  expect(await standingOn(act(), slug, '2024-04-01')).toMatchObject({ standing: 'suspended', category: 'association' });
  await change(act(), 'reinstatement', '2024-09-01', slug);
  expect(await standingOn(act(), slug, '2024-10-01')).toMatchObject({ standing: 'member', category: 'association' });
});

test('R9: honour is given to who never was a member, and to who was', async ({ act }) => {
  await createStranger(act(), 'Cotonou');
  await change(act(), 'honour', '2025-01-01', 'cotonou');
  await change(act(), 'honour', '2025-01-01', 'lome');
  for (const slug of ['cotonou', 'lome']) expect(await standingOn(act(), slug, '2025-01-01')).toMatchObject({ standing: 'honorary' });
  expect(await listPossibleChanges(act(), await partyOf(act(), 'lome'))).toEqual(['resignation', 'exclusion']);
});

test('a change that nothing allows, a day to come, a day before what is held: refused, and nothing is kept', async ({ act }) => {
  const input = { change: 'suspension', decision: 'Décision du Bureau.', reason: 'Cotisations.' } as const;
  await expect(changeMembership(act({ role: 'reader' }), 'lome', { ...input, from: day('2026-01-01') })).rejects.toThrow(Forbidden);
  await expect(changeMembership(act({ role: 'finance' }), 'lome', { ...input, from: day('2026-01-01') })).rejects.toThrow(Forbidden);
  await expect(changeMembership(act(), 'nulle-part', { ...input, from: day('2026-01-01') })).rejects.toThrow(Missing);
  await expect(changeMembership(act(), 'lome', { ...input, from: day('2027-01-01') })).rejects.toThrow(Invalid);
  await expect(changeMembership(act(), 'lome', { ...input, from: day('2009-05-01') })).rejects.toThrow(Invalid);
  await expect(changeMembership(act(), 'lome', { ...input, from: day('2000-01-01') })).rejects.toThrow(Refused);
  expect(await listChanges(act(), await partyOf(act(), 'lome'))).toEqual([]);
});

test('the network is the one that the direction chose, from the day on which it applies', async ({ act }) => {
  const direction = act({ role: 'direction' });
  await createStranger(act(), 'Autre réseau', 'network');
  const choose = (value: string) => changeSetting(direction, { name: 'network', value, appliesFrom: day('2026-01-01'), reason: 'Essai.' });
  await expect(choose('lome')).rejects.toThrow(Invalid);
  await expect(choose('nulle-part')).rejects.toThrow(Invalid);
  await choose('autre-reseau');
  const network = async (on: string) => (await findNetwork(act().db, { on: day(on), revision: await revisionAt(act().db, null) }))?.slug;
  expect([await network('2025-12-31'), await network('2026-01-01')]).toEqual(['aimf', 'autre-reseau']);
  expect(await standingOn(act(), 'lome', '2026-01-01')).toMatchObject({ standing: 'none', reason: 'never' });
});

test.for([
  ['most_per_state', '0'],
  ['most_per_state', '-1'],
  ['most_per_state', '10,5'],
  ['opinion_days', 'soixante'],
  ['associations_count', 'peut-être'],
] as const)('the rule « %s » is not « %s »', async ([name, value], { act }) => {
  const rule = { name, value, appliesFrom: day('2026-01-01'), reason: 'Essai.' };
  await expect(changeSetting(act({ role: 'direction' }), rule)).rejects.toThrow(Invalid);
  await expect(changeSetting(act(), { ...rule, value: '12' })).rejects.toThrow(Forbidden);
});

async function change(act: Act, change: MembershipChange, from: string, slug = 'lome'): Promise<void> {
  await changeMembership(act, slug, { change, from: day(from), decision: `Décision du ${from}.`, reason: 'Essai.' });
}

async function standingOn(act: Act, slug: string, on: string) {
  const { id } = await partyOf(act, slug);
  return (await findStanding(act.db, { on: day(on), revision: await revisionAt(act.db, null) }, [id])).get(id)!;
}

async function partyOf(act: Act, slug: string) {
  return (await findParty(act.db, slug, { on: day('2026-11-23'), revision: await revisionAt(act.db, null) }))!;
}

async function createStranger(act: Act, name: string, kind: 'local_authority' | 'network' = 'local_authority') {
  return inRevision(act, { command: 'test', reason: 'test' }, async (rev) =>
    createParty(rev, { kind, name, sourceId: await sourceFor(rev, { title: 'Une source' }) }),
  );
}
