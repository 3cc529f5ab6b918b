import { and, asc, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { requireCity } from '../../../kernel/actor.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../register/index.ts';
import { mayReadFund } from '../policy.ts';
import type { ProjectState } from '../vocabulary.ts';
import { type ProjectCut, whereCut } from './cut.ts';
import { type Award, fundAward, fundProject, fundProjectNow, fundProjectStep, type Project } from './schema.ts';

/** A project where it stands. */
export interface ProjectRow {
  project: Project;
  state: ProjectState;
  grantedCents: number;
  lead: PartyRef;
}

export interface ProjectFilter extends ProjectCut {
  state?: ProjectState | undefined;
  words?: string | undefined;
  leadId?: string | undefined;
}

export const projectSorts = ['reference', 'title', 'amount', 'ends'] as const;
export type ProjectSort = (typeof projectSorts)[number];

const lastState = sql<ProjectState>`(select ${fundProjectNow.state} from ${fundProjectNow} where ${fundProjectNow.projectId} = fund_project.id)`;

/** Projects, a page of them, and how many there are. @throws Forbidden */
export async function listProjects(
  act: Act,
  filter: ProjectFilter,
  { sort, page, size }: { sort: { key: ProjectSort; direction: 'ascending' | 'descending' }; page: number; size: number },
): Promise<{ rows: ProjectRow[]; total: number }> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  return readProjects(act, filter, { sort, page, size });
}

/** The projects of the city of whoever asks. @throws Forbidden to anyone else */
export async function listOwnProjects(act: Act): Promise<ProjectRow[]> {
  const sort = { key: 'reference', direction: 'descending' } as const;
  return (await readProjects(act, { leadId: requireCity(act.actor) }, { sort, page: 1, size: 1000 })).rows;
}

async function readProjects(
  act: Act,
  { state, words, leadId, ...cut }: ProjectFilter,
  { sort, page, size }: { sort: { key: ProjectSort; direction: 'ascending' | 'descending' }; page: number; size: number },
): Promise<{ rows: ProjectRow[]; total: number }> {
  const pattern = words && `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const where = and(
    state ? eq(lastState, state) : undefined,
    leadId ? eq(fundProject.leadId, leadId) : undefined,
    await whereCut(act, cut),
    pattern ? or(ilike(fundProject.titleFr, pattern), ilike(fundProject.reference, pattern)) : undefined,
  );
  const columns: Record<ProjectSort, SQL> = {
    reference: sql`${fundProject.reference}`,
    title: sql`${fundProject.titleFr}`,
    amount: sql`${fundAward.grantedCents}`,
    ends: sql`${fundProject.endsOn}`,
  };
  const order = sort.direction === 'descending' ? desc(columns[sort.key]) : asc(columns[sort.key]);
  const found = await act.db
    .select({ project: fundProject, state: lastState, grantedCents: fundAward.grantedCents })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .where(where)
    .orderBy(order, desc(fundProject.reference))
    .limit(size)
    .offset((page - 1) * size);
  const [counted] = await act.db
    .select({ total: sql<number>`count(*)::int` })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .where(where);
  const parties = await findPartiesById(
    act.db,
    found.map((one) => one.project.leadId),
    await asKnownNow(act),
  );
  return { rows: found.map((one) => ({ ...one, lead: parties.get(one.project.leadId)! })), total: counted!.total };
}

/** A project whole, as its pages show it. */
export interface ProjectCase {
  project: Project;
  award: Award;
  state: ProjectState;
  steps: (typeof fundProjectStep.$inferSelect)[];
  lead: PartyRef;
}

/** A project by its reference, for the secretariat. @throws Forbidden, Missing */
export async function findProject(act: Act, reference: string): Promise<ProjectCase> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  return readProject(act, reference, undefined);
}

/** A project of the city of whoever asks. @throws Forbidden; Missing where it is another's */
export async function findOwnProject(act: Act, reference: string): Promise<ProjectCase> {
  return readProject(act, reference, requireCity(act.actor));
}

async function readProject(act: Act, reference: string, leadId: string | undefined): Promise<ProjectCase> {
  const [found] = await act.db
    .select({ project: fundProject, award: fundAward })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .where(and(eq(fundProject.reference, reference), leadId ? eq(fundProject.leadId, leadId) : undefined));
  if (!found) throw new Missing(`project ${reference}`);
  const steps = await listProjectSteps(act.db, found.project.id);
  const parties = await findPartiesById(act.db, [found.project.leadId], await asKnownNow(act));
  return { ...found, steps, state: steps.at(-1)!.state, lead: parties.get(found.project.leadId)! };
}

async function listProjectSteps(db: Db, projectId: string): Promise<ProjectCase['steps']> {
  return db.select().from(fundProjectStep).where(eq(fundProjectStep.projectId, projectId)).orderBy(asc(fundProjectStep.number));
}
