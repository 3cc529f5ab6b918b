import { asc } from 'drizzle-orm';
import type { Db } from '../../../kernel/db/db.ts';
import { type Settings, settingsOn } from './rules.ts';
import { registerSetting, type Setting } from './schema.ts';

/** The rules of the register in force on a day. */
export async function findSettings(db: Db, on: Temporal.PlainDate): Promise<Settings> {
  return settingsOn(await listSettings(db), on);
}

/** Every value that a rule was given, in the order in which they were recorded. */
export function listSettings(db: Db): Promise<Setting[]> {
  return db.select().from(registerSetting).orderBy(asc(registerSetting.at), asc(registerSetting.id));
}
