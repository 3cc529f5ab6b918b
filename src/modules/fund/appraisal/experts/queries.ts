import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { actorId } from '../../../../kernel/actor.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { fundDossier } from '../../applications/schema.ts';
import type { FundDossier } from '../../applications/schema.ts';
import { listScores, type GivenScores } from '../scoring/queries.ts';
import { type Assignment, fundAssignment, fundInterest, fundOpinion, type InterestDeclaration, type Opinion } from './schema.ts';

/** Someone asked about a dossier, and what came of it. */
export interface Evaluation {
  assignment: Assignment;
  declaration: InterestDeclaration | null;
  /** The last one. */
  opinion: Opinion | null;
  scores: GivenScores | null;
}

/** How many opinions and scores are in, of those that were asked. */
export interface Progress {
  opinions: { asked: number; given: number };
  scores: { asked: number; given: number };
}

/** Everyone asked about these dossiers. Whoever calls has checked who asks: `readEvaluations` is what is shown. */
export async function listEvaluations(db: Db, dossierIds: readonly string[]): Promise<Map<string, Evaluation[]>> {
  if (dossierIds.length === 0) return new Map();
  const rows = await db
    .select({ assignment: fundAssignment, declaration: fundInterest })
    .from(fundAssignment)
    .leftJoin(fundInterest, eq(fundInterest.assignmentId, fundAssignment.id))
    .where(inArray(fundAssignment.dossierId, [...dossierIds]))
    .orderBy(asc(fundAssignment.at), asc(fundAssignment.name));
  const ids = rows.map(({ assignment }) => assignment.id);
  const opinions = await findOpinions(db, ids);
  const scores = await listScores(db, dossierIds);
  const all = rows.map(({ assignment, declaration }) => ({
    assignment,
    declaration,
    opinion: opinions.get(assignment.id) ?? null,
    scores: scores.get(assignment.dossierId)?.find(({ scoring }) => scoring.assignmentId === assignment.id) ?? null,
  }));
  return Map.groupBy(all, ({ assignment }) => assignment.dossierId);
}

async function findOpinions(db: Db, ids: readonly string[]): Promise<Map<string, Opinion>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([fundOpinion.assignmentId])
    .from(fundOpinion)
    .where(inArray(fundOpinion.assignmentId, [...ids]))
    .orderBy(fundOpinion.assignmentId, desc(fundOpinion.number));
  return new Map(rows.map((row) => [row.assignmentId, row]));
}

/** What is still waited for: what was asked of someone who has neither given it nor been taken off. */
export function progressOf(evaluations: readonly Evaluation[]): Progress {
  const count = (task: 'opinion' | 'scoring', isGiven: (one: Evaluation) => boolean) => {
    const counted = evaluations.filter((one) => one.assignment.tasks.includes(task) && (one.assignment.endedAt === null || isGiven(one)));
    return { asked: counted.length, given: counted.filter(isGiven).length };
  };
  return { opinions: count('opinion', (one) => one.opinion !== null), scores: count('scoring', (one) => one.scores !== null) };
}

/** Whether someone still owes an answer on a dossier, and so may not read those of others. */
export function mustAnswerFirst(act: Act, evaluations: readonly Evaluation[]): boolean {
  const id = actorId(act.actor);
  return evaluations.some(
    ({ assignment: { userId, endedAt, tasks }, opinion, scores }) =>
      userId === id && endedAt === null && ((tasks.includes('opinion') && !opinion) || (tasks.includes('scoring') && !scores)),
  );
}

/** The opinions that a city may read: shared ones, without a name. Whoever calls has checked that it is its dossier. */
export async function listSharedOpinions(db: Db, dossierId: string): Promise<Opinion[]> {
  const evaluations = (await listEvaluations(db, [dossierId])).get(dossierId) ?? [];
  return evaluations.flatMap(({ opinion }) => (opinion?.shared ? [opinion] : []));
}

/** What was asked of someone, the most urgent first, with the dossier; whoever calls is that person. */
export async function listAskedOf(
  db: Db,
  userId: string,
): Promise<{ assignment: Assignment; dossier: FundDossier; declaration: InterestDeclaration | null }[]> {
  return db
    .select({ assignment: fundAssignment, dossier: fundDossier, declaration: fundInterest })
    .from(fundAssignment)
    .innerJoin(fundDossier, eq(fundDossier.id, fundAssignment.dossierId))
    .leftJoin(fundInterest, eq(fundInterest.assignmentId, fundAssignment.id))
    .where(eq(fundAssignment.userId, userId))
    .orderBy(asc(fundAssignment.dueOn), asc(fundDossier.reference));
}
