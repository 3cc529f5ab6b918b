import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { findAnswerLink } from '../../../../kernel/answers/links.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { emailField } from '../../../../kernel/auth/users/commands.ts';
import { Missing, Refused } from '../../../../kernel/errors.ts';
import { day, optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { langs } from '../../../../kernel/i18n/lang.ts';
import { asKnownNow, findCapital, findHeads } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { maySignExceptions } from '../../policy.ts';
import { capitalOpinion, opinionRequest } from '../../schema.ts';
import { findSettings } from '../../settings/queries.ts';
import { opinions } from '../../vocabulary.ts';
import { refuseFuture, takeStep } from '../life.ts';
import { type Application, findOpenRequest, holdApplication, lockForStaff, readApplication } from '../queries.ts';
import { canBecome, mayGoWithoutOpinion } from '../rules.ts';
import { mailOpinionRequest } from './mails.ts';
import { closeOpenRequest, opinionPurpose } from './request.ts';

export const opinionRequestInput = z.object({ addressee: requiredText(200), email: emailField, lang: z.enum(langs) });

const answer = { opinion: z.enum(opinions), text: optionalText(4000), signatory: requiredText(200) };
export const opinionInput = z.object(answer).superRefine(needsText);
export const paperOpinionInput = z.object({ ...answer, receivedOn: day }).superRefine(needsText);
export const noOpinionInput = z.object({ reason: requiredText(2000) });

/**
 * Asks the head of the State's capital for an opinion, by a mail with a link that answers.
 * @throws Forbidden, Missing; Refused when the application is not at that point
 */
export async function askOpinion(act: Act, id: string, input: z.output<typeof opinionRequestInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const application = await lockForStaff(act, id);
    await takeStep(act, application, 'opinion_asked');
    const { opinionDays } = await findSettings(act.db, dayOf(act.now));
    const at = await asKnownNow(act);
    const capitalId = application.stateId ? await findCapital(act.db, at, application.stateId) : null;
    const head = capitalId ? (await findHeads(act.db, at, [capitalId])).get(capitalId) : undefined;
    const request = {
      id: randomUUID(),
      applicationId: id,
      capitalId,
      personId: head?.person.id ?? null,
      ...input,
      answerBy: dayOf(act.now).add({ days: opinionDays }),
      askedAt: act.now,
      askedById: actorId(act.actor),
      askedBy: actorName(act.actor),
      closedAt: null,
    };
    await act.db.insert(opinionRequest).values(request);
    await mailOpinionRequest(act, application, request, 0);
    await audit(act, { command: 'membership.askOpinion', subject: application.reference!, detail: { addressee: input.addressee } });
  });
}

/** What a link asks its reader for. */
export interface AskedOpinion {
  request: typeof opinionRequest.$inferSelect;
  application: Application;
  /** The question is still open; else it was answered, or is no longer asked. */
  open: boolean;
}

/** The question behind a link, answered or not. @throws Missing where there is none */
export async function findAskedOpinion(act: Act, token: string): Promise<AskedOpinion> {
  const link = await findAnswerLink(act, opinionPurpose, token);
  if (!link) throw new Missing('opinion by link');
  const [request] = await act.db.select().from(opinionRequest).where(eq(opinionRequest.id, link.subject));
  const application = await readApplication(act, request!.applicationId, 'link');
  return { request: request!, application, open: link.state === 'open' && request!.closedAt === null };
}

/** Answers by the link of a mail, once. @throws Missing; Refused when the question is no longer open */
export async function answerOpinion(act: Act, token: string, input: z.output<typeof opinionInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const asked = await findAskedOpinion(act, token);
    const application = await holdApplication(act, asked.application.id, 'link');
    const open = await findOpenRequest(act, application.id);
    if (!asked.open || open?.id !== asked.request.id) throw new Refused(say.later('opinion.closed'));
    await insertOpinion(act, application, {
      ...input,
      requestId: open.id,
      receivedOn: dayOf(act.now),
      channel: 'link',
      by: input.signatory,
    });
    await takeStep(act, { ...application, contactName: input.signatory }, 'opinion_received', { onDay: dayOf(act.now) });
    await closeOpenRequest(act, application.id);
    await audit(act, { command: 'membership.answerOpinion', subject: application.reference!, detail: { opinion: input.opinion } });
  });
}

/** Enters an opinion that came on paper. @throws Forbidden, Missing, Refused; Invalid for a day to come */
export async function recordPaperOpinion(act: Act, id: string, input: z.output<typeof paperOpinionInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const application = await lockForStaff(act, id);
    refuseFuture(act, 'receivedOn', input.receivedOn);
    await takeStep(act, application, 'opinion_received', { onDay: input.receivedOn });
    await insertOpinion(act, application, { ...input, requestId: null, channel: 'paper', by: actorName(act.actor) });
    await closeOpenRequest(act, id);
    await audit(act, { command: 'membership.recordOpinion', subject: application.reference!, detail: { opinion: input.opinion } });
  });
}

/**
 * Goes on without the capital's opinion: its delay is over, or the applicant is the capital itself. Before that, the direction
 * alone may, and signs it. The question stays open: an answer that comes before the Bureau has met is still heard.
 * @throws Forbidden, Missing; Refused before the delay
 */
export async function goWithoutOpinion(act: Act, id: string, { reason }: z.output<typeof noOpinionInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const application = await lockForStaff(act, id);
    if (!canBecome(application.state, 'no_opinion')) throw new Refused(say.later('application.notNow'));
    const open = await findOpenRequest(act, id);
    const answerBy = open?.answerBy ?? null;
    const may = mayGoWithoutOpinion({ isCapital: await isCapital(act, application), answerBy }, dayOf(act.now));
    if (!may && !maySignExceptions(act.actor))
      throw new Refused((lang) =>
        answerBy ? say.in(lang)('opinion.delayRuns', { day: formatDate(answerBy, lang) }) : say.in(lang)('opinion.notAsked'),
      );
    await takeStep(act, application, 'no_opinion', { reason });
    await audit(act, { command: 'membership.noOpinion', subject: application.reference!, detail: { reason, signed: !may } });
  });
}

/** Whether an applicant is the capital whose opinion would be asked. */
export async function isCapital(act: Act, { partyId, stateId }: Pick<Application, 'partyId' | 'stateId'>): Promise<boolean> {
  return partyId !== null && stateId !== null && (await findCapital(act.db, await asKnownNow(act), stateId)) === partyId;
}

async function insertOpinion(
  act: Act,
  { id }: Application,
  opinion: Omit<typeof capitalOpinion.$inferInsert, 'id' | 'applicationId' | 'at' | 'byId'>,
): Promise<void> {
  await act.db.insert(capitalOpinion).values({ ...opinion, id: randomUUID(), applicationId: id, at: act.now, byId: actorId(act.actor) });
}

function needsText({ opinion, text }: { opinion: string; text: string | null }, ctx: z.RefinementCtx): void {
  if (opinion === 'reserved' && text === null) ctx.addIssue({ code: 'custom', path: ['text'], params: { reason: 'required' } });
}
