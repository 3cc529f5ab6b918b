import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, max } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorName } from '../../../../kernel/actor.ts';
import { closeAnswerLinks, createAnswerLink, findAnswerLink } from '../../../../kernel/answers/links.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Missing, Refused } from '../../../../kernel/errors.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { factKinds } from '../../facts/kinds.ts';
import { findHeldFact, isUuid } from '../../facts/read.ts';
import { correctFact } from '../../facts/record.ts';
import { asKnownNow, inRevision } from '../../facts/revision.ts';
import { findPartiesById, type PartyRef } from '../../parties/directory.ts';
import { mayRecord } from '../../policy.ts';
import { sourceFor } from '../../sources.ts';
import { say } from '../messages.ts';
import { listMandates, type Mandate } from '../queries.ts';
import type { AnswerInput, QuestionInput } from './inputs.ts';
import { otherRecipient } from './inputs.ts';
import { mailQuestion } from './mails.ts';
import { findOwnMandate } from './queries.ts';
import { mandateAnswer, mandateQuestion, mandateReminder, questionPurpose } from './schema.ts';

/** A link answers for so many days. A default of the product. */
const linkDays = 45;

/** A question that was put: its link is for whoever passes it on, where no mail leaves. */
export interface AskedQuestion {
  id: string;
  recipient: string;
  lang: QuestionInput['lang'];
  token: string;
}

/** Asks someone whether a mandate is still as the register holds it. @throws Refused where it is being asked already, or has ended */
export async function askAboutMandate(act: Act, mandateId: string, input: QuestionInput): Promise<AskedQuestion> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  const recipient = input.recipient && input.recipient !== otherRecipient ? input.recipient : input.address!;
  return inTransaction(act, async (act) => {
    const { mandate, party } = await findSitting(act, mandateId);
    const [question] = await act.db
      .insert(mandateQuestion)
      .values({
        id: randomUUID(),
        mandateId,
        partyId: mandate.partyId,
        personId: mandate.person.id,
        recipient,
        lang: input.lang,
        askedAt: act.now,
        askedBy: actorName(act.actor),
      })
      .onConflictDoNothing()
      .returning();
    if (!question) throw new Refused(say.later('question.already'));
    await audit(act, { command: 'mandate.ask', subject: party.slug, detail: { question: question.id } });
    return send(act, question, 1, { mandate, party });
  });
}

/** Sends the question once more, with another link; the earlier one still answers. @throws Refused where it is answered */
export async function remindOfQuestion(act: Act, id: string): Promise<AskedQuestion> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const question = await lockQuestion(act, id);
    if (question.closedAt) throw new Refused(say.later('question.closed'));
    const subject = await findSitting(act, question.mandateId);
    const [last] = await act.db
      .select({ number: max(mandateReminder.number) })
      .from(mandateReminder)
      .where(eq(mandateReminder.questionId, id));
    const number = (last?.number ?? 0) + 1;
    await act.db.insert(mandateReminder).values({ questionId: id, number, at: act.now, by: actorName(act.actor) });
    await audit(act, { command: 'mandate.remind', subject: subject.party.slug, detail: { question: id } });
    return send(act, question, number + 1, subject);
  });
}

/** Takes a question back: its links answer nothing any more. */
export async function withdrawQuestion(act: Act, id: string): Promise<void> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const question = await lockQuestion(act, id);
    if (question.closedAt) return;
    await close(act, id);
    await audit(act, { command: 'mandate.withdrawQuestion', subject: question.partyId, detail: { question: id } });
  });
}

/**
 * Answers by the link of a mail, once. What is unchanged is vouched for on this day; what has changed is no longer certain,
 * and waits for the secretariat: nobody is put in office by a mail. Both are corrections whose source is the answer.
 * @throws Missing where the link is none of ours, Refused where the question is answered, taken back or too old
 */
export async function answerAboutMandate(act: Act, token: string, input: AnswerInput): Promise<void> {
  await inTransaction(act, async (act) => {
    const link = await findAnswerLink(act, questionPurpose, token);
    if (!link) throw new Missing();
    const question = await lockQuestion(act, link.subject);
    if (question.closedAt || link.state !== 'open') throw new Refused(say.later('answer.tooLate'));
    await keepAnswer(act, question, input);
  });
}

/**
 * Answers from the space of the city, by one of its accounts, whether it was asked by mail or not: an open question is then
 * answered, its links included. What was said to have changed waits for the secretariat, and is not said again.
 * @throws Missing for a mandate of another city, or none that goes on; Refused while a change waits for the secretariat
 */
export async function answerFromSpace(act: Act, mandateId: string, input: AnswerInput): Promise<void> {
  await inTransaction(act, async (act) => {
    const { mandate, state } = await findOwnMandate(act, mandateId);
    if (state === 'answered') throw new Refused(say.later('answer.tooLate'));
    const name = actorName(act.actor);
    // Where nobody had asked, the page itself did: the question is put and answered at once.
    await act.db
      .insert(mandateQuestion)
      .values({
        id: randomUUID(),
        mandateId,
        partyId: mandate.partyId,
        personId: mandate.person.id,
        recipient: name,
        lang: 'fr',
        askedAt: act.now,
        askedBy: say.in('fr')('answer.space'),
      })
      .onConflictDoNothing();
    const [question] = await act.db
      .select()
      .from(mandateQuestion)
      .where(and(eq(mandateQuestion.mandateId, mandateId), isNull(mandateQuestion.closedAt)))
      .for('update');
    await keepAnswer(act, question!, { ...input, answeredBy: name });
  });
}

