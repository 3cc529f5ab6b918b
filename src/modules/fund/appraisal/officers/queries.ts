import { and, desc, eq, gt, inArray, ne } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { actorId } from '../../../../kernel/actor.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { fundOfficer, fundPresence } from './schema.ts';

export type Officer = typeof fundOfficer.$inferSelect;
export type Presence = typeof fundPresence.$inferSelect;

/** Who appraises each of these dossiers now; a dossier that nobody took is absent. */
export async function findOfficers(db: Db, dossierIds: readonly string[]): Promise<Map<string, Officer>> {
  if (dossierIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([fundOfficer.dossierId])
    .from(fundOfficer)
    .where(inArray(fundOfficer.dossierId, [...dossierIds]))
    .orderBy(fundOfficer.dossierId, desc(fundOfficer.number));
  return new Map(rows.map((row) => [row.dossierId, row]));
}

/** Who else had the page of a dossier open in the last quarter of an hour, the latest first. */
export async function listOthersPresent(act: Act, dossierId: string): Promise<Presence[]> {
  return act.db
    .select()
    .from(fundPresence)
    .where(
      and(
        eq(fundPresence.dossierId, dossierId),
        ne(fundPresence.userId, actorId(act.actor) ?? ''),
        gt(fundPresence.seenAt, act.now.subtract({ minutes: 15 })),
      ),
    )
    .orderBy(desc(fundPresence.seenAt));
}
