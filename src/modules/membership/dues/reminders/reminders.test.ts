import { expect, test as plain } from 'vitest';
import type { Act } from '../../../../kernel/act.ts';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Forbidden, Refused } from '../../../../kernel/errors.ts';
import { mailOutbox } from '../../../../kernel/mail/schema.ts';
import { revisionAt } from '../../../register/index.ts';
import { findArrears } from '../arrears/queries.ts';
import { nameContact } from '../contacts/commands.ts';
import { createDue, createMember, people } from '../factories.ts';
import { paymentInput, recordPayment } from '../payments/commands.ts';
import { changeReminders, remindersInput } from '../settings/commands.ts';
import { readSetting } from '../settings/queries.ts';
import { pauseReminders, recordReminder } from './commands.ts';
import { listReminders } from './queries.ts';
import { levelDue } from './rules.ts';
import { planReminders, sendReminders } from './send.ts';

const test = databaseTest();
const day = (text: string) => Temporal.PlainDate.from(text);
const at = (act: Act, on: string): Act => ({
  ...act,
  actor: { kind: 'system', name: 'dues.reminders' },
  now: Temporal.Instant.from(`${on}T07:00:00Z`),
});

plain.each<[string, string, number[], number | null]>([
  ['before the first delay nothing is sent', '2026-04-29', [], null],
  ['on its day the first level is', '2026-04-30', [], 1],
  ['once', '2026-05-15', [1], null],
  ['then the second', '2026-06-29', [1], 2],
  ['levels missed are passed over', '2026-12-01', [], 3],
  ['a level after a higher one is not sent', '2026-06-29', [3], null],
  ['after the last there is none', '2030-01-01', [1, 2, 3], null],
])('%s', (_, on, sentLevels, level) => expect(levelDue({ dueOn: day('2026-03-31'), sentLevels }, [30, 90, 180], day(on))).toBe(level));

test('reminders go out by the schedule, in the language of the member, each level once whatever happens to the job', async ({
  act,
  db,
}) => {
  const finance = act({ actor: people.finance });
  const haute = await createMember(act(), 'Ville Haute');
  const basse = await createMember(act(), 'Ville Basse');
  await nameContact(finance, haute.id, { name: 'Régie', email: 'regie@haute.example', lang: 'en' });
  await createDue(act(), haute.id, 2026);
  await createDue(act(), basse.id, 2026);
  await sendReminders(at(act(), '2026-04-29'));
  expect(await listReminders(db, haute.id)).toEqual([]);
  expect(await sendReminders(at(act(), '2026-04-30'))).toBe(true);
  expect(await sendReminders(at(act(), '2026-04-30'))).toBe(false);
  await sendReminders(at(act(), '2026-05-01'));
  const [sent, ...more] = await listReminders(db, haute.id);
  expect(more).toEqual([]);
  expect(sent).toMatchObject({
    level: 1,
    channel: 'mail',
    openCents: 550_00,
    subject: 'Dues of Ville Haute: reminder',
    recipients: [{ name: 'Régie', address: 'regie@haute.example' }],
  });
  expect(sent!.body).toMatch(/Amount: €550\.00\nOldest due date: 31 March 2026\nReferences to copy on the transfer: RF/);
  // No address is known of the other: its reminder goes by post, and is kept all the same.
  expect(await listReminders(db, basse.id)).toMatchObject([{ level: 1, channel: 'paper', recipients: [{ name: 'Ville Basse' }] }]);
  expect((await db.select().from(mailOutbox)).map((mail) => [mail.recipient, mail.lang])).toEqual([['regie@haute.example', 'en']]);
  await sendReminders(at(act(), '2026-12-24'));
  expect((await listReminders(db, haute.id)).map((one) => one.level)).toEqual([3, 1]);
});

