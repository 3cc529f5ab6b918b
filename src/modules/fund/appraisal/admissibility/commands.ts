import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Act } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Invalid } from '../../../../kernel/errors.ts';
import { day, optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { takeDossierStep } from '../../applications/life.ts';
import { aboutDossier, writeToAuthors, writeToHead } from '../../letters.ts';
import { signed } from '../../signed.ts';
import { inDossier } from '../held.ts';
import { say } from '../messages.ts';
import { admissibilityChecks, type AdmissibilityCheck, admissibilityOutcomes, type CheckAnswer, checkAnswers } from '../vocabulary.ts';
import { fundAdmissibility, fundCompletion } from './schema.ts';

const answer = z.enum(checkAnswers);
export const admissibilityInput = z.object({
  ...(Object.fromEntries(admissibilityChecks.map((check) => [check, answer])) as Record<AdmissibilityCheck, typeof answer>),
  outcome: z.enum(admissibilityOutcomes),
  reason: optionalText(2000),
});

/**
 * Says whether a dossier is admissible, each point having been looked at, and writes it to the city.
 * @throws Forbidden, Missing, Refused; Invalid where a reason is missing: of what is not admissible, or is although a point is not met
 */
export async function decideAdmissibility(
  act: Act,
  reference: string,
  { outcome, reason, ...answers }: z.output<typeof admissibilityInput>,
): Promise<void> {
  await inDossier(act, reference, async (act, dossier) => {
    const isMet = Object.values<CheckAnswer>(answers).every((one) => one !== 'no');
    if (!reason && (outcome === 'inadmissible' || !isMet)) throw new Invalid({ reason: say.later(`admissibility.reason.${outcome}`) });
    const number = (await act.db.$count(fundAdmissibility, eq(fundAdmissibility.dossierId, dossier.id))) + 1;
    await takeDossierStep(act, dossier, outcome, { reason });
    await act.db
      .insert(fundAdmissibility)
      .values({ dossierId: dossier.id, number, version: dossier.deposit.number, answers, outcome, reason, ...signed(act) });
    await writeToHead(act, aboutDossier(dossier), `fund.admissibility:${dossier.id}:${number}`, (lang, link) => {
      const values = { reference, title: dossier.deposit.title, reason: reason ?? '', link };
      return { subject: say.in(lang)(`letter.${outcome}.subject`, values), text: say.in(lang)(`letter.${outcome}.text`, values) };
    });
    await audit(act, { command: 'fund.admissibility', subject: reference, detail: { outcome, reason } });
  });
}

export const completionInput = z.object({ items: requiredText(5000), dueOn: day });

/**
 * Asks a city to complete its dossier until a day: a line for each thing. Asked again while it is being completed, it is a new
 * list and another day.
 * @throws Forbidden, Missing, Refused; Invalid where the day is past
 */
export async function askCompletion(act: Act, reference: string, { items, dueOn }: z.output<typeof completionInput>): Promise<void> {
  await inDossier(act, reference, async (act, dossier) => {
    if (Temporal.PlainDate.compare(dueOn, dayOf(act.now)) <= 0) throw new Invalid({ dueOn: say.later('completion.past') });
    const number = (await act.db.$count(fundCompletion, eq(fundCompletion.dossierId, dossier.id))) + 1;
    if (dossier.state !== 'completion_asked') await takeDossierStep(act, dossier, 'completion_asked');
    const lines = items
      .split('\n')
      .map((line) => line.replace(/^[-–•]\s*/, '').trim())
      .filter(Boolean);
    await act.db
      .insert(fundCompletion)
      .values({ id: randomUUID(), dossierId: dossier.id, number, version: dossier.deposit.number, items: lines, dueOn, ...signed(act) });
    await writeToAuthors(act, aboutDossier(dossier), `fund.completion:${dossier.id}:${number}`, (lang, link) => {
      const values = {
        reference,
        title: dossier.deposit.title,
        items: lines.map((line) => `- ${line}`).join('\n'),
        day: formatDate(dueOn, lang),
        link,
      };
      return { subject: say.in(lang)('letter.completion.subject', values), text: say.in(lang)('letter.completion.text', values) };
    });
    await audit(act, { command: 'fund.completion', subject: reference, detail: { items: lines, dueOn: dueOn.toString() } });
  });
}
