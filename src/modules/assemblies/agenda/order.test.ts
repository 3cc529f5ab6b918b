import { expect } from 'vitest';
import type { Act } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { createItem, createNetwork, createOpenSitting, createSitting, createTeller, sittingDay } from '../factories.ts';
import { listHappenings } from '../journal/scene.ts';
import { replaySitting } from '../journal/verify.ts';
import { adoptWithoutVote } from '../decisions/commands.ts';
import { beginMinutes } from '../minutes/commands.ts';
import { getMinutes } from '../minutes/queries.ts';
import { conveneSitting, getSitting, moveSitting, removeTeller } from '../sittings/commands.ts';
import { closeVote } from '../votes/closing.ts';
import { cancelVote, openVote, recordCount } from '../votes/commands.ts';
import { recuseVoter } from '../recusals/commands.ts';
import { moveItem, withdrawItem } from './order.ts';
import { listAgenda } from './queries.ts';

const test = databaseTest();
const plain = { casting: null } as const;

test('before the convening an item is moved or taken off without a word; afterwards with a reason, which the journal keeps', async ({
  act,
}) => {
  await createNetwork(act());
  const slug = await createSitting(act());
  const [budget, aide, divers] = [
    await createItem(act(), slug),
    await createItem(act(), slug, { titleFr: 'Aide' }),
    await createItem(act(), slug, { titleFr: 'Divers' }),
  ];
  await moveItem(act(), slug, divers, { place: 1, reason: null });
  expect(await agendaOf(act(), slug)).toEqual(['1. Divers', '2. Budget', '3. Aide']);
  await withdrawItem(act(), slug, budget, { reason: null });
  expect(await agendaOf(act(), slug)).toEqual(['1. Divers', '2. Aide']);
  await conveneSitting(act(), slug, { reason: null });
  await expect(moveItem(act(), slug, aide, { place: 9, reason: null })).rejects.toMatchObject({
    fields: { place: expect.any(Function), reason: expect.any(Function) },
  });
  await expect(withdrawItem(act(), slug, aide, { reason: null })).rejects.toThrow(Invalid);
  await moveItem(act(), slug, aide, { place: 1, reason: 'Le maire part tôt' });
  expect(await agendaOf(act(), slug)).toEqual(['1. Aide', '2. Divers']);
  const { id } = await getSitting(act(), slug);
  expect((await listHappenings(act(), id)).at(-1)!.happening).toEqual({
    kind: 'item_moved',
    item: aide,
    to: 1,
    reason: 'Le maire part tôt',
  });
  expect(await createItem(act(), slug, { titleFr: 'Un de plus' })).toBeTruthy();
  expect(await agendaOf(act(), slug)).toEqual(['1. Aide', '2. Divers', '3. Un de plus']);
  for (const role of ['reader', 'editor', 'finance', 'city'] as const) {
    await expect(moveItem(act({ role }), slug, aide, { place: 2, reason: 'x' })).rejects.toThrow(Forbidden);
    await expect(withdrawItem(act({ role }), slug, aide, { reason: 'x' })).rejects.toThrow(Forbidden);
  }
});

test('what is off the agenda is neither voted nor decided nor brought back; the minutes say so', async ({ act }) => {
  const cities = await createNetwork(act());
  const { slug, item, today } = await createOpenSitting(act(), cities.slice(0, 5));
  const aide = await createItem(today, slug, { titleFr: 'Aide' });
  await withdrawItem(today, slug, aide, { reason: 'Dossier incomplet.' });
  await expect(openVote(today, slug, aide, { method: 'named' })).rejects.toThrow('n’est plus à l’ordre du jour');
  await expect(adoptWithoutVote(today, slug, aide, {})).rejects.toThrow('n’est plus à l’ordre du jour');
  await expect(withdrawItem(today, slug, aide, { reason: 'Encore' })).rejects.toThrow(Refused);
  const out = { party: cities[0]!.id, origin: 'declared', reason: 'Partenaire' } as const;
  await expect(recuseVoter(today, slug, aide, out)).rejects.toThrow(Refused);
  await openVote(today, slug, item, { method: 'named' });
  await expect(withdrawItem(today, slug, item, { reason: 'Trop tard' })).rejects.toThrow('Un vote est en cours');
  await cancelVote(today, slug, 1, 'Question mal posée');
  await adoptWithoutVote(today, slug, item, {});
  await expect(withdrawItem(today, slug, item, { reason: 'Trop tard' })).rejects.toThrow('a été mis aux voix');
  await moveSitting(today, slug, 'closed', { reason: null });
  await expect(moveItem(today, slug, item, { place: 1, reason: 'x' })).rejects.toThrow(Invalid);
  await beginMinutes(today, slug);
  const { words } = (await getMinutes(today, slug)).versions[0]!;
  expect(words).toContain('Points retirés de l’ordre du jour\u00a0:\n- Aide. Dossier incomplet.');
  expect(words).not.toContain('## 2.');
  expect((await replaySitting(today, slug)).faults).toEqual([]);
});

test('a teller is relieved, unless a vote waits for their count; who named and relieved them is in the journal', async ({ act }) => {
  const cities = await createNetwork(act());
  const { slug, id, item, today } = await createOpenSitting(act(), cities.slice(0, 4));
  const [one, other, third] = [await createTeller(today, slug), await createTeller(today, slug), await createTeller(today, slug)];
  await openVote(today, slug, item, { method: 'hands' });
  await recordCount(one, slug, 1, { for: 3 });
  await expect(removeTeller(today, slug, idOf(one))).rejects.toThrow('a compté dans un vote encore ouvert');
  await removeTeller(today, slug, idOf(third));
  await expect(removeTeller(today, slug, idOf(third))).rejects.toThrow(Missing);
  await expect(recordCount(third, slug, 1, { for: 3 })).rejects.toThrow(Forbidden);
  await recordCount(other, slug, 1, { for: 3 });
  await closeVote(today, slug, 1, plain);
  await removeTeller(today, slug, idOf(one));
  await expect(removeTeller(act({ role: 'reader', now: sittingDay }), slug, idOf(other))).rejects.toThrow(Forbidden);
  const kinds = (await listHappenings(today, id)).map(({ happening }) => happening.kind).filter((kind) => kind.startsWith('teller'));
  expect(kinds).toEqual(['teller_named', 'teller_named', 'teller_named', 'teller_removed', 'teller_removed']);
  expect((await replaySitting(today, slug)).faults).toEqual([]);
});

async function agendaOf(act: Act, slug: string): Promise<string[]> {
  const { id } = await getSitting(act, slug);
  return (await listAgenda(act, id)).map(({ position, titleFr }) => `${position}. ${titleFr}`);
}

function idOf({ actor }: Act): string {
  return actor.kind === 'user' ? actor.id : '';
}
