import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../../../kernel/db/columns.ts';
import { doneBy } from '../../columns.ts';

/** A dossier on the agenda of a sitting; several may share an item. */
export const fundAgendaEntry = pgTable('fund_agenda_entry', {
  id: uuid().primaryKey(),
  dossierId: uuid('dossier_id').notNull(),
  version: integer().notNull(),
  /** Null where it comes after the vote (R10). */
  note: integer(),
  sittingId: uuid('sitting_id').notNull(),
  itemId: uuid('item_id').notNull(),
  ...doneBy(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnBy: text('withdrawn_by'),
  withdrawnReason: text('withdrawn_reason'),
});
export type AgendaEntry = typeof fundAgendaEntry.$inferSelect;
