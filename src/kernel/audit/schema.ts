import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../db/columns.ts';

/** Who did what, outside the register (which has its own journal). Never rewritten nor deleted. */
export const auditEntry = pgTable('audit_entry', {
  id: uuid().primaryKey(),
  at: instant().notNull(),
  actorId: text('actor_id'),
  actor: text().notNull(),
  command: text().notNull(),
  subject: text().notNull(),
  detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
});