async function keepAnswer(act: Act, question: typeof mandateQuestion.$inferSelect, input: AnswerInput): Promise<void> {
  const { mandate, party } = await findSitting(act, question.mandateId);
  const revision = input.answer === 'unknown' ? null : await recordAnswer(act, mandate, party, input.answer);
  const hasChanged = input.answer === 'changed';
  await act.db.insert(mandateAnswer).values({
    questionId: question.id,
    answer: input.answer,
    answeredAt: act.now,
    answeredBy: input.answeredBy,
    successor: hasChanged ? input.successor : null,
    changedOn: (hasChanged && input.changedOn?.date) || null,
    changedOnPrecision: (hasChanged && input.changedOn?.precision) || null,
    note: input.note,
    revision,
  });
  await close(act, question.id);
}

/** Says that a change someone answered has been dealt with, whatever came of it. */
export async function handleAnswer(act: Act, id: string): Promise<void> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const question = await lockQuestion(act, id);
    const handled = await act.db
      .update(mandateAnswer)
      .set({ handledAt: act.now, handledBy: actorName(act.actor) })
      .where(and(eq(mandateAnswer.questionId, id), eq(mandateAnswer.answer, 'changed'), isNull(mandateAnswer.handledAt)))
      .returning({ id: mandateAnswer.questionId });
    if (handled.length > 0) await audit(act, { command: 'mandate.handleAnswer', subject: question.partyId, detail: { question: id } });
  });
}

/** A mandate that has ended: nobody is asked about it any more, and the changes that were answered are dealt with. */
export async function settleQuestions(act: Act, mandateId: string): Promise<void> {
  const questions = await act.db.select().from(mandateQuestion).where(eq(mandateQuestion.mandateId, mandateId));
  if (questions.length === 0) return;
  for (const { id, closedAt } of questions) if (!closedAt) await close(act, id);
  await act.db
    .update(mandateAnswer)
    .set({ handledAt: act.now, handledBy: actorName(act.actor) })
    .where(
      and(
        inArray(
          mandateAnswer.questionId,
          questions.map(({ id }) => id),
        ),
        eq(mandateAnswer.answer, 'changed'),
        isNull(mandateAnswer.handledAt),
      ),
    );
}

/** The mandate that a question is about, while it goes on. @throws Missing, and Refused once it has ended */
export async function findSitting(act: Act, mandateId: string): Promise<{ mandate: Mandate; party: PartyRef }> {
  const at = await asKnownNow(act);
  const [mandate] = isUuid(mandateId) ? await listMandates(act.db, at, { factId: mandateId }) : [];
  if (!mandate) throw new Missing(`mandate ${mandateId}`);
  if (mandate.standing === 'ended' || mandate.standing === 'not_yet') throw new Refused(say.later('question.notSitting'));
  return { mandate, party: (await findPartiesById(act.db, [mandate.partyId], at)).get(mandate.partyId)! };
}

async function send(
  act: Act,
  { id, recipient, lang }: typeof mandateQuestion.$inferSelect,
  number: number,
  subject: { mandate: Mandate; party: PartyRef },
): Promise<AskedQuestion> {
  const expiresAt = act.now.add({ hours: linkDays * 24 });
  const token = await createAnswerLink(act, { purpose: questionPurpose, subject: id, expiresAt });
  // Where no mail leaves, whoever asks passes the link on: a copy in the outbox would be one more place to steal it from.
  if (act.site.sendsMail) await mailQuestion(act, { id, recipient, lang, number }, { ...subject, token, expiresOn: dayOf(expiresAt) });
  return { id, recipient, lang, token };
}

/** The answer as a correction of the mandate; the city itself says so, and its word has a date. */
async function recordAnswer(act: Act, mandate: Mandate, party: PartyRef, answer: 'unchanged' | 'changed'): Promise<number> {
  const today = dayOf(act.now);
  const words = { party: party.name.fr, date: formatDate(today, 'fr') };
  const title = say.in('fr')('answer.source', words);
  const city: Act = { ...act, actor: { kind: 'system', name: title } };
  return inRevision(city, { command: 'mandate answer', reason: say.in('fr')(`answer.reason.${answer}`, words) }, async (rev) => {
    if (!(await findHeldFact(rev.act.db, 'mandate', mandate.factId))) throw new Refused(say.later('answer.tooLate'));
    const sourceId = await sourceFor(rev, { title, publisher: party.name.fr });
    const change =
      answer === 'unchanged'
        ? { sourceId, certainty: 'confirmed' as const, values: { confirmedOn: today } }
        : { sourceId, certainty: 'disputed' as const };
    await correctFact(rev, factKinds.mandate, mandate.factId, change);
    return rev.number;
  });
}

async function lockQuestion(act: Act, id: string): Promise<typeof mandateQuestion.$inferSelect> {
  const [found] = isUuid(id) ? await act.db.select().from(mandateQuestion).where(eq(mandateQuestion.id, id)).for('update') : [];
  if (!found) throw new Missing(`question ${id}`);
  return found;
}

async function close(act: Act, id: string): Promise<void> {
  await act.db.update(mandateQuestion).set({ closedAt: act.now }).where(eq(mandateQuestion.id, id));
  await closeAnswerLinks(act, questionPurpose, id);
}
