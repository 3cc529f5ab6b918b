import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { plainDate } from '../../kernel/db/columns.ts';
import { doneBy } from './columns.ts';

/** A rule of the fund from a day on. */
export const fundSetting = pgTable(
  'fund_setting',
  {
    name: text().notNull(),
    number: integer().notNull(),
    value: text().notNull(),
    appliesFrom: plainDate('applies_from').notNull(),
    reason: text().notNull(),
    ...doneBy(),
  },
  (table) => [primaryKey({ columns: [table.name, table.number] })],
);

/** A theme of the network, beside which stand purpose codes of the DAC. */
export const fundTheme = pgTable('fund_theme', {
  code: text().primaryKey(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en').notNull(),
  purposes: text().array().notNull(),
  source: text().notNull(),
  retiredOn: plainDate('retired_on'),
});
