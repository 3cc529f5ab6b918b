import { z } from 'zod';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Refused } from '../../../../kernel/errors.ts';
import { day, optionalDay, optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import type { AssemblyDecision, Module } from '../../../../kernel/module.ts';
import { sendMail } from '../../../../kernel/mail/outbox.ts';
import { asKnownNow, inRevision, sourceFor } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { maySignExceptions } from '../../policy.ts';
import { capException } from '../../schema.ts';
import { countMembersOfState } from '../../standing/cap.ts';
import { findStanding } from '../../standing/queries.ts';
import { getNetwork } from '../../standing/network.ts';
import { recordStatus } from '../../standing/record.ts';
import { refuseFuture, takeStep } from '../life.ts';
import { type Application, findCapException, lockForStaff } from '../queries.ts';
import { closeOpenRequest } from '../opinions/request.ts';
import { canBecome, exceedsCap, type StateCap } from '../rules.ts';

type AssemblyDecisions = NonNullable<Module['assemblyDecisions']>;

export const examinationInput = z.object({ on: day, reason: optionalText(4000) });
export const capInput = z.object({ reason: requiredText(2000) });
export const decisionInput = z.object({
  decision: z.enum(['admitted', 'postponed', 'refused']),
  /** The number of the assembly's decision, where it was taken here: it says its own day. */
  code: optionalText(100),
  on: optionalDay,
  /** The first day of the membership; the day of the decision where nothing is said. */
  from: optionalDay,
  reason: optionalText(4000),
});

/** Records that the Bureau examined an application on a day, and what it thought of it. @throws Forbidden, Missing, Refused, Invalid */
export async function recordExamination(act: Act, id: string, { on, reason }: z.output<typeof examinationInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const application = await lockForStaff(act, id);
    refuseFuture(act, 'on', on);
    refuseBefore('on', on, sentOn(application), 'application.beforeSent');
    await takeStep(act, application, 'examined', { onDay: on, reason });
    await closeOpenRequest(act, id);
    await audit(act, { command: 'membership.examine', subject: application.reference!, detail: { on: on.toString() } });
  });
}

/**
 * R3: signs that an applicant may join although its State has as many members as the rule allows. The direction's alone.
 * @throws Forbidden, Missing; Refused where the rule is not exceeded, or someone has signed
 */
