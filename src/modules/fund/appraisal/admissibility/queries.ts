import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { type Admissibility, type Completion, fundAdmissibility, fundCompletion } from './schema.ts';

/** What was said of a dossier's admissibility, the first time first. Whoever calls has checked who asks. */
export async function listAdmissibility(db: Db, dossierId: string): Promise<Admissibility[]> {
  return db.select().from(fundAdmissibility).where(eq(fundAdmissibility.dossierId, dossierId)).orderBy(asc(fundAdmissibility.number));
}

/** What a city was asked to complete, the first time first. Whoever calls has checked who asks. */
export async function listCompletions(db: Db, dossierId: string): Promise<Completion[]> {
  return db.select().from(fundCompletion).where(eq(fundCompletion.dossierId, dossierId)).orderBy(asc(fundCompletion.number));
}

/** Until when each of these dossiers was last asked to be completed. Whoever calls has checked who asks. */
export async function findDueDays(db: Db, dossierIds: readonly string[]): Promise<Map<string, Temporal.PlainDate>> {
  if (dossierIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([fundCompletion.dossierId], { id: fundCompletion.dossierId, dueOn: fundCompletion.dueOn })
    .from(fundCompletion)
    .where(inArray(fundCompletion.dossierId, [...dossierIds]))
    .orderBy(fundCompletion.dossierId, desc(fundCompletion.number));
  return new Map(rows.map(({ id, dueOn }) => [id, dueOn]));
}
