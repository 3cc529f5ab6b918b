import { sql } from 'drizzle-orm';
import { ledgerEntry } from '../schema.ts';

/** Of a row of `due_call`: whether its entry was reversed. */
export const isCancelled = sql<boolean>`exists (
  select 1 from ${ledgerEntry} entry join ${ledgerEntry} reversal on reversal.reverses = entry.id where entry.call_id = due_call.id)`;
