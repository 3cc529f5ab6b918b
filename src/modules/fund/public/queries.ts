import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Missing } from '../../../kernel/errors.ts';
import { collator } from '../../../kernel/i18n/format.ts';
import type { Lang, Localized } from '../../../kernel/i18n/lang.ts';
import { asKnownNow, findPartiesById, findStatesOf, type PartyRef } from '../../register/index.ts';
import { fundDossierPlace, fundDossierSector, fundDossierVersion } from '../applications/schema.ts';
import { type IndicatorResult, listResults } from '../monitoring/results/queries.ts';
import { listPublicPhotos, type PublicPhoto } from '../photos/queries.ts';
import { awardYear, type ProjectCut, whereCut } from '../projects/cut.ts';
import { type PlacedProjects, placeProjects } from '../projects/places.ts';
import { fundAward, fundProject, type Project } from '../projects/schema.ts';
import { fundTheme } from '../schema.ts';
import { hideables, type Hideable } from '../vocabulary.ts';
import { fundHiding, type Hiding } from './schema.ts';

/** Both have signed, it was not cancelled, nobody hides it. */
export const isPublic = sql`exists (select from fund_public_project shown where shown.project_id = ${fundProject.id})`;

const hides = (what: Hideable) =>
  sql<boolean>`exists (select from fund_hidden hidden where hidden.project_id = ${fundProject.id} and hidden.what = ${what})`;
const hidesAmounts = hides('amounts');
const hidesPlaces = hides('places');

/** A project as the public lists it. */
export interface PublicRow {
  project: Project;
  /** Null: not published. */
  grantedCents: number | null;
  year: number;
  lead: PartyRef | undefined;
  country: PartyRef | undefined;
}

/** What of the public projects is asked for. */
export interface PublicFilter extends Pick<ProjectCut, 'fromYear' | 'toYear' | 'countryId' | 'theme'> {
  words?: string | undefined;
  leadId?: string | undefined;
}

export const publicSorts = ['title', 'lead', 'year', 'amount'] as const;
export type PublicSort = (typeof publicSorts)[number];
export interface PublicOrder {
  key: PublicSort;
  direction: 'ascending' | 'descending';
}

/** The projects that anyone may read, a page of them; and how many there are. */
export async function listPublicProjects(
  act: Act,
  filter: PublicFilter,
  { order, lang, page, size }: { order: PublicOrder; lang: Lang; page: number; size: number },
): Promise<{ rows: PublicRow[]; total: number }> {
  const where = await wherePublic(act, filter);
  const found = await act.db
    .select({ project: fundProject, grantedCents: fundAward.grantedCents, year: awardYear, hidesAmounts })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .where(where)
    .orderBy(...(await sortBy(act, order, lang)), desc(fundProject.reference))
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
    rows: found.map(({ hidesAmounts, ...row }) => ({
      ...row,
      grantedCents: hidesAmounts ? null : row.grantedCents,
      lead: parties.get(row.project.leadId),
      country: parties.get(states.get(row.project.leadId) ?? ''),
    })),
    total: counted!.total,
  };
}

/** Where the projects that anyone may read are, but for those whose places are hidden: `unpublished` counts them. */
export async function placePublicProjects(act: Act, filter: PublicFilter): Promise<{ places: PlacedProjects[]; unpublished: number }> {
  const counted = await act.db
    .select({
      leadId: fundProject.leadId,
      count: sql<number>`(count(*) filter (where not ${hidesPlaces}))::int`,
      unpublished: sql<number>`(count(*) filter (where ${hidesPlaces}))::int`,
    })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .where(await wherePublic(act, filter))
    .groupBy(fundProject.leadId);
  const placed = counted.filter(({ count }) => count > 0);
  return {
    places: await placeProjects(act, new Map(placed.map(({ leadId, count }) => [leadId, count]))),
    unpublished: counted.reduce((sum, { unpublished }) => sum + unpublished, 0),
  };
}

async function wherePublic(act: Act, { words, leadId, ...cut }: PublicFilter) {
  return and(
    isPublic,
    await whereCut(act, cut),
    leadId ? eq(fundProject.leadId, leadId) : undefined,
    words ? titledLike(words) : undefined,
  );
}

