import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { requiredText } from '../../../../kernel/http/fields.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { slugOf } from '../../../register/index.ts';
import { mayManageFund } from '../../policy.ts';
import { signed } from '../../signed.ts';
import { say } from '../messages.ts';
import { fundForm, fundFormVersion } from '../schema.ts';
import { freeSlug } from '../slugs.ts';
import { type FormDefinition, formDefinition } from './definition.ts';
import { faultSentence, findFaults } from './faults.ts';
import { listPublished } from './queries.ts';

export const formInput = z.object({ nameFr: requiredText(200), nameEn: requiredText(200) });

/** Begins a form with its first version, a draft. @returns its address @throws Forbidden */
export async function createForm(act: Act, { nameFr, nameEn }: z.output<typeof formInput>, definition: FormDefinition): Promise<string> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const slug = await freeSlug(act, fundForm, slugOf(nameFr));
    const id = randomUUID();
    await act.db.insert(fundForm).values({ id, slug, nameFr, nameEn, ...signed(act) });
    await act.db.insert(fundFormVersion).values({ formId: id, number: 1, definition, ...signed(act) });
    await audit(act, { command: 'fund.createForm', subject: slug });
    return slug;
  });
}

/** Begins a new version of a form, which asks what the last one asks. @returns its number @throws Forbidden, Missing; Refused while one is a draft */
export async function beginVersion(act: Act, slug: string): Promise<number> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const last = await lockForm(act, slug);
    if (!last.publishedAt) throw new Refused(say.later('form.oneDraft', { number: last.number }));
    const number = last.number + 1;
    await act.db.insert(fundFormVersion).values({ formId: last.formId, number, definition: last.definition, ...signed(act) });
    await audit(act, { command: 'fund.beginFormVersion', subject: slug, detail: { number } });
    return number;
  });
}

/** Changes what a draft asks. What `change` finds wrong, it throws. @throws Forbidden, Missing; Refused where the version is published */
export async function changeDraft(
  act: Act,
  slug: string,
  number: number,
  change: (definition: FormDefinition) => FormDefinition,
): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const last = await lockForm(act, slug);
    if (last.number < number) throw new Missing(slug);
    if (last.number > number || last.publishedAt) throw new Refused(say.later('form.published'));
    const definition = formDefinition.parse(change(last.definition));
    await act.db
      .update(fundFormVersion)
      .set({ definition, ...signed(act) })
      .where(isVersion(last.formId, number));
    await audit(act, { command: 'fund.changeForm', subject: slug, detail: { number } });
  });
}

/** Publishes the draft of a form: calls may ask it, and it never changes again. @throws Forbidden, Missing; Refused; Invalid naming all that is wrong in it */
export async function publishVersion(act: Act, slug: string, number: number): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const last = await lockForm(act, slug);
    if (last.number !== number) throw new Missing(slug);
    if (last.publishedAt) throw new Refused(say.later('form.published'));
    const faults = findFaults(last.definition, await listPublished(act.db, last.formId));
    if (faults.length > 0) throw new Invalid(asFields(faults.map((fault) => faultSentence(last.definition, fault))));
    const { at, by } = signed(act);
    await act.db.update(fundFormVersion).set({ publishedAt: at, publishedBy: by }).where(isVersion(last.formId, number));
    await audit(act, { command: 'fund.publishForm', subject: slug, detail: { number } });
  });
}

/** Sentences that are about no field, each under a name of its own so that none hides another. */
export function asFields(sentences: readonly Message[]): Record<string, Message> {
  return Object.fromEntries(sentences.map((sentence, index) => [`#${index + 1}`, sentence]));
}

/** The last version of a form; whoever else changes the form waits. */
async function lockForm(act: Act, slug: string) {
  const [form] = await act.db.select().from(fundForm).where(eq(fundForm.slug, slug)).for('update');
  if (!form) throw new Missing(slug);
  const [last] = await act.db
    .select()
    .from(fundFormVersion)
    .where(eq(fundFormVersion.formId, form.id))
    .orderBy(desc(fundFormVersion.number))
    .limit(1);
  return { ...last!, definition: formDefinition.parse(last!.definition) };
}

function isVersion(formId: string, number: number) {
  return and(eq(fundFormVersion.formId, formId), eq(fundFormVersion.number, number));
}
