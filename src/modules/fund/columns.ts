import { bigint, text } from 'drizzle-orm/pg-core';
import { instant } from '../../kernel/db/columns.ts';

/** Money in the smallest unit of its currency. */
export const cents = (name: string) => bigint(name, { mode: 'number' });

/** Who did something, and when. */
export const doneBy = () => ({
  at: instant().notNull(),
  byId: text('by_id'),
  by: text().notNull(),
});
