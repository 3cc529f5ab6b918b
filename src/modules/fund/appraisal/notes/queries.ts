import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { fundNote, type Note } from './schema.ts';

/** The notes on a dossier, the first one first. Whoever calls has checked who asks. */
export async function listNotes(db: Db, dossierId: string): Promise<Note[]> {
  return db.select().from(fundNote).where(eq(fundNote.dossierId, dossierId)).orderBy(asc(fundNote.number));
}
