import { and, desc, eq, lte } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { mayReadFund } from '../policy.ts';
import { fundSetting } from '../schema.ts';
import { settingFields, type SettingName, type SettingValue } from './fields.ts';

export type RecordedSetting = typeof fundSetting.$inferSelect;

/** What a rule of the fund is on a day: the latest that has begun to apply; of two that begin the same day, the one recorded last. */
export async function settingOn<N extends SettingName>(db: Db, name: N, on: Temporal.PlainDate): Promise<SettingValue<N>> {
  const found = await settingRowOn(db, name, on);
  const { usual, read } = settingFields[name];
  return (found ? read(found.value) : usual) as SettingValue<N>;
}

/** The row that says what a rule is on a day; null where it is this software's default. */
export async function settingRowOn(db: Db, name: SettingName, on: Temporal.PlainDate): Promise<RecordedSetting | null> {
  const [found] = await db
    .select()
    .from(fundSetting)
    .where(and(eq(fundSetting.name, name), lte(fundSetting.appliesFrom, on)))
    .orderBy(desc(fundSetting.appliesFrom), desc(fundSetting.number))
    .limit(1);
  return found ?? null;
}

/** All that was ever recorded, the latest first. @throws Forbidden */
export async function listSettings(act: Act): Promise<RecordedSetting[]> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  return act.db.select().from(fundSetting).orderBy(desc(fundSetting.at), fundSetting.name, desc(fundSetting.number));
}
