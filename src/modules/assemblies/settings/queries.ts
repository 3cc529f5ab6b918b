import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../../kernel/db/db.ts';
import { assemblySetting } from '../schema.ts';
import { type SettingKey, settingFields, settingKeys } from './fields.ts';
import { defaultSettings, type SittingSettings } from './rules.ts';

export type RecordedSetting = typeof assemblySetting.$inferSelect;

/** The rules of a body on a day, and for each the row that says so; null where it is this software's default. */
export interface SettingsOnDay {
  settings: SittingSettings;
  rows: Record<SettingKey, RecordedSetting | null>;
}

/** The rules in force for a body on a day. */
export async function settingsOn(db: Db, bodyId: string, on: Temporal.PlainDate): Promise<SettingsOnDay> {
  const recorded = await listSettings(db, bodyId);
  let settings = defaultSettings;
  const rows = {} as Record<SettingKey, RecordedSetting | null>;
  for (const key of settingKeys) {
    const inForce = inForceOn(
      recorded.filter((one) => one.key === key),
      on,
    );
    rows[key] = inForce;
    if (inForce) settings = settingFields[key].apply(settings, inForce.value);
  }
  return { settings, rows };
}

/** All that was ever recorded for a body, in order. */
export async function listSettings(db: Db, bodyId: string): Promise<RecordedSetting[]> {
  return db
    .select()
    .from(assemblySetting)
    .where(eq(assemblySetting.bodyId, bodyId))
    .orderBy(asc(assemblySetting.key), asc(assemblySetting.number));
}

/** The latest that has begun to apply; of two that begin the same day, the one recorded last. */
function inForceOn(rows: readonly RecordedSetting[], on: Temporal.PlainDate): RecordedSetting | null {
  let found: RecordedSetting | null = null;
  for (const row of rows) {
    if (Temporal.PlainDate.compare(row.appliesFrom, on) > 0) continue;
    if (!found || Temporal.PlainDate.compare(row.appliesFrom, found.appliesFrom) >= 0) found = row;
  }
  return found;
}