export async function signCapException(act: Act, id: string, { reason }: z.output<typeof capInput>): Promise<void> {
  if (!maySignExceptions(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const application = await lockForStaff(act, id);
    const cap = await findCap(act, application, dayOf(act.now));
    if (!cap || !exceedsCap(cap, application.category)) throw new Refused(say.later('cap.notExceeded'));
    if (await findCapException(act, id)) throw new Refused(say.later('cap.signed'));
    await act.db.insert(capException).values({
      applicationId: id,
      stateId: application.stateId!,
      counted: cap.counted,
      most: cap.most,
      reason,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    await audit(act, { command: 'membership.signCap', subject: application.reference!, detail: { ...cap, reason } });
  });
}

/**
 * Records what the general assembly decided. An admission is a fact of the register from its day on, with the decision for
 * its source, its number included where it was taken here; the applicant is told.
 * @param taken what modules know of the decisions of assemblies (`assemblyDecisions` of the manifests)
 * @throws Forbidden, Missing; Refused out of its turn, for who is a member already, or where R3 is exceeded and nobody signed; Invalid
 * for a day to come or before the Bureau examined it
 */
export async function recordDecision(
  act: Act,
  id: string,
  input: z.output<typeof decisionInput>,
  taken: readonly AssemblyDecisions[],
): Promise<void> {
  await inTransaction(act, async (act) => {
    const { decision, reason, code } = input;
    const application = await lockForStaff(act, id);
    if (!canBecome(application.state, decision)) throw new Refused(say.later('application.notNow'));
    const on = code === null ? input.on : (await findAssemblyDecision(act, code, taken)).on;
    if (on === null) throw new Invalid({ on: say.later('application.decisionDay') });
    refuseFuture(act, 'on', on);
    refuseBefore('on', on, lastExamination(application), 'application.beforeExamination');
    if (decision !== 'admitted' && !reason) throw new Invalid({ reason: say.later('application.decisionReason') });
    const from = input.from ?? on;
    refuseBefore('from', from, on, 'application.beforeDecision');
    await takeStep(act, application, decision, { onDay: on, reason, decisionCode: code });
    if (decision === 'admitted') await admit(act, application, { on, from, code });
    await mailDecision(act, application, { decision, on, reason });
    await audit(act, {
      command: 'membership.decide',
      subject: application.reference!,
      detail: { decision, on: on.toString(), from: from.toString(), ...(code ? { code } : {}) },
    });
  });
}

/** The decisions of general assemblies that an application may be concluded by: none before the Bureau's last examination. */
export async function listAssemblyDecisions(
  act: Act,
  application: Application,
  taken: readonly AssemblyDecisions[],
): Promise<AssemblyDecision[]> {
  const examined = lastExamination(application);
  const found = [];
  for (const list of taken) found.push(...(await list(act)));
  return found.filter(({ on }) => Temporal.PlainDate.compare(on, examined) >= 0);
}

async function findAssemblyDecision(act: Act, code: string, taken: readonly AssemblyDecisions[]): Promise<AssemblyDecision> {
  for (const list of taken) {
    const found = (await list(act)).find((one) => one.code === code);
    if (found) return found;
  }
  throw new Invalid({ code: say.later('application.unknownDecision') });
}

/** R3 as it stands for an application on a day; null while its State is not known. */
export async function findCap(act: Act, { stateId }: Pick<Application, 'stateId'>, on: Temporal.PlainDate): Promise<StateCap | null> {
  return stateId === null ? null : countMembersOfState(act, { ...(await asKnownNow(act)), on }, stateId);
}

async function admit(
  act: Act,
  application: Application,
  { on, from, code }: { on: Temporal.PlainDate; from: Temporal.PlainDate; code: string | null },
): Promise<void> {
  const { id, partyId, category, reference, steps } = application;
  const at = { ...(await asKnownNow(act)), on: from };
  const held = (await findStanding(act.db, at, [partyId!])).get(partyId!)!;
  if (held.standing !== 'none') throw new Refused((lang) => say.in(lang)('application.alreadyMember', { why: held.why(lang) }));
  const cap = await findCap(act, application, from);
  if (cap && exceedsCap(cap, category) && !(await findCapException(act, id)))
    throw new Refused(say.later('cap.exceeded', { counted: cap.counted, most: cap.most }));
  const network = await getNetwork(act.db, at);
  const words = { party: application.name, reference, day: formatDate(on, 'fr'), code: code ?? 'none' };
  await inRevision(act, { command: 'membership admit', reason: say.in('fr')('register.admission', words) }, async (rev) => {
    const sourceId = await sourceFor(rev, { title: say.in('fr')('register.decisionSource', words), publisher: network.name.fr });
    await recordStatus(rev, { partyId: partyId!, networkId: network.id, status: 'member', category, from, sourceId });
  });
  await takeStep(act, { ...application, steps: [...steps, { ...steps.at(-1)!, number: steps.length + 1, state: 'admitted' }] }, 'member', {
    onDay: from,
  });
}

async function mailDecision(
  act: Act,
  { id, partyId, contactEmail, lang, name, reference, steps }: Application,
  { decision, on, reason }: { decision: 'admitted' | 'postponed' | 'refused'; on: Temporal.PlainDate; reason: string | null },
): Promise<void> {
  const t = say.in(lang);
  const values = { party: name, reference, day: formatDate(on, lang), reason: reason ?? '' };
  await sendMail(act, {
    key: `membership.decision:${id}:${steps.length}`,
    to: contactEmail,
    subject: t(`mail.decision.${decision}.subject`, values),
    text: t(`mail.decision.${decision}.text`, values),
    lang,
    partyId,
  });
}

function sentOn({ steps }: Application): Temporal.PlainDate {
  return dayOf(steps.find(({ state }) => state === 'submitted')!.at);
}

function lastExamination({ steps }: Application): Temporal.PlainDate {
  return steps.findLast(({ state }) => state === 'examined')!.onDay!;
}

function refuseBefore(
  field: string,
  on: Temporal.PlainDate,
  first: Temporal.PlainDate,
  key: 'application.beforeSent' | 'application.beforeExamination' | 'application.beforeDecision',
): void {
  if (Temporal.PlainDate.compare(on, first) < 0)
    throw new Invalid({ [field]: (lang) => say.in(lang)(key, { day: formatDate(first, lang) }) });
}
