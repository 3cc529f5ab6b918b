import { and, asc, desc, eq, inArray, isNotNull, isNull, like, or, type SQL } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { findAnswerLink } from '../../../../kernel/answers/links.ts';
import type { At } from '../../../../kernel/collections.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { asOf } from '../../facts/as-of.ts';
import { asKnownNow } from '../../facts/revision.ts';
import { findPartiesById, type PartyRef } from '../../parties/directory.ts';
import { personContact } from '../../persons/schema.ts';
import type { ContactChannel } from '../../vocabulary.ts';
import { listMandates, type Mandate } from '../queries.ts';
import { type Answer, mandateAnswer, mandateQuestion, mandateReminder, questionPurpose } from './schema.ts';

export type Question = typeof mandateQuestion.$inferSelect & {
  answer: typeof mandateAnswer.$inferSelect | null;
  /** The times at which it was sent again, the first one first. */
  reminders: readonly (typeof mandateReminder.$inferSelect)[];
};

/** The questions put about these mandates, the latest first, with their answers. */
export async function listQuestions(db: Db, mandateIds: readonly string[]): Promise<Question[]> {
  if (mandateIds.length === 0) return [];
  return selectQuestions(db, inArray(mandateQuestion.mandateId, [...mandateIds]));
}

/** The questions that wait for an answer, and the changes that wait for the secretariat; the latest first. */
export async function listOpenQuestions(db: Db): Promise<Question[]> {
  return selectQuestions(
    db,
    or(
      isNull(mandateQuestion.closedAt),
      and(eq(mandateAnswer.answer, 'changed'), isNull(mandateAnswer.handledAt), isNotNull(mandateQuestion.closedAt)),
    ),
  );
}

async function selectQuestions(db: Db, where: SQL | undefined): Promise<Question[]> {
  const rows = await db
    .select({ question: mandateQuestion, answer: mandateAnswer })
    .from(mandateQuestion)
    .leftJoin(mandateAnswer, eq(mandateAnswer.questionId, mandateQuestion.id))
    .where(where)
    .orderBy(desc(mandateQuestion.askedAt), desc(mandateQuestion.id));
  const ids = rows.map(({ question }) => question.id);
  const sent =
    ids.length === 0
      ? []
      : await db.select().from(mandateReminder).where(inArray(mandateReminder.questionId, ids)).orderBy(asc(mandateReminder.number));
  const reminders = Map.groupBy(sent, ({ questionId }) => questionId);
  return rows.map(({ question, answer }) => ({ ...question, answer, reminders: reminders.get(question.id) ?? [] }));
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

/** A mandate in course as its own city is asked about it: `answered` once it said that something changed, until that is dealt with. */
export interface OwnMandate extends Omit<AskedOfCity, 'state' | 'lang'> {
  state: 'open' | 'answered';
  /** It is to be confirmed, or someone asked. */
  isAsked: boolean;
  lastAnswer: Answer | null;
}

/** The mandates in course of the city that the account acts for. */
export async function listOwnMandates(act: Act): Promise<OwnMandate[]> {
  const { actor } = act;
  if (actor.kind !== 'user' || actor.role !== 'city' || !actor.partyId) throw new Forbidden();
  const at = await asKnownNow(act);
  const party = (await findPartiesById(act.db, [actor.partyId], at)).get(actor.partyId);
  if (!party) throw new Missing(actor.partyId);
  const mandates = await listMandates(act.db, at, { partyIds: [party.id], current: true });
  const questions = await listQuestions(
    act.db,
    mandates.map(({ factId }) => factId),
  );
  return mandates.map((mandate) => {
    const [last] = questions.filter(({ mandateId }) => mandateId === mandate.factId);
    const waits = last?.answer?.answer === 'changed' && last.answer.handledAt === null;
    return {
      party,
      mandate,
      state: waits ? 'answered' : 'open',
      isAsked: mandate.standing === 'unconfirmed' || (last !== undefined && last.closedAt === null),
      lastAnswer: last?.answer?.answer ?? null,
    };
  });
}

/** One mandate of one's own city. @throws Forbidden to anyone but a city; Missing for one of another, or that has ended */
export async function findOwnMandate(act: Act, factId: string): Promise<OwnMandate> {
  const found = (await listOwnMandates(act)).find(({ mandate }) => mandate.factId === factId);
  if (!found) throw new Missing(`mandate ${factId}`);
  return found;
}

/** The persons about whom the register knows whom to ask. */
export async function findReachable(db: Db, at: At): Promise<Set<string>> {
  const rows = await db
    .select({ personId: personContact.personId })
    .from(personContact)
    .where(and(inArray(personContact.channel, ['assistant', 'email']), like(personContact.value, '%@%'), asOf(personContact, at)));
  return new Set(rows.map(({ personId }) => personId));
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
