import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import type { Localized } from '../../../../kernel/i18n/lang.ts';
import { mayReadFund } from '../../policy.ts';
import { fundForm, fundFormVersion } from '../schema.ts';
import { type FormDefinition, formDefinition } from './definition.ts';

/** A form, and where its versions are. */
export interface ListedForm {
  id: string;
  slug: string;
  name: Localized;
  /** The last version, and the last that is published. */
  last: number;
  published: number | null;
}

/** A version of a form: published, it never changes. */
export interface FormVersion {
  formId: string;
  slug: string;
  name: Localized;
  number: number;
  definition: FormDefinition;
  at: Temporal.Instant;
  by: string;
  publishedAt: Temporal.Instant | null;
  publishedBy: string | null;
}

/** The forms, by name. @throws Forbidden */
export async function listForms(act: Act): Promise<ListedForm[]> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const rows = await act.db
    .select({
      form: fundForm,
      last: sql<number>`max(${fundFormVersion.number})`,
      published: sql<number | null>`max(${fundFormVersion.number}) filter (where ${fundFormVersion.publishedAt} is not null)`,
    })
    .from(fundForm)
    .innerJoin(fundFormVersion, eq(fundFormVersion.formId, fundForm.id))
    .groupBy(fundForm.id)
    .orderBy(asc(fundForm.nameFr));
  return rows.map(({ form, last, published }) => ({
    id: form.id,
    slug: form.slug,
    name: { fr: form.nameFr, en: form.nameEn },
    last: Number(last),
    published: published === null ? null : Number(published),
  }));
}

/** The versions of a form, the latest first. @throws Forbidden, Missing */
export async function listFormVersions(act: Act, slug: string): Promise<FormVersion[]> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const found = await selectVersions(act.db).where(eq(fundForm.slug, slug)).orderBy(desc(fundFormVersion.number));
  if (found.length === 0) throw new Missing(slug);
  return found.map(toVersion);
}

/** One version of a form. @throws Forbidden, Missing */
export async function getFormVersion(act: Act, slug: string, number: number): Promise<FormVersion> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const [found] = await selectVersions(act.db).where(and(eq(fundForm.slug, slug), eq(fundFormVersion.number, number)));
  if (!found) throw new Missing(slug);
  return toVersion(found);
}

/** The version of a form that a call or a dossier holds to. The caller has checked who reads it. */
export async function findFormVersion(db: Db, formId: string, number: number): Promise<FormVersion> {
  const [found] = await selectVersions(db).where(and(eq(fundForm.id, formId), eq(fundFormVersion.number, number)));
  return toVersion(found!);
}

/** What each published version of a form asks, in order. */
export async function listPublished(db: Db, formId: string): Promise<FormDefinition[]> {
  const rows = await db
    .select({ definition: fundFormVersion.definition })
    .from(fundFormVersion)
    .where(and(eq(fundFormVersion.formId, formId), isNotNull(fundFormVersion.publishedAt)))
    .orderBy(asc(fundFormVersion.number));
  return rows.map(({ definition }) => formDefinition.parse(definition));
}

function selectVersions(db: Db) {
  return db
    .select({ form: fundForm, version: fundFormVersion })
    .from(fundFormVersion)
    .innerJoin(fundForm, eq(fundForm.id, fundFormVersion.formId))
    .$dynamic();
}

function toVersion({ form, version }: { form: typeof fundForm.$inferSelect; version: typeof fundFormVersion.$inferSelect }): FormVersion {
  return {
    ...version,
    slug: form.slug,
    name: { fr: form.nameFr, en: form.nameEn },
    definition: formDefinition.parse(version.definition),
  };
}
