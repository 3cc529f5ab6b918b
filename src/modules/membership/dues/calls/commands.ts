import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { day, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { startDepartures } from '../../../../kernel/mail/outbox.ts';
import { isId } from '../ids.ts';
import { lockLedger } from '../ledger/record.ts';
import { say } from '../messages.ts';
import { amount, yearField } from '../money/fields.ts';
import { mayKeepDues } from '../policy.ts';
import { type DueCall, dueCall, dueCampaign, ledgerEntry } from '../schema.ts';
import { findScaleInForce } from '../scale/queries.ts';
import { callKinds } from '../vocabulary.ts';
import { sendCalls } from './mail.ts';
import { previewCalls } from './preview.ts';
import { callKey, findStanding, writeCalls } from './record.ts';

/** Writes the PDF and the mail of each call of a campaign, which takes minutes. */
export const sendCallsJob = 'dues.sendCalls';

export const campaignInput = z.object({
  year: yearField,
  calledOn: day,
  dueOn: day,
  /** What the person saw before they confirmed: how many calls, and their sum in hundredths. */
  seenCount: z.coerce.number().int().positive(),
  seenTotal: z.coerce.number().int().positive(),
});

/**
 * Calls all members who owe for a year and were not called yet, in one transaction; a job then sends each its call.
 * @returns the identifier of the campaign
 * @throws Forbidden; Refused without a scale in force, or where what would be called is no longer what the person saw; Invalid
 */
export async function callMembers(act: Act, input: z.output<typeof campaignInput>): Promise<string> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  refuseBackwards(input);
  return inTransaction(act, async (act) => {
    await lockLedger(act);
    const scale = await findScaleInForce(act, input.year);
    if (!scale) throw new Refused(say.later('call.noScale', { year: String(input.year) }));
    const { called, totalCents } = await previewCalls(act, scale);
    if (called.length !== input.seenCount || totalCents !== input.seenTotal) throw new Refused(say.later('call.changed'));
    const id = randomUUID();
    await act.db.insert(dueCampaign).values({
      id,
      year: input.year,
      scaleId: scale.id,
      calledOn: input.calledOn,
      dueOn: input.dueOn,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    const calls = called.flatMap((one) => one.calls.map((call) => ({ partyId: one.party.id, ...call })));
    await writeCalls(act, { ...input, campaignId: id }, calls);
    await act.jobs.send(act, sendCallsJob, { id });
    await audit(act, { command: 'dues.call', subject: String(input.year), detail: { calls: called.length, totalCents } });
    return id;
  });
}

export const pastDueInput = z.object({
  year: yearField,
  kind: z.enum(callKinds).default('due'),
  amount,
  calledOn: day,
  dueOn: day,
  source: requiredText(500),
});

/**
 * Takes over a due that was called before these accounts were kept here, with where it is written.
 * @returns the identifier of the call
 * @throws Forbidden; Refused where the party was called already for that year; Invalid
 */
export async function recordPastDue(act: Act, partyId: string, input: z.output<typeof pastDueInput>): Promise<string> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  refuseBackwards(input);
  if (Temporal.PlainDate.compare(input.calledOn, dayOf(act.now)) > 0) throw new Invalid({ calledOn: say.later('day.toCome') });
  return inTransaction(act, async (act) => {
    await lockLedger(act);
    const { year, kind } = input;
    if ((await findStanding(act, year, [partyId])).get(callKey(partyId, kind))?.stands)
      throw new Refused(say.later('call.already', { year: String(year) }));
    const [id] = await writeCalls(act, { ...input, campaignId: null }, [
      { partyId, kind, amountCents: input.amount, basis: { rule: 'taken_over', source: input.source } },
    ]);
    await audit(act, { command: 'dues.takeOver', subject: partyId, detail: { year, kind } });
    return id!;
  });
}

/** Sends a call again, to whoever receives them now. @throws Forbidden, Missing; Refused once it is cancelled */
export async function resendCall(act: Act, partyId: string, callId: string): Promise<void> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const call = await findCall(act, partyId, callId);
    if (!(await findCallEntry(act, callId))) throw new Refused(say.later('call.cancelled'));
    await sendCalls(act, [call.id], { again: true });
    await startDepartures(act);
    await audit(act, { command: 'dues.call.again', subject: call.reference });
  });
}

/** A call of a party. @throws Missing */
export async function findCall(act: Act, partyId: string, callId: string): Promise<DueCall> {
  const [call] = isId(callId)
    ? await act.db
        .select()
        .from(dueCall)
        .where(and(eq(dueCall.id, callId), eq(dueCall.partyId, partyId)))
    : [];
  if (!call) throw new Missing(`call ${callId}`);
  return call;
}

/** The entry of a call that stands; null once it is reversed. */
export async function findCallEntry(act: Act, callId: string): Promise<string | null> {
  const entries = await act.db.select().from(ledgerEntry).where(eq(ledgerEntry.callId, callId));
  const taken = new Set(entries.map((one) => one.reverses));
  return entries.find((one) => one.reverses === null && !taken.has(one.id))?.id ?? null;
}

function refuseBackwards({ calledOn, dueOn }: { calledOn: Temporal.PlainDate; dueOn: Temporal.PlainDate }): void {
  if (Temporal.PlainDate.compare(dueOn, calledOn) < 0) throw new Invalid({ dueOn: say.later('call.dueBefore') });
}
