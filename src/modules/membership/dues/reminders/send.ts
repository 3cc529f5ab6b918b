import { randomUUID } from 'node:crypto';
import type { Act } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { localPath } from '../../../../kernel/http/env.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { onceADay } from '../../../../kernel/jobs/daily.ts';
import { startDepartures } from '../../../../kernel/mail/outbox.ts';
import { sendLetter } from '../../../publishing/index.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { spacedReference } from '../calls/rules.ts';
import { findMailings, type Mailing, toRecipient } from '../contacts/queries.ts';
import { formatMoney } from '../money/fields.ts';
import { duesPaths } from '../paths.ts';
import { dueReminder } from '../schema.ts';
import { readSetting } from '../settings/queries.ts';
import { fillTemplate, type ReminderLevel } from '../settings/rules.ts';
import { findPauses, listLateCalls } from './queries.ts';
import { type LateCall, levelDue } from './rules.ts';

/** A party whom the schedule reminds on a day, or would if nothing held it back. */
export interface PlannedReminder {
  party: PartyRef;
  /** The calls that are to be reminded, each at its level. */
  calls: (LateCall & { level: number })[];
  /** The level of the words: the highest of them. */
  level: number;
  mailing: Mailing;
  /** Why nothing is sent. */
  heldBack: { reason: string } | null;
}

/** What the schedule would send on the day of the act, and what it would hold back. */
export async function planReminders(act: Act): Promise<PlannedReminder[]> {
  const today = dayOf(act.now);
  const { levels } = await readSetting(act.db, 'reminders', today);
  const delays = levels.map((one) => one.days);
  const at = await asKnownNow(act, today);
  const late = await listLateCalls(act.db, at);
  const due = new Map(
    [...late].flatMap(([partyId, calls]) => {
      const found = calls.flatMap((call) => {
        const level = levelDue(call, delays, today);
        return level === null ? [] : [{ ...call, level }];
      });
      return found.length > 0 ? [[partyId, found] as const] : [];
    }),
  );
  const ids = [...due.keys()];
  const parties = await findPartiesById(act.db, ids, at);
  const pauses = await findPauses(act.db, ids);
  const mailings = await findMailings(act, ids);
  const planned: PlannedReminder[] = [];
  for (const [partyId, calls] of due) {
    const mailing = mailings.get(partyId)!;
    const pause = pauses.get(partyId);
    planned.push({
      party: parties.get(partyId)!,
      calls,
      level: Math.max(...calls.map((one) => one.level)),
      mailing,
      heldBack: pause ? { reason: pause.reason } : null,
    });
  }
  return planned;
}

/**
 * The reminders of the day, in one transaction with the mark that they were sent: a tick that comes twice, or after days
 * of silence, sends nothing twice. The database keeps one row for each call and level.
 */
export async function sendReminders(act: Act): Promise<boolean> {
  return onceADay(act, 'dues.reminders', async (act) => {
    const { levels } = await readSetting(act.db, 'reminders', dayOf(act.now));
    for (const planned of await planReminders(act)) if (!planned.heldBack) await send(act, planned, levels[planned.level - 1]!);
    await startDepartures(act);
  });
}

async function send(act: Act, { party, calls, mailing }: PlannedReminder, words: ReminderLevel): Promise<void> {
  const { lang, recipients } = mailing;
  const values = wordsOf(act, party, calls, lang);
  const subject = fillTemplate(inLang(words.subject, lang), values);
  const body = fillTemplate(inLang(words.body, lang), values);
  const what = calls.map((one) => `${one.callId}:${one.level}`).join(' ');
  const sent = [];
  for (const { email, lines, personId } of recipients) {
    const key = `due reminder ${email ?? 'paper'} ${what}`;
    sent.push(
      await sendLetter(act, { purpose: 'dues', key, partyId: party.id, to: { email, lines, lang, personId }, subject, text: body }),
    );
  }
  for (const call of calls) {
    await act.db.insert(dueReminder).values({
      id: randomUUID(),
      partyId: party.id,
      callId: call.callId,
      year: call.year,
      level: call.level,
      channel: sent.some((one) => one.channel === 'mail') ? 'mail' : 'paper',
      sentOn: dayOf(act.now),
      recipients: recipients.map(toRecipient),
      subject,
      body,
      openCents: call.openCents,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
  }
}

function wordsOf(act: Act, party: PartyRef, calls: readonly LateCall[], lang: Lang) {
  const total = calls.reduce((sum, one) => sum + one.openCents, 0);
  return {
    membre: inLang(party.name, lang),
    annees: [...new Set(calls.map((one) => one.year))].join(', '),
    montant: formatMoney(total, lang),
    echeance: formatDate(calls[0]!.dueOn, lang),
    references: calls.map((one) => spacedReference(one.reference)).join(', '),
    adresse: act.site.url + localPath(lang, duesPaths.ownAccount()),
  };
}