/** Whether a title, French or English, holds these words; case and accents do not count. */
export function titledLike(words: string): SQL {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(folded(${fundProject.titleFr}) like folded(${pattern}) or folded(${fundProject.titleEn}) like folded(${pattern}))`;
}

async function sortBy(act: Act, { key, direction }: PublicOrder, lang: Lang): Promise<SQL[]> {
  const turned = direction === 'descending' ? desc : asc;
  switch (key) {
    case 'title':
      return [turned(sql`folded(${lang === 'en' ? sql`coalesce(${fundProject.titleEn}, ${fundProject.titleFr})` : fundProject.titleFr})`)];
    case 'lead':
      return [turned(sql`array_position(${sql.param(await leadsByName(act))}::uuid[], ${fundProject.leadId})`)];
    case 'year':
      return [turned(fundAward.at)];
    case 'amount':
      // Amounts of several currencies are not compared; where one that is hidden stands says nothing of it.
      return [asc(hidesAmounts), asc(unlessHidden(fundAward.currency)), turned(unlessHidden(fundAward.grantedCents))];
  }
}

function unlessHidden(column: AnyPgColumn): SQL {
  return sql`case when not ${hidesAmounts} then ${column} end`;
}

/** Every lead applicant, by its name: the register knows how names are ordered, the database does not. */
async function leadsByName(act: Act): Promise<string[]> {
  const leads = await act.db.selectDistinct({ id: fundProject.leadId }).from(fundProject);
  const parties = await findPartiesById(
    act.db,
    leads.map(({ id }) => id),
    await asKnownNow(act),
  );
  const { compare } = collator('fr');
  return [...parties.values()].toSorted((one, other) => compare(one.name.fr, other.name.fr)).map(({ id }) => id);
}

/** What anyone reads of a project: what, where, how much, with what result. */
export interface PublicProject extends Omit<PublicRow, 'year' | 'grantedCents'> {
  summary: string;
  /** Null: not published. `rate` in hundredths of a percent. */
  amounts: { grantedCents: number; rate: number; totalCents: number; cityCents: number; inKindCents: number; otherCents: number } | null;
  markers: Record<'gender' | 'adaptation' | 'mitigation' | 'biodiversity' | 'desertification', 0 | 1 | 2 | null>;
  /** Null: not published. */
  places: string[] | null;
  themes: Localized[];
  continues: { slug: string; title: Localized } | null;
  results: IndicatorResult[];
  photos: PublicPhoto[];
  /** The public decision that granted it; not where its amounts are hidden: it tells one. */
  decision: string | null;
}

/** A project that anyone may read. @throws Missing where it is none, is hidden, or is not signed yet */
export async function findPublicProject(act: Act, slug: string): Promise<PublicProject> {
  const [found] = await act.db
    .select({ project: fundProject, award: fundAward, version: fundDossierVersion, hidesAmounts, hidesPlaces })
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
  const photos = await listPublicPhotos(act.db, project.id);
  const at = await asKnownNow(act);
  const states = await findStatesOf(act.db, at, [project.leadId]);
  const parties = await findPartiesById(act.db, [project.leadId, ...states.values()], at);
  const { totalCents, cityCents, inKindCents, otherCents, gender, adaptation, mitigation, biodiversity, desertification } = version;
  const { grantedCents, rate } = award;
  return {
    project,
    lead: parties.get(project.leadId),
    country: parties.get(states.get(project.leadId) ?? ''),
    summary: version.summary,
    amounts: found.hidesAmounts ? null : { grantedCents, rate, totalCents, cityCents, inKindCents, otherCents },
    markers: { gender, adaptation, mitigation, biodiversity, desertification } as PublicProject['markers'],
    places: found.hidesPlaces ? null : places.map(({ name }) => name),
    themes,
    continues: await findContinued(act.db, project.continuesId),
    results: await listResults(act.db, project),
    photos: found.hidesPlaces ? photos.map((one) => ({ ...one, photo: { ...one.photo, place: null } })) : photos,
    decision: found.hidesAmounts ? null : await findPublicDecision(act.db, award.decisionId),
  };
}

async function findPublicDecision(db: Db, id: string | null): Promise<string | null> {
  const { rows } = await db.execute<{ code: string }>(sql`select code from decision where id = ${id} and public`);
  return rows[0]?.code ?? null;
}

async function findContinued(db: Db, id: string | null): Promise<PublicProject['continues']> {
  if (!id) return null;
  const [found] = await db
    .select({ slug: fundProject.slug, title: { fr: fundProject.titleFr, en: fundProject.titleEn } })
    .from(fundProject)
    .where(and(eq(fundProject.id, id), isPublic));
  return found ?? null;
}

/** Whether the public reads a project, both have signed it, what is hidden of it, the decision that the public reads all the same, and each time that someone changed that, the latest first. */
export async function readPublication(db: Db, projectId: string): Promise<Publication> {
  const [found] = await db
    .select({
      decisionId: fundAward.decisionId,
      isPublic: sql<boolean>`${isPublic}`,
      isSigned: sql<boolean>`exists (select from fund_agreement_force where project_id = ${projectId})`,
    })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .where(eq(fundProject.id, projectId));
  const { decisionId, ...publicity } = found!;
  const hidings = await db.select().from(fundHiding).where(eq(fundHiding.projectId, projectId)).orderBy(desc(fundHiding.number));
  const now = hideables.map((what) => [what, hidings.find((one) => one.what === what)?.hidden ?? false]);
  const hides = Object.fromEntries(now) as Publication['hides'];
  return { ...publicity, hides, hidings, decision: await findPublicDecision(db, decisionId) };
}

export interface Publication {
  isPublic: boolean;
  isSigned: boolean;
  hides: Record<Hideable, boolean>;
  hidings: Hiding[];
  /** The public decision that granted it, whatever is hidden here. */
  decision: string | null;
}
