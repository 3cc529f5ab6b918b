import { asc, eq } from 'drizzle-orm';
import { expect, test as pureTest } from 'vitest';
import { siteTest } from '../../../../../test/site.ts';
import type { Act } from '../../../../kernel/act.ts';
import { auditEntry } from '../../../../kernel/audit/schema.ts';
import { mailOutbox } from '../../../../kernel/mail/schema.ts';
import { createMandate, createTestParty, createTestSource, partial, revise } from '../../factories.ts';
import { factKinds } from '../../facts/kinds.ts';
import { recordFact } from '../../facts/record.ts';
import { party } from '../../schema.ts';
import { changeSetting } from '../../settings/commands.ts';
import type { SettingName } from '../../settings/schema.ts';
import { answerAboutMandate, withdrawQuestion } from './commands.ts';
import { isQuestionDue, isReminderDue } from './rules.ts';
import { questionJobs } from './schedule.ts';
import { mandateQuestion, mandateReminder } from './schema.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const term = {
  standing: 'sitting',
  doubt: null,
  doubtSince: null,
  expectedEnd: partial('2027-03-15'),
  confirmedOn: null,
  to: null,
} as const;
const late = { ...term, standing: 'unconfirmed', doubt: 'expected_end', doubtSince: day('2027-03-15') } as const;

pureTest.each([
  ['its end is still far', term, '2026-12-14', null, false],
  ['its end is three months away', term, '2026-12-15', null, true],
  ['it was asked about since', term, '2027-01-20', '2026-12-15', false],
  ['it was asked about long before', term, '2026-12-15', '2026-06-01', true],
  ['someone vouched for it since', { ...term, confirmedOn: day('2026-12-20') }, '2027-01-20', null, false],
  ['its end has passed since it was asked about', late, '2027-03-15', '2026-12-15', true],
  ['it was asked about after its end', late, '2027-04-01', '2027-03-15', false],
  ['sources disagree', { ...term, standing: 'unconfirmed', doubt: 'source' } as const, '2027-04-01', null, false],
  ['the day of its end is known', { ...term, to: partial('2027-03-15') }, '2027-01-01', null, false],
  ['no end is expected', { ...term, expectedEnd: null }, '2027-01-01', null, false],
  ['it has ended', { ...term, standing: 'ended' } as const, '2027-01-01', null, false],
])('whether a city is asked by itself when %s', (_, mandate, today, lastAsked, expected) =>
  expect(isQuestionDue(mandate, lastAsked ? day(lastAsked) : null, { askMonths: 3 }, day(today))).toBe(expected),
);

pureTest('a question is sent again after so many days, so many times at most', () => {
  const rules = { remindDays: 14, mostReminders: 2 };
  const due = (lastSent: string, reminders: number) => isReminderDue({ lastSent: day(lastSent), reminders }, rules, day('2026-11-23'));
  expect([due('2026-11-10', 0), due('2026-11-09', 0), due('2026-11-09', 1), due('2026-11-09', 2)]).toEqual([false, true, true, false]);
});

const test = siteTest(createTowns);

test('nobody is asked by itself before the direction decides it, and it takes the direction', async ({ act, db, openSite }) => {
  await tick(act());
  expect(await db.$count(mandateQuestion)).toBe(0);
  const site = openSite();
  const officer = await site.browser('officer');
  const rule = { name: 'asks', value: 'Oui', appliesFrom: '23/11/2026', reason: 'Réunion du 20 novembre' };
  expect((await officer.post('/radar/regles', rule)).status).toBe(403);
  const direction = await site.browser('direction');
  const wrong = await direction.post('/radar/regles', { ...rule, name: 'remind_days', value: '0' });
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Écrivez un nombre de jours, de 1 à 99.')]);
  expect((await direction.post('/radar/regles', rule)).status).toBe(303);
  expect(await (await officer.get('/radar/regles')).text()).toContain('Réunion du 20 novembre');
  await tick(act({ now: act().now.add({ hours: 24 }) }));
  expect(await db.$count(mandateQuestion)).toBe(1);
});

