import { and, eq, sql } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { startDepartures } from '../../../../kernel/mail/outbox.ts';
import type { JobHandler } from '../../../../kernel/module.ts';
import { isCancelled } from './cancelled.ts';
import { dueCall, dueCallSending, dueCampaign } from '../schema.ts';
import { sendCallsJob } from './commands.ts';
import { sendCalls } from './mail.ts';

/** Calls sent in one transaction: few enough that a process that dies has little to do again. */
const batch = 25;

export const callJobs: Record<string, JobHandler> = { [sendCallsJob]: (act, { id }) => sendCampaign(act, String(id)) };

/** Sends the calls of a campaign that are not sent yet, each with its PDF; what was cancelled meanwhile is not. */
export async function sendCampaign(act: Act, id: string): Promise<void> {
  const [campaign] = await act.db.select({ by: dueCampaign.by }).from(dueCampaign).where(eq(dueCampaign.id, id));
  if (!campaign) return;
  // The letters are of whoever called.
  const named: Act = { ...act, actor: { kind: 'system', name: campaign.by } };
  while ((await sendBatch(named, id)) > 0) await startDepartures(act);
}

async function sendBatch(act: Act, campaignId: string): Promise<number> {
  return inTransaction(act, async (act) => {
    const waiting = await act.db
      .select({ callId: dueCall.id })
      .from(dueCall)
      .leftJoin(dueCallSending, eq(dueCallSending.callId, dueCall.id))
      .where(and(eq(dueCall.campaignId, campaignId), sql`${dueCallSending.callId} is null`, sql`not ${isCancelled}`))
      .orderBy(dueCall.reference)
      .limit(batch);
    if (waiting.length === 0) return 0;
    // Marked first: a second worker waits here for the end of the first one, then is refused what is done.
    await act.db.insert(dueCallSending).values(waiting.map(({ callId }) => ({ callId, at: act.now })));
    await sendCalls(
      act,
      waiting.map(({ callId }) => callId),
      { again: false },
    );
    return waiting.length;
  });
}
