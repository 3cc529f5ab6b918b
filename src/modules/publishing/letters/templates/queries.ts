import { asc, desc, eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { mayReadDrafts } from '../../policy.ts';
import { letterTemplate, letterTemplateVersion, type TemplateVersion } from '../schema.ts';

export type Template = typeof letterTemplate.$inferSelect & { version: TemplateVersion };

/** Every template with its last version, by name. @throws Forbidden */
export async function listTemplates(act: Act): Promise<Template[]> {
  if (!mayReadDrafts(act.actor)) throw new Forbidden();
  const latest = act.db
    .selectDistinctOn([letterTemplateVersion.templateId])
    .from(letterTemplateVersion)
    .orderBy(letterTemplateVersion.templateId, desc(letterTemplateVersion.number))
    .as('latest');
  const rows = await act.db
    .select({ template: letterTemplate, versionId: latest.id })
    .from(letterTemplate)
    .innerJoin(latest, eq(latest.templateId, letterTemplate.id))
    .orderBy(asc(letterTemplate.name), asc(letterTemplate.slug));
  const versions = new Map((await act.db.select().from(letterTemplateVersion)).map((one) => [one.id, one]));
  return rows.map(({ template, versionId }) => ({ ...template, version: versions.get(versionId)! }));
}

/** A template with its last version. @throws Forbidden, Missing */
export async function findTemplate(act: Act, slug: string): Promise<Template> {
  if (!mayReadDrafts(act.actor)) throw new Forbidden();
  const [found] = await act.db
    .select({ template: letterTemplate, version: letterTemplateVersion })
    .from(letterTemplate)
    .innerJoin(letterTemplateVersion, eq(letterTemplateVersion.templateId, letterTemplate.id))
    .where(eq(letterTemplate.slug, slug))
    .orderBy(desc(letterTemplateVersion.number))
    .limit(1);
  if (!found) throw new Missing(`template ${slug}`);
  return { ...found.template, version: found.version };
}

/** The versions of a template, the latest first. */
export async function listTemplateVersions(act: Act, templateId: string): Promise<TemplateVersion[]> {
  return act.db
    .select()
    .from(letterTemplateVersion)
    .where(eq(letterTemplateVersion.templateId, templateId))
    .orderBy(desc(letterTemplateVersion.number));
}
