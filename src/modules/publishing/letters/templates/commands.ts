import { randomUUID } from 'node:crypto';
import { eq, like, or } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { firstFree } from '../../../../kernel/slugs.ts';
import { slugOf } from '../../../register/index.ts';
import { mayWrite } from '../../policy.ts';
import { say } from '../messages.ts';
import { letterTemplate, letterTemplateVersion } from '../schema.ts';
import { letterPurposes } from '../vocabulary.ts';
import { findTemplate } from './queries.ts';
import { findUnknown, placeholders, type TemplateWords } from './rules.ts';

const lines = (text: string | null) => text?.replace(/\r\n?/g, '\n') ?? null;
const words = {
  frSubject: requiredText(200),
  frBody: requiredText(20_000).transform((text) => lines(text)!),
  enSubject: optionalText(200),
  enBody: optionalText(20_000).transform(lines),
};

export const newTemplateInput = z.object({ name: requiredText(120), purpose: z.enum(letterPurposes), ...words });
export type NewTemplate = z.output<typeof newTemplateInput>;

/** `base` is the number of the version that the person had before them. */
export const savedTemplateInput = z.object({ base: z.coerce.number().int().min(1).max(1_000_000), ...words });
export type SavedTemplate = z.output<typeof savedTemplateInput>;

/**
 * Begins a template of letters. @returns its slug
 * @throws Forbidden; Invalid naming each thing that is no placeholder, beside its field
 */
export async function createTemplate(act: Act, { name, purpose, ...given }: NewTemplate): Promise<string> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  refuseUnknown(given);
  return inTransaction(act, async (act) => {
    const slug = await freeSlug(act, name);
    const id = randomUUID();
    await act.db.insert(letterTemplate).values({
      id,
      slug,
      name,
      purpose,
      createdAt: act.now,
      createdById: actorId(act.actor),
      createdBy: actorName(act.actor),
    });
    await insertVersion(act, id, 1, given);
    await audit(act, { command: 'letter.template.create', subject: slug });
    return slug;
  });
}

/**
 * Saves a new version of a template; what was written from the others does not change.
 * @throws Forbidden, Missing; Refused when someone saved in between; Invalid as above
 */
export async function saveTemplate(act: Act, slug: string, { base, ...given }: SavedTemplate): Promise<void> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  refuseUnknown(given);
  await inTransaction(act, async (act) => {
    const [held] = await act.db.select().from(letterTemplate).where(eq(letterTemplate.slug, slug)).for('update');
    if (!held) throw new Missing(`template ${slug}`);
    const { version } = await findTemplate(act, slug);
    if (version.number !== base) throw new Refused(say.later('template.overtaken', { name: version.savedBy }));
    const same = (Object.keys(given) as (keyof TemplateWords)[]).every((field) => version[field] === given[field]);
    if (same) return;
    await insertVersion(act, held.id, base + 1, given);
    await audit(act, { command: 'letter.template.save', subject: slug });
  });
}

function refuseUnknown(given: TemplateWords): void {
  const faults: Record<string, Message> = {};
  for (const field of ['frSubject', 'frBody', 'enSubject', 'enBody'] as const) {
    const unknown = findUnknown(given[field] ?? '');
    if (unknown.length === 0) continue;
    const list = unknown.map((name) => (/^[{}]+$/.test(name) ? name : `{{${name}}}`)).join(', ');
    const known = Object.keys(placeholders)
      .map((name) => `{{${name}}}`)
      .join(', ');
    faults[field] = say.later('template.unknown', { count: unknown.length, list, known });
  }
  if ((given.enSubject === null) !== (given.enBody === null))
    faults[given.enSubject === null ? 'enSubject' : 'enBody'] ??= say.later('template.halfEnglish');
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
}

async function insertVersion(act: Act, templateId: string, number: number, given: TemplateWords): Promise<void> {
  await act.db.insert(letterTemplateVersion).values({
    id: randomUUID(),
    templateId,
    number,
    ...given,
    savedAt: act.now,
    savedById: actorId(act.actor),
    savedBy: actorName(act.actor),
  });
}

async function freeSlug(act: Act, name: string): Promise<string> {
  let slug: string;
  try {
    slug = slugOf(name);
  } catch {
    throw new Invalid({ name: say.later('template.noLetters') });
  }
  const rows = await act.db
    .select({ slug: letterTemplate.slug })
    .from(letterTemplate)
    .where(or(eq(letterTemplate.slug, slug), like(letterTemplate.slug, `${slug}-%`)));
  const taken = new Set(rows.map((one) => one.slug));
  // What the addresses of templates call otherwise.
  taken.add('nouveau');
  return firstFree(slug, taken);
}
