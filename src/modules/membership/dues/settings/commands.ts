import { eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid } from '../../../../kernel/errors.ts';
import { day, requiredText } from '../../../../kernel/http/fields.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { lockLedger } from '../ledger/record.ts';
import { say } from '../messages.ts';
import { optionalAmount } from '../money/fields.ts';
import { maySignExceptions } from '../policy.ts';
import { dueSetting } from '../schema.ts';
import { type ReminderLevel, type SettingValues, unknownPlaceholders } from './rules.ts';

export const mostLevels = 3;

const why = { startsOn: day, reason: requiredText(500) };

export const thresholdInput = z.object({ threshold: optionalAmount, ...why });

export const remindersInput = z.object({
  ...Object.fromEntries(
    Array.from({ length: mostLevels }, (_, index) => index + 1).flatMap((level) =>
      ['days', 'subjectFr', 'bodyFr', 'subjectEn', 'bodyEn'].map(
        (field) => [`${field}${level}`, z.string().trim().max(4000).default('')] as const,
      ),
    ),
  ),
  ...why,
});

/** Changes, from a day on, the amount from which a reversal is signed by another person. @throws Forbidden, Invalid */
export async function changeThreshold(act: Act, { threshold, ...said }: z.output<typeof thresholdInput>): Promise<void> {
  if (threshold === null) throw new Invalid({ threshold: say.later('setting.threshold') });
  await changeSetting(act, 'reversal_threshold', { cents: threshold }, said);
}

/**
 * Changes the reminders from a day on: a level without days is left out.
 * @throws Forbidden; Invalid naming each level that is not whole, or not later than the one before
 */
export async function changeReminders(act: Act, input: Record<string, unknown>): Promise<void> {
  const { startsOn, reason } = z.object({ startsOn: z.custom<Temporal.PlainDate>(), reason: z.string() }).parse(input);
  const wrong: Record<string, Message> = {};
  const levels: ReminderLevel[] = [];
  for (let level = 1; level <= mostLevels; level += 1) {
    const field = (name: string) => {
      const typed = input[`${name}${level}`];
      return typeof typed === 'string' ? typed : '';
    };
    if (field('days') === '') continue;
    const days = Number(field('days'));
    const before = levels.at(-1)?.days ?? 0;
    if (!Number.isInteger(days) || days <= before || days > 3_650) wrong[`days${level}`] = say.later('setting.days', { before });
    for (const name of ['subjectFr', 'bodyFr', 'subjectEn', 'bodyEn']) {
      const unknown = unknownPlaceholders(field(name));
      if (field(name) === '') wrong[`${name}${level}`] = say.later('setting.words');
      else if (unknown.length > 0) wrong[`${name}${level}`] = say.later('setting.placeholder', { name: unknown.join(', ') });
    }
    levels.push({
      days,
      subject: { fr: field('subjectFr'), en: field('subjectEn') },
      body: { fr: field('bodyFr'), en: field('bodyEn') },
    });
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  await changeSetting(act, 'reminders', { levels }, { startsOn, reason });
}

async function changeSetting<N extends keyof SettingValues>(
  act: Act,
  name: N,
  value: SettingValues[N],
  { startsOn, reason }: { startsOn: Temporal.PlainDate; reason: string },
): Promise<void> {
  if (!maySignExceptions(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockLedger(act);
    const [last] = await act.db
      .select({ number: max(dueSetting.number) })
      .from(dueSetting)
      .where(eq(dueSetting.name, name));
    await act.db.insert(dueSetting).values({
      name,
      number: (last?.number ?? 0) + 1,
      startsOn,
      value,
      reason,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    await audit(act, { command: 'dues.setting', subject: name, detail: { from: startsOn.toString() } });
  });
}
