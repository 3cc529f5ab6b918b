import type { Act } from '../../../../kernel/act.ts';
import { onceADay } from '../../../../kernel/jobs/daily.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import type { Module } from '../../../../kernel/module.ts';
import { asKnownNow } from '../../facts/revision.ts';
import { findSettings } from '../../settings/queries.ts';
import { listMandates } from '../queries.ts';
import { askAboutMandate, remindOfQuestion } from './commands.ts';
import { listAddresses, listQuestions } from './queries.ts';
import { isQuestionDue, isReminderDue } from './rules.ts';

/**
 * The day's questions and reminders, where the rules ask for them. Run twice, it sends once: what was sent is written in the
 * same transaction. Without a mail server nothing is asked, for nobody would pass the links on.
 * @returns how many questions were put, and how many sent again
 */
export async function askByItself(act: Act): Promise<{ asked: number; reminded: number }> {
  const settings = await findSettings(act.db, dayOf(act.now));
  const done = { asked: 0, reminded: 0 };
  if (!settings.asks || !act.site.sendsMail) return done;
  const at = await asKnownNow(act);
  const mandates = await listMandates(act.db, at, { current: true });
  const questions = Map.groupBy(
    await listQuestions(
      act.db,
      mandates.map(({ factId }) => factId),
    ),
    ({ mandateId }) => mandateId,
  );
  for (const mandate of mandates) {
    const [last] = questions.get(mandate.factId) ?? [];
    if (last && !last.closedAt) {
      const lastSent = dayOf(last.reminders.at(-1)?.at ?? last.askedAt);
      if (!isReminderDue({ lastSent, reminders: last.reminders.at(-1)?.number ?? 0 }, settings, at.on)) continue;
      await remindOfQuestion(act, last.id);
      done.reminded += 1;
    } else if (isQuestionDue(mandate, last ? dayOf(last.askedAt) : null, settings, at.on)) {
      const [address] = await listAddresses(act.db, mandate.person.id, at);
      // Nobody to write to: the radar says so.
      if (!address) continue;
      await askAboutMandate(act, mandate.factId, { recipient: address.value, address: null, lang: last?.lang ?? 'fr' });
      done.asked += 1;
    }
  }
  return done;
}

/** What pages show of who asked. */
function inItsName(act: Act): Act {
  return { ...act, actor: { kind: 'system', name: 'Beffroi' } };
}

const job = 'register.ask';

/** In the morning, when mails are read. */
export const questionJobs = {
  jobs: { [job]: async (act: Act) => void (await onceADay(inItsName(act), job, async (act) => void (await askByItself(act)))) },
  schedule: [{ job, cron: '10 8 * * *' }],
} satisfies Partial<Module>;
