import { randomUUID } from 'node:crypto';
import { and, eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { requiredText } from '../../../kernel/http/fields.ts';
import type { Message } from '../../../kernel/i18n/lang.ts';
import { slugOf } from '../../register/index.ts';
import { checkReadings, resolveMoment } from '../evaluation/evaluate.ts';
import { expressionTypes, type Alternative, type Reading } from '../evaluation/expression.ts';
import { say } from '../messages.ts';
import { mayDefine } from '../policy.ts';
import { figure, figureVersion } from '../schema.ts';
import { writeExpression } from './draft.ts';

export const newFigureSchema = z.object({
  nameFr: requiredText(200),
  nameEn: requiredText(200),
  collection: requiredText(),
  type: z.enum(expressionTypes),
});

/** Starts a figure: its first version is a draft, whose words and calculation are then written. @returns its slug */
export async function createFigure(act: Act, input: z.output<typeof newFigureSchema>): Promise<string> {
  mustDefine(act);
  const expression = writeExpression(act.catalogue, input);
  return inTransaction(act, async (act) => {
    const slug = slugOf(input.nameFr);
    const [taken] = await act.db.select({ id: figure.id }).from(figure).where(eq(figure.slug, slug));
    if (taken) throw new Invalid({ nameFr: say.later('draft.nameTaken', { slug }) });
    await insertFigure(act, slug, {
      nameFr: input.nameFr,
      nameEn: input.nameEn,
      ruleFr: '',
      ruleEn: '',
      unitFr: '',
      unitEn: '',
      expression,
      certainties: ['confirmed'],
      alternatives: [],
    });
    await audit(act, { command: 'figure.create', subject: slug });
    return slug;
  });
}

/** Opens a new version of a published figure, the same as the last until it is changed. */
export async function draftVersion(act: Act, slug: string): Promise<void> {
  mustDefine(act);
  await inTransaction(act, async (act) => {
    const found = await lockFigure(act, slug);
    const versions = await act.db.select().from(figureVersion).where(eq(figureVersion.figureId, found.id)).orderBy(figureVersion.number);
    if (versions.some((version) => version.state === 'draft')) return;
    const last = versions.at(-1)!;
    await insertVersion(act, found.id, last.number + 1, last);
    await audit(act, { command: 'figure.draft', subject: slug, detail: { version: last.number + 1 } });
  });
}

export const wordsSchema = z.object({
  nameFr: requiredText(200),
  nameEn: requiredText(200),
  ruleFr: requiredText(2000),
  ruleEn: requiredText(2000),
  unitFr: requiredText(80),
  unitEn: requiredText(80),
});

/** Writes the words of the draft. */
export async function writeWords(act: Act, slug: string, words: z.output<typeof wordsSchema>): Promise<void> {
  await changeDraft(act, slug, async () => words);
}

/** Changes a reading of the draft: 0 is the figure's own, the others are its alternatives. @throws Invalid when it names what does not exist */
export async function writeReading(act: Act, slug: string, index: number, change: (reading: Reading) => Reading): Promise<void> {
  await changeDraft(act, slug, async (draft, act) => {
    const own = { expression: draft.expression, certainties: draft.certainties };
    const alternative = draft.alternatives[index - 1];
    if (index > 0 && !alternative) throw new Missing(`reading ${index}`);
    const changed = change(alternative ?? own);
    const { faults } = await checkReadings(act, [changed], await resolveMoment(act, {}));
    if (faults.length > 0) throw new Invalid({ '': joined(faults) });
    return alternative ? { alternatives: draft.alternatives.with(index - 1, { ...alternative, ...changed }) } : { ...changed };
  });
}

export const alternativeSchema = z.object({ labelFr: requiredText(200), labelEn: requiredText(200) });

/** Adds another reading to the draft: it starts as the figure's own. @returns its number */
export async function addAlternative(act: Act, slug: string, label: z.output<typeof alternativeSchema>): Promise<number> {
  let number = 0;
  await changeDraft(act, slug, async (draft) => {
    number = draft.alternatives.length + 1;
    const { expression, certainties } = draft;
    return { alternatives: [...draft.alternatives, { expression, certainties, label: { fr: label.labelFr, en: label.labelEn } }] };
  });
  return number;
}

/** Removes another reading from the draft. */
export async function removeAlternative(act: Act, slug: string, index: number): Promise<void> {
  await changeDraft(act, slug, async (draft) => ({ alternatives: draft.alternatives.toSpliced(index - 1, 1) }));
}

/** Publishes the draft: from then on it never changes. @throws Invalid when words are missing or the calculation names what does not exist */
export async function publishVersion(act: Act, slug: string): Promise<void> {
  await changeDraft(act, slug, async (draft, act) => {
    const words = wordsSchema.safeParse(draft);
    const { faults } = await checkReadings(act, [draft, ...draft.alternatives], await resolveMoment(act, {}));
    if (!words.success) faults.unshift(say.later('draft.wordsMissing'));
    if (faults.length > 0) throw new Invalid({ '': joined(faults) });
    await audit(act, { command: 'figure.publish', subject: slug, detail: { version: draft.number } });
    return { state: 'published', publishedBy: actorName(act.actor), publishedAt: act.now };
  });
}

/** Gives up the draft; a figure that was never published goes with it. */
export async function abandonDraft(act: Act, slug: string): Promise<void> {
  mustDefine(act);
  await inTransaction(act, async (act) => {
    const found = await lockFigure(act, slug);
    await act.db.delete(figureVersion).where(and(eq(figureVersion.figureId, found.id), eq(figureVersion.state, 'draft')));
    const [left] = await act.db
      .select({ last: max(figureVersion.number) })
      .from(figureVersion)
      .where(eq(figureVersion.figureId, found.id));
    if (!left?.last) await act.db.delete(figure).where(eq(figure.id, found.id));
    await audit(act, { command: 'figure.abandon', subject: slug });
  });
}

/** What a version says, apart from who wrote it and when. */
export interface VersionContent {
  nameFr: string;
  nameEn: string;
  ruleFr: string;
  ruleEn: string;
  unitFr: string;
  unitEn: string;
  expression: Reading['expression'];
  certainties: Reading['certainties'];
  alternatives: Alternative[];
}

/** Inserts a figure and its first version, still a draft, in an open transaction. */
export async function insertFigure(act: Act, slug: string, content: VersionContent): Promise<void> {
  const id = randomUUID();
  await act.db.insert(figure).values({ id, slug, createdBy: actorName(act.actor), createdAt: act.now });
  await insertVersion(act, id, 1, content);
}

async function insertVersion(act: Act, figureId: string, number: number, content: VersionContent): Promise<void> {
  const { nameFr, nameEn, ruleFr, ruleEn, unitFr, unitEn, expression, certainties, alternatives } = content;
  await act.db.insert(figureVersion).values({
    id: randomUUID(),
    figureId,
    number,
    nameFr,
    nameEn,
    ruleFr,
    ruleEn,
    unitFr,
    unitEn,
    expression,
    certainties,
    alternatives,
    state: 'draft',
    draftedBy: actorName(act.actor),
    draftedAt: act.now,
  });
}

type VersionRow = typeof figureVersion.$inferSelect;

async function changeDraft(act: Act, slug: string, change: (draft: VersionRow, act: Act) => Promise<Partial<VersionRow>>): Promise<void> {
  mustDefine(act);
  await inTransaction(act, async (act) => {
    const found = await lockFigure(act, slug);
    const [draft] = await act.db
      .select()
      .from(figureVersion)
      .where(and(eq(figureVersion.figureId, found.id), eq(figureVersion.state, 'draft')));
    if (!draft) throw new Refused(say.later('draft.none'));
    await act.db
      .update(figureVersion)
      .set(await change(draft, act))
      .where(eq(figureVersion.id, draft.id));
  });
}

/** Two people who change one figure at once wait for each other. */
async function lockFigure(act: Act, slug: string): Promise<{ id: string }> {
  const [found] = await act.db.select({ id: figure.id }).from(figure).where(eq(figure.slug, slug)).for('update');
  if (!found) throw new Missing(`figure ${slug}`);
  return found;
}

function mustDefine(act: Act): void {
  if (!mayDefine(act.actor)) throw new Forbidden();
}

function joined(faults: readonly Message[]): Message {
  return (lang) => [...new Set(faults.map((fault) => fault(lang)))].join(' ');
}
