import { and, desc, eq, lte } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { say } from '../messages.ts';
import { mayReadDues } from '../policy.ts';
import { dueSetting } from '../schema.ts';
import type { SettingValues } from './rules.ts';

export type Setting = typeof dueSetting.$inferSelect;

/**
 * What Beffroi does until the network says otherwise: a default of the software, no rule of the network. Three reminders,
 * and two people for a reversal from 1,000 € on.
 */
export const defaults: SettingValues = {
  reminders: {
    levels: [1, 2, 3].map((level) => ({
      days: [30, 90, 180][level - 1]!,
      subject: { fr: say.in('fr')(`reminder.default.${level as 1}.subject`), en: say.in('en')(`reminder.default.${level as 1}.subject`) },
      body: { fr: say.in('fr')(`reminder.default.${level as 1}.body`), en: say.in('en')(`reminder.default.${level as 1}.body`) },
    })),
  },
  reversal_threshold: { cents: 1_000_00 },
};

/** A setting as it is in force on a day; the default before the first change. */
export async function readSetting<N extends keyof SettingValues>(db: Db, name: N, on: Temporal.PlainDate): Promise<SettingValues[N]> {
  const [found] = await db
    .select()
    .from(dueSetting)
    .where(and(eq(dueSetting.name, name), lte(dueSetting.startsOn, on)))
    .orderBy(desc(dueSetting.startsOn), desc(dueSetting.number))
    .limit(1);
  return found ? (found.value as SettingValues[N]) : defaults[name];
}

/** Every change of the settings, the latest first. @throws Forbidden */
export async function listSettings(act: Act): Promise<Setting[]> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  return act.db.select().from(dueSetting).orderBy(desc(dueSetting.at), dueSetting.name, desc(dueSetting.number));
}
