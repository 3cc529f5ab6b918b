import { desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { fundAssignment } from '../experts/schema.ts';
import type { Given } from './rules.ts';
import { fundScore, fundScoring, type Score, type Scoring } from './schema.ts';

/** Someone's scores of a dossier: their last ones. */
export interface GivenScores extends Given {
  dossierId: string;
  name: string;
  scoring: Scoring;
}

/** The scores that count of these dossiers: the last of each person, in the order in which they first came. */
export async function listScores(db: Db, dossierIds: readonly string[]): Promise<Map<string, GivenScores[]>> {
  if (dossierIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([fundAssignment.dossierId, fundAssignment.userId], { assignment: fundAssignment, scoring: fundScoring })
    .from(fundScoring)
    .innerJoin(fundAssignment, eq(fundAssignment.id, fundScoring.assignmentId))
    .where(inArray(fundAssignment.dossierId, [...dossierIds]))
    .orderBy(fundAssignment.dossierId, fundAssignment.userId, desc(fundScoring.at), desc(fundScoring.number));
  const given = rows.map(({ assignment: { dossierId, userId, name }, scoring }) => ({
    dossierId,
    userId,
    name,
    scoring,
    total: scoring.total,
  }));
  given.sort((one, other) => Temporal.Instant.compare(one.scoring.at, other.scoring.at));
  return Map.groupBy(given, ({ dossierId }) => dossierId);
}

/** Every score of these, as it was given. */
export async function listRawScores(db: Db, scorings: readonly Scoring[]): Promise<Score[]> {
  if (scorings.length === 0) return [];
  const rows = await db
    .select()
    .from(fundScore)
    .where(
      inArray(
        fundScore.assignmentId,
        scorings.map(({ assignmentId }) => assignmentId),
      ),
    );
  return rows.filter((row) => scorings.some(({ assignmentId, number }) => assignmentId === row.assignmentId && number === row.number));
}
