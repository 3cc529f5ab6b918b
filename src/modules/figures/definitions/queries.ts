import { and, asc, desc, eq, max } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { At } from '../../../kernel/collections.ts';
import { Missing } from '../../../kernel/errors.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import { evaluateReading, evaluateValues, resolveMoment, type Evaluation, type Moment, type Slice } from '../evaluation/evaluate.ts';
import type { Alternative, Reading } from '../evaluation/expression.ts';
import { maySeeDrafts } from '../policy.ts';
import { figure, figureVersion } from '../schema.ts';

/** What a figure means in one of its versions. */
export interface FigureVersion {
  id: string;
  slug: string;
  number: number;
  name: Localized & { en: string };
  rule: Localized & { en: string };
  unit: Localized & { en: string };
  reading: Reading;
  alternatives: Alternative[];
  state: 'draft' | 'published';
  draftedBy: string;
  draftedAt: Temporal.Instant;
  publishedBy: string | null;
  publishedAt: Temporal.Instant | null;
}

/** A figure's value at a point, with the rows behind it and its other readings. */
export interface FigureEvaluation extends Evaluation {
  version: FigureVersion;
  at: At;
  /** The state of knowledge that was asked for, or now. */
  knownAt: Temporal.Instant;
  alternatives: { label: Localized; value: number | null }[];
}

/** Every version of a figure, the latest first; drafts only for those who may see them. @throws Missing */
export async function findVersions(act: Act, slug: string): Promise<FigureVersion[]> {
  const rows = await selectVersions(act)
    .where(and(eq(figure.slug, slug), maySeeDrafts(act.actor) ? undefined : eq(figureVersion.state, 'published')))
    .orderBy(desc(figureVersion.number));
  if (rows.length === 0) throw new Missing(`figure ${slug}`);
  return rows.map(toVersion);
}

/** The version of a figure that counts: the last published. @throws Missing when there is none */
export async function findPublished(act: Act, slug: string): Promise<FigureVersion> {
  const versions = await selectVersions(act)
    .where(and(eq(figure.slug, slug), eq(figureVersion.state, 'published')))
    .orderBy(desc(figureVersion.number))
    .limit(1);
  if (!versions[0]) throw new Missing(`figure ${slug}`);
  return toVersion(versions[0]);
}

/** The version being written, or null. */
export async function findDraft(act: Act, slug: string): Promise<FigureVersion | null> {
  const [row] = await selectVersions(act).where(and(eq(figure.slug, slug), eq(figureVersion.state, 'draft')));
  return row ? toVersion(row) : null;
}

/** One version by its identifier. @throws Missing */
export async function findVersion(act: Act, id: string): Promise<FigureVersion> {
  const [row] = await selectVersions(act).where(eq(figureVersion.id, id));
  if (!row) throw new Missing(`figure version ${id}`);
  return toVersion(row);
}

/** Every published figure with its value at a moment, by slug. */
export async function listFigures(act: Act, moment: Moment = {}): Promise<{ version: FigureVersion; value: number | null }[]> {
  const versions = await listPublished(act);
  const at = await resolveMoment(act, moment);
  const values = await evaluateValues(
    act,
    versions.map(({ reading }) => ({ reading, at })),
  );
  return versions.map((version, index) => ({ version, value: values[index] ?? null }));
}

/** The last published version of every figure, by slug. */
export async function listPublished(act: Act): Promise<FigureVersion[]> {
  const latest = act.db
    .select({ figureId: figureVersion.figureId, number: max(figureVersion.number).as('latest') })
    .from(figureVersion)
    .where(eq(figureVersion.state, 'published'))
    .groupBy(figureVersion.figureId)
    .as('latest_version');
  const rows = await selectVersions(act)
    .innerJoin(latest, and(eq(latest.figureId, figureVersion.figureId), eq(latest.number, figureVersion.number)))
    .orderBy(asc(figure.slug));
  return rows.map(toVersion);
}

/** Figures being written, by slug: for staff. */
export async function listDrafts(act: Act): Promise<FigureVersion[]> {
  if (!maySeeDrafts(act.actor)) return [];
  return (await selectVersions(act).where(eq(figureVersion.state, 'draft')).orderBy(asc(figure.slug))).map(toVersion);
}

/**
 * A figure's value on a day as known at an instant, with every row behind it, what was left out and why, and its other readings.
 * @param slices which rows to bring; all of them when absent
 * @throws Missing when no such figure is published; Invalid when its expression names what no longer exists
 */
export async function evaluateFigure(
  act: Act,
  slug: string,
  moment: Moment = {},
  slices?: { rows: Slice; excluded: Slice },
): Promise<FigureEvaluation> {
  return evaluateVersion(act, await findPublished(act, slug), moment, slices);
}

/** The same, for a version at hand. */
export async function evaluateVersion(
  act: Act,
  version: FigureVersion,
  moment: Moment = {},
  slices?: { rows: Slice; excluded: Slice },
): Promise<FigureEvaluation> {
  const at = await resolveMoment(act, moment);
  const evaluation = await evaluateReading(act, version.reading, at, slices);
  const values = await evaluateValues(
    act,
    version.alternatives.map((reading) => ({ reading, at })),
  );
  return {
    ...evaluation,
    version,
    at,
    knownAt: moment.knownAt ?? act.now,
    alternatives: version.alternatives.map(({ label }, index) => ({ label, value: values[index] ?? null })),
  };
}

/** A figure's value alone. @throws Missing, Invalid as `evaluateFigure` */
export async function evaluateValue(act: Act, slug: string, moment: Moment = {}): Promise<number | null> {
  const { reading } = await findPublished(act, slug);
  const [value] = await evaluateValues(act, [{ reading, at: await resolveMoment(act, moment) }]);
  return value ?? null;
}

function selectVersions(act: Act) {
  return act.db
    .select({ slug: figure.slug, version: figureVersion })
    .from(figureVersion)
    .innerJoin(figure, eq(figure.id, figureVersion.figureId))
    .$dynamic();
}

function toVersion({ slug, version }: { slug: string; version: typeof figureVersion.$inferSelect }): FigureVersion {
  const { id, number, expression, certainties, alternatives, state, draftedBy, draftedAt, publishedBy, publishedAt } = version;
  return {
    id,
    slug,
    number,
    alternatives,
    state,
    draftedBy,
    draftedAt,
    publishedBy,
    publishedAt,
    name: { fr: version.nameFr, en: version.nameEn },
    rule: { fr: version.ruleFr, en: version.ruleEn },
    unit: { fr: version.unitFr, en: version.unitEn },
    reading: { expression, certainties },
  };
}
