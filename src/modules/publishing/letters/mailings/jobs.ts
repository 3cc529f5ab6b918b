import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import type { JobHandler } from '../../../../kernel/module.ts';
import { startDepartures } from '../../../../kernel/mail/outbox.ts';
import { findRecipients } from '../recipients.ts';
import { letter, mailing, mailingRecipient } from '../schema.ts';
import { writeLetter } from '../send.ts';
import { findMailing } from './queries.ts';
import { writeLettersJob } from './commands.ts';
import { writeFor } from './words.ts';

/** Letters written in one transaction: few enough that a process that dies has little to do again. */
const batch = 50;

export const mailingJobs: Record<string, JobHandler> = { [writeLettersJob]: (act, { id }) => writeLetters(act, String(id)) };

/** Writes the letters of a confirmed mailing that are not written yet, those of the parties left out too, for their page to say it. */
async function writeLetters(act: Act, id: string): Promise<void> {
  const [confirmed] = await act.db
    .select({ by: mailing.confirmedBy })
    .from(mailing)
    .where(and(eq(mailing.id, id), isNotNull(mailing.confirmedAt)));
  if (!confirmed) return;
  // The letters are of whoever let the mailing leave.
  const named: Act = { ...act, actor: { kind: 'system', name: confirmed.by! } };
  while ((await writeBatch(named, id)) > 0) await startDepartures(act);
}

async function writeBatch(act: Act, id: string): Promise<number> {
  return inTransaction(act, async (act) => {
    const { purpose, version } = await findMailing(act, id);
    const rows = await act.db
      .select()
      .from(mailingRecipient)
      .where(
        and(
          eq(mailingRecipient.mailingId, id),
          sql`not exists (select from ${letter} where ${letter.mailingId} = ${mailingRecipient.mailingId} and ${letter.partyId} = ${mailingRecipient.partyId})`,
        ),
      )
      .orderBy(asc(mailingRecipient.position))
      .limit(batch);
    const recipients = await findRecipients(
      act,
      rows.map((row) => row.partyId),
    );
    for (const { partyId, personId, lang: chosen, address, lines, channel, reason } of rows) {
      const { subject, text, lang } = writeFor(version, { ...recipients.get(partyId)!, lang: chosen }, act.now);
      const written = { purpose, key: `mailing:${id}:${partyId}`, partyId, mailingId: id, subject, text };
      await writeLetter(act, written, { email: address, lines: lines.split('\n'), lang, personId }, { channel, reason });
    }
    return rows.length;
  });
}
