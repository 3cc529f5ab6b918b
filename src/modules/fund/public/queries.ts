import { and, desc, eq, ilike, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Missing } from '../../../kernel/errors.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import { asKnownNow, findPartiesById, findStatesOf, type PartyRef } from '../../register/index.ts';
import { fundDossierPlace, fundDossierSector, fundDossierVersion } from '../applications/schema.ts';
import { type IndicatorResult, listResults } from '../monitoring/results/queries.ts';
import { awardYear, type ProjectCut, whereCut } from '../projects/cut.ts';
import { type PlacedProjects, placeProjects } from '../projects/places.ts';
import { type Award, fundAward, fundProject, type Project } from '../projects/schema.ts';
import { fundTheme } from '../schema.ts';
import { fundHiding, type Hiding } from './schema.ts';

/** Both have signed, it was not cancelled, nobody hides it. */
export const isPublic = sql`fund_is_public(${fundProject.id})`;

/** A project as the public lists it. */
export interface PublicRow {
  project: Project;
  grantedCents: number;
  year: number;
  lead: PartyRef | undefined;
  country: PartyRef | undefined;
}

/** What of the public projects is asked for. */
export interface PublicFilter extends Pick<ProjectCut, 'fromYear' | 'toYear' | 'countryId' | 'theme'> {
  words?: string | undefined;
  leadId?: string | undefined;
}

/** The projects that anyone may read, the latest first, a page of them; and how many there are. */
export async function listPublicProjects(
  act: Act,
  filter: PublicFilter,
  { page, size }: { page: number; size: number },
): Promise<{ rows: PublicRow[]; total: number }> {
  const where = await wherePublic(act, filter);
  const found = await act.db
    .select({ project: fundProject, grantedCents: fundAward.grantedCents, year: awardYear })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .where(where)
    .orderBy(desc(fundProject.startsOn), desc(fundProject.reference))
    .limit(size)
    .offset((page - 1) * size);
  const [counted] = await act.db
    .select({ total: sql<number>`count(*)::int` })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .where(where);
  const at = await asKnownNow(act);
  const leads = [...new Set(found.map(({ project }) => project.leadId))];
  const states = await findStatesOf(act.db, at, leads);
  const parties = await findPartiesById(act.db, [...leads, ...new Set(states.values())], at);
  return {
    rows: found.map((row) => ({
      ...row,
      lead: parties.get(row.project.leadId),
      country: parties.get(states.get(row.project.leadId) ?? ''),
    })),
    total: counted!.total,
  };
}

/** Where the projects that anyone may read are. */
export async function placePublicProjects(act: Act, filter: PublicFilter): Promise<PlacedProjects[]> {
  const counted = await act.db
    .select({ leadId: fundProject.leadId, count: sql<number>`count(*)::int` })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .where(await wherePublic(act, filter))
    .groupBy(fundProject.leadId);
  return placeProjects(act, new Map(counted.map(({ leadId, count }) => [leadId, count])));
}

async function wherePublic(act: Act, { words, leadId, ...cut }: PublicFilter) {
  const pattern = words && `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return and(
    isPublic,
    await whereCut(act, cut),
    leadId ? eq(fundProject.leadId, leadId) : undefined,
    pattern ? ilike(fundProject.titleFr, pattern) : undefined,
  );
}

/** What anyone reads of a project: what, where, how much, with what result. */
export interface PublicProject extends Omit<PublicRow, 'year' | 'grantedCents'> {
  award: Award;
  summary: string;
  amounts: { requestedCents: number; totalCents: number; cityCents: number; inKindCents: number; otherCents: number };
  markers: Record<'gender' | 'adaptation' | 'mitigation' | 'biodiversity' | 'desertification', 0 | 1 | 2 | null>;
  places: string[];
  themes: Localized[];
  continues: { slug: string; title: string } | null;
  results: IndicatorResult[];
  /** The public decision that granted it. */
  decision: string | null;
}

/** A project that anyone may read. @throws Missing where it is none, is hidden, or is not signed yet */
export async function findPublicProject(act: Act, slug: string): Promise<PublicProject> {
  const [found] = await act.db
    .select({ project: fundProject, award: fundAward, version: fundDossierVersion })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .innerJoin(
      fundDossierVersion,
      and(eq(fundDossierVersion.dossierId, fundAward.dossierId), eq(fundDossierVersion.number, fundAward.version)),
    )
    .where(and(eq(fundProject.slug, slug), isPublic));
  if (!found) throw new Missing(`project ${slug}`);
  const { project, award, version } = found;
  const of = { dossier: award.dossierId, version: award.version };
  const places = await act.db
    .select({ name: fundDossierPlace.name })
    .from(fundDossierPlace)
    .where(and(eq(fundDossierPlace.dossierId, of.dossier), eq(fundDossierPlace.version, of.version)));
  const themes = await act.db
    .select({ fr: fundTheme.nameFr, en: fundTheme.nameEn })
    .from(fundDossierSector)
    .innerJoin(fundTheme, eq(fundTheme.code, fundDossierSector.theme))
    .where(and(eq(fundDossierSector.dossierId, of.dossier), eq(fundDossierSector.version, of.version)));
  const at = await asKnownNow(act);
  const states = await findStatesOf(act.db, at, [project.leadId]);
  const parties = await findPartiesById(act.db, [project.leadId, ...states.values()], at);
  const { rows } = await act.db.execute<{ code: string }>(sql`select code from decision where id = ${award.decisionId} and public`);
  const { requestedCents, totalCents, cityCents, inKindCents, otherCents, gender, adaptation, mitigation, biodiversity, desertification } =
    version;
  return {
    project,
    award,
    lead: parties.get(project.leadId),
    country: parties.get(states.get(project.leadId) ?? ''),
    summary: version.summary,
    amounts: { requestedCents, totalCents, cityCents, inKindCents, otherCents },
    markers: { gender, adaptation, mitigation, biodiversity, desertification } as PublicProject['markers'],
    places: places.map(({ name }) => name),
    themes,
    continues: await findContinued(act.db, project.continuesId),
    results: await listResults(act.db, project),
    decision: rows[0]?.code ?? null,
  };
}

async function findContinued(db: Db, id: string | null): Promise<PublicProject['continues']> {
  if (!id) return null;
  const [found] = await db
    .select({ slug: fundProject.slug, title: fundProject.titleFr })
    .from(fundProject)
    .where(and(eq(fundProject.id, id), isPublic));
  return found ?? null;
}

/** Whether the public reads a project, and each time that someone changed it, the latest first. */
export async function readPublication(db: Db, projectId: string): Promise<{ isPublic: boolean; hidings: Hiding[] }> {
  const [found] = await db
    .select({ isPublic: sql<boolean>`${isPublic}` })
    .from(fundProject)
    .where(eq(fundProject.id, projectId));
  const hidings = await db.select().from(fundHiding).where(eq(fundHiding.projectId, projectId)).orderBy(desc(fundHiding.number));
  return { isPublic: found!.isPublic, hidings };
}
