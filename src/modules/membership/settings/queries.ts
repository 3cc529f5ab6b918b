import { asc } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { mayReadMembership } from '../policy.ts';
import { membershipSetting } from '../schema.ts';
import { type Settings, settingsOn } from './rules.ts';

export type Setting = typeof membershipSetting.$inferSelect;

/** The rules of membership in force on a day. */
export async function findSettings(db: Db, on: Temporal.PlainDate): Promise<Settings> {
  return settingsOn(await selectSettings(db), on);
}

/** Every value that a rule was given, in the order in which they were recorded. @throws Forbidden */
export async function listSettings(act: Act): Promise<Setting[]> {
  if (!mayReadMembership(act.actor)) throw new Forbidden();
  return selectSettings(act.db);
}

function selectSettings(db: Db): Promise<Setting[]> {
  return db.select().from(membershipSetting).orderBy(asc(membershipSetting.at), asc(membershipSetting.id));
}
