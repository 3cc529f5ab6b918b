import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Refused } from '../../../../kernel/errors.ts';
import { optionalText } from '../../../../kernel/http/fields.ts';
import { layCharges } from '../../money/charges/commands.ts';
import { mailCity } from '../letters.ts';
import { say } from '../messages.ts';
import { mayReviewReports } from '../policy.ts';
import { findReport } from '../queries.ts';
import { takeReportStep } from '../reports/commands.ts';
import { mayBecome } from '../rules.ts';
import { lockReport } from '../schedule.ts';

export const reviewInput = z
  .object({ outcome: z.enum(['accepted', 'returned']), remarks: optionalText(4000) })
  .refine(({ outcome, remarks }) => outcome === 'accepted' || remarks, { path: ['remarks'], params: { reason: 'required' } });

/**
 * Accepts a report that was handed in, and charges what was accepted of its expenses to what was paid; or gives it back with
 * what is to be mended. The city is told. @throws Forbidden, Missing; Refused where it is not handed in
 */
export async function reviewReport(
  act: Act,
  reference: string,
  number: string,
  { outcome, remarks }: z.output<typeof reviewInput>,
): Promise<void> {
  if (!mayReviewReports(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const { due } = await findReport(act, reference, number);
    const { state } = await lockReport(act, due.id);
    if (!mayBecome(state, outcome)) throw new Refused(say.later('review.notSubmitted'));
    await takeReportStep(act, due.id, outcome, remarks);
    if (outcome === 'accepted') await layCharges(act, due.projectId);
    const report = await findReport(act, reference, number);
    await mailCity(act, report, `fund.report:${due.id}:${outcome}:${report.versions.length}`, outcome, remarks ?? '');
    await audit(act, { command: `fund.report.${outcome}`, subject: due.id, detail: { remarks } });
  });
}