test('what is paid is not reminded; several years are one letter and a row each', async ({ act, db }) => {
  const finance = act({ actor: people.finance });
  const { id } = await createMember(act(), 'Ville Haute');
  await nameContact(finance, id, { name: 'Régie', email: 'regie@haute.example', lang: 'fr' });
  for (const year of [2023, 2024, 2025]) await createDue(act(), id, year);
  await recordPayment(finance, id, paymentInput.parse({ receivedOn: '01/11/2026', amount: '550', currency: 'EUR', year: '2024' }));
  await sendReminders(at(act(), '2026-11-23'));
  expect((await listReminders(db, id)).map((one) => [one.year, one.level])).toEqual([
    [2023, 3],
    [2025, 3],
  ]);
  const mails = await db.select().from(mailOutbox);
  expect(mails).toHaveLength(1);
  expect(mails[0]!.body).toContain('Années concernées\u00a0: 2023, 2025');
  expect(mails[0]!.body.replace(/[\u00a0\u202f]/g, ' ')).toContain('Montant : 1 100,00 €');
});

test('reminders are held back for a reason, and taken up again; what is owed does not change', async ({ act, db }) => {
  const finance = act({ actor: people.finance });
  const { id } = await createMember(act(), 'Ville Haute');
  await createDue(act(), id, 2025);
  await expect(pauseReminders(finance, id, false, { reason: 'x' })).rejects.toThrow(Refused);
  await expect(pauseReminders(act({ actor: people.officer }), id, true, { reason: 'x' })).rejects.toThrow(Forbidden);
  await pauseReminders(finance, id, true, { reason: 'Échéancier convenu' });
  await expect(pauseReminders(finance, id, true, { reason: 'x' })).rejects.toThrow('déjà suspendues');
  await sendReminders(at(act(), '2026-11-22'));
  expect(await listReminders(db, id)).toEqual([]);
  expect(await planReminders(at(act(), '2026-11-23'))).toMatchObject([{ heldBack: { reason: 'Échéancier convenu' } }]);
  await pauseReminders(finance, id, false, { reason: 'Échéancier non tenu' });
  await sendReminders(at(act(), '2026-11-23'));
  expect(await listReminders(db, id)).toHaveLength(1);
  expect((await findArrears(db, { on: day('2026-11-23'), revision: await revisionAt(db, null) }, [id])).get(id)!.totalCents).toBe(550_00);
});

test('the schedule and its words are settings with history; a word in braces that means nothing is refused', async ({ act, db }) => {
  const direction = act({ actor: people.direction });
  const words = { subjectFr: 'Rappel', bodyFr: 'Pour {membre}', subjectEn: 'Reminder', bodyEn: 'For {membre}' };
  const typed = Object.fromEntries(Object.entries({ days: '10', ...words }).map(([name, value]) => [`${name}1`, value]));
  const change = (more: Record<string, string> = {}) =>
    changeReminders(direction, remindersInput.parse({ ...typed, startsOn: '01/06/2026', reason: 'Bureau du 12 mai', ...more }));
  await expect(change({ bodyFr1: 'Pour {ville}' })).rejects.toThrow('{ville}'.slice(1, -1));
  await expect(change({ days2: '5' })).rejects.toThrow('au-dessus de 10');
  await expect(
    changeReminders(act({ actor: people.finance }), remindersInput.parse({ startsOn: '01/06/2026', reason: 'x' })),
  ).rejects.toThrow(Forbidden);
  await change();
  expect((await readSetting(db, 'reminders', day('2026-05-31'))).levels.map((one) => one.days)).toEqual([30, 90, 180]);
  expect((await readSetting(db, 'reminders', day('2026-06-01'))).levels).toEqual([
    { days: 10, subject: { fr: 'Rappel', en: 'Reminder' }, body: { fr: 'Pour {membre}', en: 'For {membre}' } },
  ]);
});

test('a reminder of before is recorded only of what was late on its day', async ({ act, db }) => {
  const finance = act({ actor: people.finance });
  const { id } = await createMember(act(), 'Ville Haute');
  await createDue(act(), id, 2020);
  const said = { year: 2020, recipient: 'Mairie', address: 'Place du Beffroi', words: 'Relance.' };
  await expect(recordReminder(finance, id, { ...said, sentOn: day('2020-03-01') })).rejects.toThrow('Rien de 2020 n’était en retard');
  await recordReminder(finance, id, { ...said, sentOn: day('2020-06-01') });
  expect(await listReminders(db, id)).toMatchObject([{ level: null, channel: 'paper', sentOn: day('2020-06-01') }]);
});
