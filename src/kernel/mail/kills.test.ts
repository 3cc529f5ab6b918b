import { expect, test } from 'vitest';
import { postAndKill } from './testing/kills.ts';

test('mails sent by a process that is killed in the middle: none lost, none twice in a box, and what is in doubt says so', async () => {
  const { box, rows, settled, kills } = await postAndKill({ mails: 200, kills: 5, seed: 7 });
  expect(kills).toBe(5);
  expect(rows).toHaveLength(200);
  expect(Math.max(...box.values())).toBe(1);
  for (const { messageId, state, answer } of rows) {
    expect(['sent', 'uncertain']).toContain(state);
    if (state === 'sent') expect([box.get(messageId), answer?.startsWith('250')]).toEqual([1, true]);
  }
  expect(
    rows.some(({ state }) => state === 'uncertain'),
    'a kill fell between the 250 and the commit',
  ).toBe(true);
  // A person looked in the box, and decided.
  expect(settled.rows.map(({ state }) => state)).toEqual(rows.map(() => 'sent'));
  expect([settled.box.size, Math.max(...settled.box.values())]).toEqual([200, 1]);
});
