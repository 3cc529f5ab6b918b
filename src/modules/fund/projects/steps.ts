import { eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import type { ProjectState } from '../vocabulary.ts';
import { say } from './messages.ts';
import { mayBecome, needsReason } from './rules.ts';
import { fundProject, fundProjectNow, fundProjectStep } from './schema.ts';

/** The state of a project, its row held until the end of the transaction. @throws Missing */
export async function lockProject(act: Act, projectId: string): Promise<ProjectState | null> {
  const [project] = await act.db.select({ id: fundProject.id }).from(fundProject).where(eq(fundProject.id, projectId)).for('update');
  if (!project) throw new Missing(`project ${projectId}`);
  const [now] = await act.db.select({ state: fundProjectNow.state }).from(fundProjectNow).where(eq(fundProjectNow.projectId, projectId));
  return now?.state ?? null;
}

/**
 * Writes that a project is in another state; whoever calls has checked who may. In the caller's transaction.
 * @throws Refused where its life does not go there; Invalid without a reason where one is due
 */
export async function recordStep(
  act: Act,
  projectId: string,
  { to, reason = null, on = dayOf(act.now) }: { to: ProjectState; reason?: string | null; on?: Temporal.PlainDate },
): Promise<void> {
  const from = await lockProject(act, projectId);
  if (!mayBecome(from, to)) {
    throw new Refused((lang) => {
      const t = say.in(lang);
      return t('step.notFrom', { from: from ? t(`state.${from}`) : '', to: t(`state.${to}`) });
    });
  }
  if (needsReason(to) && !reason) throw new Invalid({ reason: say.later('step.reason') });
  const number = await act.db.$count(fundProjectStep, eq(fundProjectStep.projectId, projectId));
  await act.db.insert(fundProjectStep).values({
    projectId,
    number: number + 1,
    state: to,
    onDay: on,
    reason,
    at: act.now,
    byId: actorId(act.actor),
    by: actorName(act.actor),
  });
  await audit(act, { command: `fund.project.${to}`, subject: projectId, detail: { from, reason } });
}
