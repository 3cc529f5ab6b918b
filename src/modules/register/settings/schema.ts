import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainDate } from '../../../kernel/db/columns.ts';

/** What the secretariat decides of the register. */
export const settingNames = ['asks', 'ask_months', 'remind_days', 'most_reminders', 'contact_years', 'erases_contacts'] as const;
export type SettingName = (typeof settingNames)[number];

/** A rule, with the day from which it applies. */
export const registerSetting = pgTable('register_setting', {
  id: uuid().primaryKey(),
  name: text({ enum: settingNames }).notNull(),
  value: text().notNull(),
  appliesFrom: plainDate('applies_from').notNull(),
  reason: text().notNull(),
  at: instant().notNull(),
  byId: text('by_id'),
  by: text().notNull(),
});
export type Setting = typeof registerSetting.$inferSelect;
