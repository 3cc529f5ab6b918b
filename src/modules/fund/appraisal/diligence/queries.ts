import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { type Diligence, fundDiligence } from './schema.ts';

/** All that was verified of whoever asks, the first line first. Whoever calls has checked who asks. */
export async function listDiligence(db: Db, dossierId: string): Promise<Diligence[]> {
  return db.select().from(fundDiligence).where(eq(fundDiligence.dossierId, dossierId)).orderBy(asc(fundDiligence.number));
}
