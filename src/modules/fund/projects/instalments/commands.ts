import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Missing, Refused } from '../../../../kernel/errors.ts';
import { keepFile, type ReceivedFile } from '../../../../kernel/files/index.ts';
import { requiredText } from '../../../../kernel/http/fields.ts';
import { mayManageFund } from '../../policy.ts';
import { signed, signedByPerson } from '../../signed.ts';
import type { InstalmentTerms } from '../agreements/rules.ts';
import { say } from '../messages.ts';
import { maySignForNetwork } from '../policy.ts';
import { fundInstalment } from '../schema.ts';
import { type Condition, fundCondition, fundConditionProof, fundConditionWaiver, fundInstalmentEnd } from './schema.ts';

/** Writes the instalments that an agreement in force gives; in the caller's transaction. */
export async function writeInstalments(act: Act, projectId: string, schedule: readonly InstalmentTerms[]): Promise<void> {
  for (const { number, amountCents, expectedOn, conditions } of schedule) {
    const id = randomUUID();
    const day = Temporal.PlainDate.from(expectedOn);
    await act.db.insert(fundInstalment).values({ id, projectId, number, amountCents, expectedOn: day, ...signed(act) });
    if (conditions.length === 0) continue;
    await act.db.insert(fundCondition).values(
      conditions.map(({ onDay, ...said }, index) => ({
        id: randomUUID(),
        instalmentId: id,
        number: index + 1,
        ...said,
        onDay: onDay ? Temporal.PlainDate.from(onDay) : null,
      })),
    );
  }
}

/** Takes away instalments that an amendment replaces, or the settlement of the project (null); in the caller's transaction. */
export async function endInstalments(act: Act, projectId: string, numbers: readonly number[], agreementId: string | null): Promise<void> {
  for (const number of numbers) {
    const [found] = await act.db
      .select({ id: fundInstalment.id })
      .from(fundInstalment)
      .where(and(eq(fundInstalment.projectId, projectId), eq(fundInstalment.number, number)));
    await act.db.insert(fundInstalmentEnd).values({ instalmentId: found!.id, agreementId, ...signed(act) });
  }
}

export const proofInput = z.object({ note: requiredText(500) });

/** Keeps the file that shows that a condition is met. @throws Forbidden, Missing; Refused where the system itself evaluates it */
export async function proveCondition(
  act: Act,
  projectId: string,
  id: string,
  { note }: z.output<typeof proofInput>,
  file: ReceivedFile,
): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const condition = await findCondition(act, projectId, id);
    if (condition.kind !== 'co_funding' && condition.kind !== 'no_objection') throw new Refused(say.later('condition.evaluated'));
    await act.db
      .insert(fundConditionProof)
      .values({ id: randomUUID(), conditionId: id, fileId: await keepFile(act, file), note, ...signedByPerson(act) });
    await audit(act, { command: 'fund.condition.prove', subject: projectId, detail: { condition: id, kind: condition.kind, note } });
  });
}

export const waiverInput = z.object({ reason: requiredText(1000) });

/** Waives a condition: someone of the direction, under their name, who says why. @throws Forbidden, Missing; Refused a second time */
export async function waiveCondition(act: Act, projectId: string, id: string, { reason }: z.output<typeof waiverInput>): Promise<void> {
  if (!maySignForNetwork(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const condition = await findCondition(act, projectId, id);
    const kept = await act.db
      .insert(fundConditionWaiver)
      .values({ conditionId: id, reason, ...signedByPerson(act) })
      .onConflictDoNothing()
      .returning({ id: fundConditionWaiver.conditionId });
    if (kept.length === 0) throw new Refused(say.later('condition.waived'));
    await audit(act, { command: 'fund.condition.waive', subject: projectId, detail: { condition: id, kind: condition.kind, reason } });
  });
}

async function findCondition(act: Act, projectId: string, id: string): Promise<Condition> {
  const [found] = await act.db
    .select({ condition: fundCondition })
    .from(fundCondition)
    .innerJoin(fundInstalment, eq(fundInstalment.id, fundCondition.instalmentId))
    .where(and(eq(fundCondition.id, id), eq(fundInstalment.projectId, projectId)));
  if (!found) throw new Missing(`condition ${id}`);
  return found.condition;
}
