import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { say } from '../messages.ts';
import { mayApprove, mayPublish, mayWrite } from '../policy.ts';
import { canBecome } from '../rules.ts';
import { mentionReason, textStep, writtenText } from '../schema.ts';
import type { TextState } from '../vocabulary.ts';
import { keepApprovedFigures } from './approved-figures.ts';
import { listAuthorIds } from './authors.ts';
import type { NewApproval, NewMentionReason, SeenVersions } from './input.ts';
import { findDraft, type DraftText } from './queries.ts';
import { readText, unsettled } from './reading.ts';

/** Reads a text and holds it until the end of the transaction: what is decided about it is decided on what is there. */
export async function lockText(act: Act, slug: string): Promise<DraftText> {
  const [held] = await act.db.select({ id: writtenText.id }).from(writtenText).where(eq(writtenText.slug, slug)).for('update');
  if (!held) throw new Missing(`text ${slug}`);
  return findDraft(act, slug);
}

/**
 * Writes that a text enters a state.
 * @returns the id of the step
 * @throws Refused when the life cycle has no such step
 */
export async function takeStep(
  act: Act,
  text: Pick<DraftText, 'id' | 'slug'> & (Pick<DraftText, 'state' | 'steps' | 'isPublic'> | { state: null }),
  to: TextState,
  reason: string | null = null,
): Promise<string> {
  if (text.state !== null && !canBecome(text.state, to, text.isPublic)) throw new Refused(say.later('text.notNow'));
  const number = text.state === null ? 1 : text.steps[0]!.number + 1;
  const id = randomUUID();
  await act.db.insert(textStep).values({
    id,
    textId: text.id,
    number,
    state: to,
    at: act.now,
    byId: actorId(act.actor),
    by: actorName(act.actor),
    reason,
  });
  return id;
}

/**
 * Records that a draft was read against the register and that nothing in it is left unsettled.
 * @throws Forbidden, Missing; Refused naming what is contradicted or has no reason
 */
export async function recordReading(act: Act, slug: string): Promise<void> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const text = await lockText(act, slug);
    await refuseUnsettled(act, text);
    await takeStep(act, text, 'read');
    await audit(act, { command: 'text.read', subject: slug });
  });
}

/**
 * Approves a text that was read.
 * @throws Forbidden, Missing; Refused for its own author, or when it is no longer what the person read; Invalid when an administrator
 * who approves their own text gives no reason
 */
export async function approveText(act: Act, slug: string, { reason, ...seen }: NewApproval): Promise<void> {
  if (!mayPublish(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const text = await lockText(act, slug);
    refuseUnseen(text, seen);
    const may = mayApprove(act.actor, await listAuthorIds(act, text));
    if (may === 'no') throw new Refused(say.later('text.ownText'));
    if (may === 'needsReason' && !reason) throw new Invalid({ reason: say.later('text.ownTextReason') });
    const stepId = await takeStep(act, text, 'approved', may === 'needsReason' ? reason : null);
    await keepApprovedFigures(act, text, stepId);
    await audit(act, { command: 'text.approve', subject: slug, detail: may === 'needsReason' ? { alone: reason } : {} });
  });
}

/** Sends a text back to those who write it, and says why. @throws Forbidden, Refused, Missing */
export async function sendBack(act: Act, slug: string, { reason }: { reason: string }): Promise<void> {
  if (!mayPublish(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await takeStep(act, await lockText(act, slug), 'draft', reason);
    await audit(act, { command: 'text.sendBack', subject: slug, detail: { reason } });
  });
}

/** Keeps why a number that nothing vouches for may be published. @throws Forbidden, Missing */
export async function giveReason(act: Act, slug: string, { lang, sentence, mention, reason }: NewMentionReason): Promise<void> {
  if (!mayWrite(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const { id } = await lockText(act, slug);
    await act.db.insert(mentionReason).values({
      id: randomUUID(),
      textId: id,
      language: lang,
      sentence,
      mention,
      reason,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    await audit(act, { command: 'text.reason', subject: slug, detail: { lang, mention } });
  });
}

/** Refuses a text of which something is contradicted by the register, or vouched for by nothing and nobody. */
export async function refuseUnsettled(act: Act, text: DraftText, withEnglish = text.translation === 'current'): Promise<void> {
  const readings = [await readText(act, text, 'fr'), ...(withEnglish ? [await readText(act, text, 'en')] : [])];
  const left = readings.flatMap(unsettled);
  if (left.length === 0) return;
  const mentions = left
    .slice(0, 5)
    .map((one) => `«\u00a0${one.words}\u00a0»`)
    .join(', ');
  throw new Refused(say.later('text.unsettled', { count: left.length, mentions }));
}

/** Refuses to decide on other words than those that the person read. */
export function refuseUnseen({ fr, en }: DraftText, { frSeen, enSeen }: SeenVersions): void {
  if (frSeen !== fr.number || enSeen !== (en?.number ?? 0)) throw new Refused(say.later('text.unseen'));
}
