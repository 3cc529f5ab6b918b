import { and, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { findAnswerLink } from '../../../../kernel/answers/links.ts';
import type { At } from '../../../../kernel/collections.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Missing } from '../../../../kernel/errors.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { asOf } from '../../facts/as-of.ts';
import { asKnownNow } from '../../facts/revision.ts';
import { findPartiesById, type PartyRef } from '../../parties/directory.ts';
import { personContact } from '../../persons/schema.ts';
import type { ContactChannel } from '../../vocabulary.ts';
import { listMandates, type Mandate } from '../queries.ts';
import { questionPurpose } from './commands.ts';
import { mandateAnswer, mandateQuestion } from './schema.ts';

export type Question = typeof mandateQuestion.$inferSelect & { answer: typeof mandateAnswer.$inferSelect | null };

/** The questions put about these mandates, the latest first, with their answers. */
export async function listQuestions(db: Db, mandateIds: readonly string[]): Promise<Question[]> {
  if (mandateIds.length === 0) return [];
  const rows = await db
    .select({ question: mandateQuestion, answer: mandateAnswer })
    .from(mandateQuestion)
    .leftJoin(mandateAnswer, eq(mandateAnswer.questionId, mandateQuestion.id))
    .where(inArray(mandateQuestion.mandateId, [...mandateIds]))
    .orderBy(desc(mandateQuestion.askedAt));
  return rows.map(({ question, answer }) => ({ ...question, answer }));
}

/** The questions that wait for an answer, and the changes that wait for the secretariat; the latest first. */
export async function listOpenQuestions(db: Db): Promise<Question[]> {
  const rows = await db
    .select({ question: mandateQuestion, answer: mandateAnswer })
    .from(mandateQuestion)
    .leftJoin(mandateAnswer, eq(mandateAnswer.questionId, mandateQuestion.id))
    .where(
      or(
        isNull(mandateQuestion.closedAt),
        and(eq(mandateAnswer.answer, 'changed'), isNull(mandateAnswer.handledAt), isNotNull(mandateQuestion.closedAt)),
      ),
    )
    .orderBy(desc(mandateQuestion.lastSentAt));
  return rows.map(({ question, answer }) => ({ ...question, answer }));
}

/** What the page behind a link asks, or why it asks nothing. */
export interface AskedOfCity {
  state: 'open' | 'answered' | 'over';
  lang: Lang;
  party: PartyRef;
  mandate: Mandate;
}

/** The question behind the link of a mail. @throws Missing where the link is none of ours */
export async function findQuestionByToken(act: Act, token: string): Promise<AskedOfCity> {
  const link = await findAnswerLink(act, questionPurpose, token);
  if (!link) throw new Missing();
  const [found] = await act.db
    .select({ question: mandateQuestion, answer: mandateAnswer.answer })
    .from(mandateQuestion)
    .leftJoin(mandateAnswer, eq(mandateAnswer.questionId, mandateQuestion.id))
    .where(eq(mandateQuestion.id, link.subject));
  if (!found) throw new Missing();
  const at = await asKnownNow(act);
  const { question, answer } = found;
  const [mandate] = await listMandates(act.db, at, { factId: question.mandateId });
  // A mandate that was retracted since is asked about no more.
  if (!mandate) throw new Missing();
  const state = answer ? 'answered' : link.state === 'open' && !question.closedAt ? 'open' : 'over';
  return { state, lang: question.lang, party: (await findPartiesById(act.db, [question.partyId], at)).get(question.partyId)!, mandate };
}

/** The addresses to which a question about someone may be put: whoever answers for them first. For the secretariat only. */
export async function listAddresses(db: Db, personId: string, at: At): Promise<{ channel: ContactChannel; value: string }[]> {
  const rows = await db
    .select({ channel: personContact.channel, value: personContact.value })
    .from(personContact)
    .where(and(eq(personContact.personId, personId), inArray(personContact.channel, ['assistant', 'email']), asOf(personContact, at)))
    .orderBy(personContact.channel);
  return rows.filter(({ value }) => value.includes('@'));
}
