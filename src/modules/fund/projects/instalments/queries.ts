import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { fundInstalment, type Instalment } from '../schema.ts';
import { type ConditionFacts, isDue, type Lack, lackOf } from './rules.ts';
import { type Condition, fundCondition, fundConditionProof, fundConditionState, fundConditionWaiver, fundInstalmentEnd } from './schema.ts';

/** A condition, what it rests on, what it lacks, who waived it. */
export interface ConditionCase {
  condition: Condition;
  facts: ConditionFacts;
  lack: Lack | null;
  waiver: typeof fundConditionWaiver.$inferSelect | null;
  proofs: (typeof fundConditionProof.$inferSelect)[];
}

export interface InstalmentCase {
  instalment: Instalment;
  /** An amendment took it away. */
  ended: boolean;
  /** Whether a payment was asked, or executed. */
  payment: 'asked' | 'paid' | null;
  conditions: ConditionCase[];
  isDue: boolean;
}

/** The instalments of a project with their conditions as they are on a day; whoever asks has checked who may read. */
export async function listInstalments(db: Db, projectId: string, on: Temporal.PlainDate): Promise<InstalmentCase[]> {
  const instalments = await db
    .select({
      instalment: fundInstalment,
      ended: sql<boolean>`${fundInstalmentEnd.instalmentId} is not null`,
      payment: sql<'asked' | 'paid' | null>`(select case state.state when 'executed' then 'paid' else 'asked' end from fund_payment payment
        join fund_payment_state state on state.payment_id = payment.id where payment.instalment_id = fund_instalment.id and state.state <> 'returned' limit 1)`,
    })
    .from(fundInstalment)
    .leftJoin(fundInstalmentEnd, eq(fundInstalmentEnd.instalmentId, fundInstalment.id))
    .where(eq(fundInstalment.projectId, projectId))
    .orderBy(asc(fundInstalment.number));
  const conditions = await db
    .select({ condition: fundCondition, facts: factColumns, waiver: fundConditionWaiver })
    .from(fundConditionState)
    .innerJoin(fundCondition, eq(fundCondition.id, fundConditionState.conditionId))
    .leftJoin(fundConditionWaiver, eq(fundConditionWaiver.conditionId, fundCondition.id))
    .where(eq(fundConditionState.projectId, projectId))
    .orderBy(asc(fundCondition.number));
  const proofs = await db
    .select({ proof: fundConditionProof })
    .from(fundConditionProof)
    .innerJoin(fundConditionState, eq(fundConditionState.conditionId, fundConditionProof.conditionId))
    .where(eq(fundConditionState.projectId, projectId))
    .orderBy(asc(fundConditionProof.at));
  return instalments.map(({ instalment, ended, payment }) => {
    const own = conditions
      .filter((one) => one.condition.instalmentId === instalment.id)
      .map((one) => ({
        ...one,
        lack: lackOf(one.condition, one.facts, on),
        proofs: proofs.flatMap(({ proof }) => (proof.conditionId === one.condition.id ? [proof] : [])),
      }));
    return { instalment, ended, payment, conditions: own, isDue: isDue(own) };
  });
}

const factColumns = {
  signedOn: fundConditionState.signedOn,
  reportState: fundConditionState.reportState,
  previousCents: fundConditionState.previousCents,
  beforeCents: fundConditionState.beforeCents,
  justifiedCents: fundConditionState.justifiedCents,
  proved: fundConditionState.proved,
  waived: fundConditionState.waived,
};
