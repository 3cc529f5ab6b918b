import { randomUUID } from 'node:crypto';
import { eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Refused } from '../../../../kernel/errors.ts';
import { day, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { asKnownNow } from '../../../register/index.ts';
import { lockLedger } from '../ledger/record.ts';
import { say } from '../messages.ts';
import { yearField } from '../money/fields.ts';
import { mayKeepDues } from '../policy.ts';
import { duePause, dueReminder } from '../schema.ts';
import { findPauses, listLateCalls } from './queries.ts';

export const pastReminderInput = z.object({
  year: yearField,
  sentOn: day,
  recipient: requiredText(200),
  address: requiredText(300),
  words: requiredText(4000),
});

/**
 * Records a reminder that went out on paper, or before these accounts were kept here.
 * @throws Forbidden; Invalid for a day to come, or where nothing of that year was late on that day
 */
export async function recordReminder(act: Act, partyId: string, input: z.output<typeof pastReminderInput>): Promise<void> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  if (Temporal.PlainDate.compare(input.sentOn, dayOf(act.now)) > 0) throw new Invalid({ sentOn: say.later('day.toCome') });
  await inTransaction(act, async (act) => {
    await lockLedger(act);
    const late = (await listLateCalls(act.db, await asKnownNow(act, input.sentOn), [partyId])).get(partyId) ?? [];
    const calls = late.filter((one) => one.year === input.year);
    if (calls.length === 0) throw new Invalid({ year: say.later('reminder.notLate', { year: String(input.year) }) });
    for (const call of calls) {
      await act.db.insert(dueReminder).values({
        id: randomUUID(),
        partyId,
        callId: call.callId,
        year: call.year,
        level: null,
        channel: 'paper',
        sentOn: input.sentOn,
        recipients: [{ name: input.recipient, address: input.address }],
        subject: say.in('fr')('reminder.onPaper'),
        body: input.words,
        openCents: call.openCents,
        at: act.now,
        byId: actorId(act.actor),
        by: actorName(act.actor),
      });
    }
    await audit(act, { command: 'dues.reminder.record', subject: partyId, detail: { year: input.year } });
  });
}

export const pauseInput = z.object({ reason: requiredText(1000) });

/** Holds back the reminders of a member, or takes them up again, and says why. @throws Forbidden; Refused where it is so already */
export async function pauseReminders(act: Act, partyId: string, paused: boolean, { reason }: z.output<typeof pauseInput>): Promise<void> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockLedger(act);
    const isPaused = (await findPauses(act.db, [partyId])).has(partyId);
    if (isPaused === paused) throw new Refused(say.later(paused ? 'pause.already' : 'pause.none'));
    const [last] = await act.db
      .select({ number: max(duePause.number) })
      .from(duePause)
      .where(eq(duePause.partyId, partyId));
    await act.db.insert(duePause).values({
      partyId,
      number: (last?.number ?? 0) + 1,
      paused,
      onDay: dayOf(act.now),
      reason,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    await audit(act, { command: paused ? 'dues.pause' : 'dues.resume', subject: partyId });
  });
}
