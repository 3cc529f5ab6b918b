import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { createAnswerLink } from '../../../kernel/answers/links.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Refused } from '../../../kernel/errors.ts';
import { optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { sendMail } from '../../../kernel/mail/outbox.ts';
import { asKnownNow, createParty, factKinds, findParty, inRevision, recordFact, sourceFor } from '../../register/index.ts';
import { say } from '../messages.ts';
import { membershipPaths } from '../paths.ts';
import { mayManageMembership } from '../policy.ts';
import { applicationStep, membershipApplication } from '../schema.ts';
import type { ApplicationState } from '../vocabulary.ts';
import { closeOpenRequest } from './opinions/request.ts';
import { type Application, draftPurpose, lockApplication, lockForStaff, type Opening } from './queries.ts';
import { canBecome, isAssociation } from './rules.ts';

export const reasonInput = z.object({ reason: requiredText(2000) });
/** Where the applicant is in the register; empty: it is not there yet. */
export const completionInput = z.object({ party: optionalText(100) });

/** Days during which an applicant may come back to a file by the link of a mail. */
const linkDays = 90;

/**
 * Writes that an application enters a state.
 * @throws Refused when its life has no such step
 */
export async function takeStep(
  act: Act,
  { id, steps, as, contactName }: Pick<Application, 'id' | 'steps' | 'as' | 'contactName'>,
  state: ApplicationState,
  {
    onDay = null,
    reason = null,
    decisionCode = null,
  }: { onDay?: Temporal.PlainDate | null; reason?: string | null; decisionCode?: string | null } = {},
): Promise<void> {
  const last = steps.at(-1);
  if (!canBecome(last?.state ?? null, state)) throw new Refused(say.later('application.notNow'));
  await act.db.insert(applicationStep).values({
    id: randomUUID(),
    applicationId: id,
    number: (last?.number ?? 0) + 1,
    state,
    onDay,
    reason,
    decisionCode,
    at: act.now,
    byId: actorId(act.actor),
    by: as === 'link' && contactName ? contactName : actorName(act.actor),
  });
}

/** Sends a file back to the applicant, who is told what it lacks and how to go on. @throws Forbidden, Missing, Refused */
export async function returnToApplicant(act: Act, id: string, { reason }: z.output<typeof reasonInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const application = await lockForStaff(act, id);
    await takeStep(act, application, 'draft', { reason });
    await mailDraftLink(act, application, `returned:${application.steps.length}`, 'returned', { reason });
    await audit(act, { command: 'membership.return', subject: application.reference!, detail: { reason } });
  });
}

/**
 * Says that a file was checked and is whole. The applicant is found in the register, or entered there with its State.
 * @throws Forbidden, Missing, Refused; Invalid when no such party is there, or it is of another kind
 */
export async function acceptFile(act: Act, id: string, { party }: z.output<typeof completionInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const application = await lockForStaff(act, id);
    if (!canBecome(application.state, 'complete')) throw new Refused(say.later('application.notNow'));
    const partyId = party
      ? await findApplicant(act, application, party)
      : (application.partyId ?? (await enterApplicant(act, application)));
    await act.db.update(membershipApplication).set({ partyId }).where(eq(membershipApplication.id, id));
    await takeStep(act, application, 'complete');
    await audit(act, { command: 'membership.acceptFile', subject: application.reference!, detail: { partyId } });
  });
}

/** Takes a request back, whoever speaks for it. @throws Missing, Forbidden to who only reads, Refused once it is decided */
export async function withdrawApplication(act: Act, opening: Opening, { reason }: z.output<typeof reasonInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const application = await lockApplication(act, opening);
    refuseReader(act, application);
    await takeStep(act, application, 'withdrawn', { reason });
    await closeOpenRequest(act, application.id);
    await audit(act, { command: 'membership.withdraw', subject: application.reference ?? application.id, detail: { reason } });
  });
}

/** @throws Invalid for a day that has not come */
export function refuseFuture(act: Act, field: string, on: Temporal.PlainDate): void {
  if (Temporal.PlainDate.compare(on, dayOf(act.now)) > 0) throw new Invalid({ [field]: say.later('application.dayToCome') });
}

/** The secretariat's readers read only. @throws Forbidden */
export function refuseReader(act: Act, { as }: Pick<Application, 'as'>): void {
  if (as === 'staff' && !mayManageMembership(act.actor)) throw new Forbidden();
}

/** Mails a new link to whoever fills in a file; the earlier ones go on working until they are too old. @returns its token */
export async function mailDraftLink(
  act: Act,
  {
    id,
    contactEmail,
    lang,
    name,
    partyId = null,
  }: Pick<Application, 'id' | 'contactEmail' | 'lang' | 'name'> & { partyId?: string | null },
  occasion: string,
  kind: 'begun' | 'resumed' | 'returned' | 'received',
  words: { reason?: string; reference?: string } = {},
): Promise<string> {
  const token = await createAnswerLink(act, {
    purpose: draftPurpose,
    subject: id,
    expiresAt: act.now.add({ hours: linkDays * 24 }),
  });
  const t = say.in(lang);
  const values = { party: name ?? '', ...words, days: linkDays, link: `${act.site.url}${membershipPaths.byLink(token)}` };
  await sendMail(act, {
    key: `membership.draft:${id}:${occasion}`,
    to: contactEmail,
    subject: t(`mail.draft.${kind}.subject`, values),
    text: t(`mail.draft.${kind}.text`, values),
    lang,
    partyId,
  });
  return token;
}

async function findApplicant(act: Act, { category }: Application, slug: string): Promise<string> {
  const found = await findParty(act.db, slug, await asKnownNow(act));
  if (!found) throw new Invalid({ party: say.later('application.unknownParty') });
  if (found.kind !== kindOf(category)) throw new Invalid({ party: say.later('application.otherKind') });
  return found.id;
}

/** Enters an applicant in the register, by its name and its State; its status there comes with the decision alone. */
async function enterApplicant(act: Act, { name, stateId, category, reference }: Application): Promise<string> {
  return inRevision(act, { command: 'membership enter', reason: say.in('fr')('register.enter', { reference }) }, async (rev) => {
    const sourceId = await sourceFor(rev, { title: say.in('fr')('register.fileSource', { reference }) });
    const { id } = await createParty(rev, { kind: kindOf(category), name: name!, sourceId });
    await recordFact(rev, factKinds.partyLink, {
      from: null,
      to: null,
      certainty: 'confirmed',
      sourceId,
      values: { partyId: id, link: 'part_of', targetId: stateId! },
    });
    return id;
  });
}

function kindOf(category: Application['category']): 'association' | 'local_authority' {
  return isAssociation(category) ? 'association' : 'local_authority';
}
