import { eq, isNull } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { opinionReminder, opinionRequest } from '../../schema.ts';
import { findSettings } from '../../settings/queries.ts';
import { holdApplication, listOpinionRequests } from '../queries.ts';
import { mailOpinionRequest } from './mails.ts';

/**
 * Reminds each capital that was asked and has not answered, so many days after the last mail, until the delay is over. Run
 * twice, it reminds once: what was sent is counted in the same transaction.
 * @returns how many were reminded
 */
export async function remindCapitals(act: Act): Promise<number> {
  const { reminderDays } = await findSettings(act.db, dayOf(act.now));
  const open = await act.db
    .select({ id: opinionRequest.id, applicationId: opinionRequest.applicationId })
    .from(opinionRequest)
    .where(isNull(opinionRequest.closedAt));
  let reminded = 0;
  for (const { id, applicationId } of open) if (await remindOne(act, id, applicationId, reminderDays)) reminded += 1;
  return reminded;
}

async function remindOne(act: Act, id: string, applicationId: string, reminderDays: number): Promise<boolean> {
  return inTransaction(act, async (act) => {
    const application = await holdApplication(act, applicationId, 'staff');
    const request = (await listOpinionRequests(act, applicationId)).find((one) => one.id === id);
    if (!request || request.closedAt !== null || application.state !== 'opinion_asked') return false;
    const today = dayOf(act.now);
    const last = dayOf(request.reminders.at(-1) ?? request.askedAt);
    const isDue = Temporal.PlainDate.compare(last.add({ days: reminderDays }), today) <= 0;
    if (!isDue || Temporal.PlainDate.compare(request.answerBy, today) < 0) return false;
    const number = request.reminders.length + 1;
    await act.db.insert(opinionReminder).values({ requestId: id, number, at: act.now });
    const [row] = await act.db.select().from(opinionRequest).where(eq(opinionRequest.id, id));
    await mailOpinionRequest(act, application, row!, number);
    return true;
  });
}
