import { desc, eq, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { onceADay } from '../../../../kernel/jobs/daily.ts';
import type { Module } from '../../../../kernel/module.ts';
import { findLastDeposit } from '../../applications/queries.ts';
import { fundDossier, fundDossierStep } from '../../applications/schema.ts';
import { aboutDossier, writeToAuthors } from '../../letters.ts';
import { say } from '../messages.ts';
import { fundCompletion } from './schema.ts';

const reminders = 'fund.completionReminders';

/** Days before the last one on which a city is told again what is missing. */
const noticeDays = [7, 1] as const;

/** Reminds cities of what they were asked to complete; a tick that was missed is caught up, and nobody is told twice. */
export async function remindCompletions(act: Act): Promise<void> {
  const today = dayOf(act.now);
  const step = act.db
    .selectDistinctOn([fundDossierStep.dossierId], { dossierId: fundDossierStep.dossierId, state: fundDossierStep.state })
    .from(fundDossierStep)
    .orderBy(fundDossierStep.dossierId, desc(fundDossierStep.number))
    .as('step');
  const waiting = await act.db
    .selectDistinctOn([fundCompletion.dossierId], { asked: fundCompletion, dossier: fundDossier })
    .from(fundCompletion)
    .innerJoin(step, eq(step.dossierId, fundCompletion.dossierId))
    .innerJoin(fundDossier, eq(fundDossier.id, fundCompletion.dossierId))
    .where(sql`${step.state} = 'completion_asked'`)
    .orderBy(fundCompletion.dossierId, desc(fundCompletion.number));
  for (const { asked, dossier } of waiting) {
    const left = today.until(asked.dueOn, { largestUnit: 'day' }).days;
    // Of the days passed over, the nearest to the last one.
    const notice = noticeDays.findLast((days) => left >= 0 && left <= days);
    const askedOn = dayOf(asked.at);
    if (notice === undefined || askedOn.until(today, { largestUnit: 'day' }).days < 2) continue;
    const { title } = (await findLastDeposit(act.db, dossier.id))!;
    await writeToAuthors(act, aboutDossier(dossier), `fund.completionReminder:${asked.id}:${notice}`, (lang, link) => {
      const values = {
        reference: dossier.reference ?? '',
        title,
        items: asked.items.map((line) => `- ${line}`).join('\n'),
        day: formatDate(asked.dueOn, lang),
        link,
      };
      return { subject: say.in(lang)('letter.reminder.subject', values), text: say.in(lang)('letter.reminder.text', values) };
    });
  }
}

export const admissibilityJobs: NonNullable<Module['jobs']> = {
  [reminders]: async (act) => void (await onceADay(act, reminders, remindCompletions)),
};

export const admissibilitySchedule = [{ job: reminders, cron: '20 5 * * *' }];