test('the day’s questions and reminders leave once, however often the job runs; no more reminders than the rule says', async ({
  act,
  db,
  openSite,
}) => {
  await rule(act({ role: 'direction' }), 'asks', 'yes');
  const sent = async (on: string) => {
    for (let twice = 0; twice < 2; twice += 1) await tick(act({ now: Temporal.Instant.from(`${on}T09:00:00Z`) }));
    return db.$count(mailOutbox);
  };
  expect(await sent('2026-11-23')).toBe(1);
  expect(await sent('2026-11-24')).toBe(1);
  expect(await sent('2026-12-07')).toBe(2);
  expect(await sent('2026-12-20')).toBe(2);
  expect(await sent('2026-12-21')).toBe(3);
  expect(await sent('2027-01-30')).toBe(3);
  const keys = (await db.select({ key: mailOutbox.key, to: mailOutbox.recipient }).from(mailOutbox)).map(
    ({ key, to }) => `${key.slice(-2)} ${to}`,
  );
  expect(keys.toSorted()).toEqual([':1 cabinet@exemple.org', ':2 cabinet@exemple.org', ':3 cabinet@exemple.org']);
  expect(
    await db.select({ number: mandateReminder.number, by: mandateReminder.by }).from(mandateReminder).orderBy(asc(mandateReminder.number)),
  ).toEqual([
    { number: 1, by: 'Beffroi' },
    { number: 2, by: 'Beffroi' },
  ]);
  expect((await db.select().from(auditEntry)).map(({ command }) => command).toSorted()).toEqual([
    'mandate.ask',
    'mandate.remind',
    'mandate.remind',
    'register.changeSetting',
  ]);
  // On the page of the city, for the secretariat and nobody else.
  const site = openSite();
  const page = text(await (await (await site.browser('reader')).get('/registre/lome')).text());
  expect(page).toContain('Questions posées');
  expect(page).toMatch(/Relancée le 7 décembre 2026[^<]*, à cabinet@exemple\.org, par Beffroi\./);
  for (const who of [await site.browser(), await site.browser('city', await idOf(act(), 'kara'))])
    expect(await (await who.get('/registre/lome')).text()).not.toContain('cabinet@exemple.org');
});

test('a city that has answered is asked no more for the same reason; a question taken back is not put again by itself', async ({
  act,
  db,
}) => {
  await rule(act({ role: 'direction' }), 'asks', 'yes');
  await tick(act());
  const [mail] = await db.select().from(mailOutbox);
  await answerAboutMandate(act(), /lien\/([\w-]+)/.exec(mail!.body)![1]!, {
    answer: 'unknown',
    successor: null,
    changedOn: null,
    answeredBy: null,
    note: null,
  });
  await tick(act({ now: Temporal.Instant.from('2027-01-30T09:00:00Z') }));
  expect(await db.$count(mandateQuestion)).toBe(1);
  // Another reason: the end that was three months away has passed.
  await tick(act({ now: Temporal.Instant.from('2027-02-16T09:00:00Z') }));
  const [, second] = await db.select().from(mandateQuestion).orderBy(asc(mandateQuestion.askedAt));
  await withdrawQuestion(act({ role: 'officer', now: Temporal.Instant.from('2027-02-16T10:00:00Z') }), second!.id);
  await tick(act({ now: Temporal.Instant.from('2027-06-16T09:00:00Z') }));
  expect(await db.$count(mandateQuestion)).toBe(2);
});

test('where no mail leaves nothing is asked; a mandate without an address is left to the secretariat, who sees why', async ({
  act,
  db,
  openSite,
}) => {
  await rule(act({ role: 'direction' }), 'asks', 'yes');
  await tick(act({ site: { ...act().site, sendsMail: false } }));
  expect(await db.$count(mandateQuestion)).toBe(0);
  await tick(act({ now: act().now.add({ hours: 24 }) }));
  expect(await db.$count(mandateQuestion)).toBe(1);
  expect(text(await (await (await openSite().browser('reader')).get('/radar')).text())).toContain('pas posée : aucune adresse au registre');
});

async function idOf({ db }: Act, slug: string): Promise<string> {
  return (await db.select().from(party).where(eq(party.slug, slug)))[0]!.id;
}

async function tick(act: Act): Promise<void> {
  await questionJobs.jobs['register.ask'](act);
}

async function rule(act: Act, name: SettingName, value: string): Promise<void> {
  await changeSetting(act, { name, value, appliesFrom: day('2026-01-01'), reason: 'Essai.' });
}

function text(html: string): string {
  return html.replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** Lomé, whose mayor’s mandate ends in February 2027; Kara, whose mayor’s ends then too, and whom nobody can reach. */
async function createTowns(act: Act): Promise<void> {
  await revise(act, async (rev) => {
    for (const [name, email] of [
      ['Lomé', 'cabinet@exemple.org'],
      ['Kara', null],
    ] as const) {
      const { id } = await createTestParty(rev, { name, kind: 'local_authority' });
      const { personId } = await createMandate(rev, {
        partyId: id,
        slug: `${name.slice(0, 3).toLowerCase()}-mayor`.replace('é', 'e'),
        name: `Tête de ${name}`,
        from: '2021-02-15',
        expectedEnd: '2027-02-15',
      });
      if (email)
        await recordFact(rev, factKinds.personContact, {
          from: null,
          to: null,
          certainty: 'confirmed',
          sourceId: await createTestSource(rev),
          values: { personId, channel: 'assistant', value: email },
        });
    }
  });
}
