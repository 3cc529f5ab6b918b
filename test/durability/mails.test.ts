import { expect, test } from 'vitest';
import { postAndKill } from '../../src/kernel/mail/testing/kills.ts';

const mails = Number(process.env['MAILS'] ?? 5_000);
const kills = Math.ceil(mails / 300);

test(`${mails} reminders through a mail server, by a process killed ${kills} times: none lost, none twice in a recipient’s box`, async () => {
  const started = performance.now();
  const { box, rows, settled, kills: done } = await postAndKill({ mails, kills, seed: 1 });
  const uncertain = rows.filter(({ state }) => state === 'uncertain');
  console.log(
    JSON.stringify({
      mails,
      kills: done,
      seconds: Math.round((performance.now() - started) / 1000),
      sent: rows.length - uncertain.length,
      inDoubt: uncertain.length,
      inDoubtAndArrived: uncertain.filter(({ messageId }) => box.has(messageId)).length,
    }),
  );
  expect([rows.length, done]).toEqual([mails, kills]);
  expect(Math.max(...box.values())).toBe(1);
  expect(rows.filter(({ state }) => state !== 'sent' && state !== 'uncertain')).toEqual([]);
  expect(rows.filter(({ messageId, state, answer }) => state === 'sent' && (!box.has(messageId) || !answer?.startsWith('250')))).toEqual(
    [],
  );
  expect(uncertain.length, 'the doubt is no wider than what was in hand at each kill').toBeLessThanOrEqual(kills * 4);
  expect(settled.rows.every(({ state }) => state === 'sent')).toBe(true);
  expect([settled.box.size, Math.max(...settled.box.values())]).toEqual([mails, 1]);
});
