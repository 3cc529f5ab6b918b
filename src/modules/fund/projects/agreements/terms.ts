import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { type Award, fundAward, fundProject, type Project } from '../schema.ts';
import type { Terms } from './rules.ts';
import { fundAgreement, fundAgreementForce } from './schema.ts';

/** What is in force for a project on a day: the last that binds then; before any agreement, what the sitting granted. */
export async function termsOn(db: Db, projectId: string, day: Temporal.PlainDate): Promise<Terms> {
  const [bound] = await db
    .select({ terms: fundAgreement.terms })
    .from(fundAgreementForce)
    .innerJoin(fundAgreement, eq(fundAgreement.id, fundAgreementForce.agreementId))
    .where(and(eq(fundAgreementForce.projectId, projectId), lte(fundAgreementForce.fromDay, day)))
    .orderBy(desc(fundAgreement.number))
    .limit(1);
  if (bound) return bound.terms;
  const { project, award } = await awardOf(db, projectId);
  return { grantedCents: award.grantedCents, rate: award.rate, endsOn: project.endsOn.toString(), instalments: [] };
}

/** A project, what the sitting said of it, and whether its accounts are settled: nothing is amended afterwards. */
export async function awardOf(db: Db, projectId: string): Promise<{ project: Project; award: Award; isSettled: boolean }> {
  const [found] = await db
    .select({
      project: fundProject,
      award: fundAward,
      isSettled: sql<boolean>`exists (select 1 from fund_settlement where project_id = ${projectId})`,
    })
    .from(fundProject)
    .innerJoin(fundAward, eq(fundAward.id, fundProject.awardId))
    .where(eq(fundProject.id, projectId));
  return found!;
}

/** Instalments for which a payment was asked and not returned, and what of the grant is justified: no amendment goes back on either. */
export async function readEngaged(db: Db, projectId: string): Promise<{ numbers: number[]; chargedCents: number }> {
  const { rows } = await db.execute<{ numbers: number[] | null; charged: string }>(sql`
    select
      (select array_agg(instalment.number order by instalment.number) from fund_instalment instalment
        join fund_payment payment on payment.instalment_id = instalment.id join fund_payment_state state on state.payment_id = payment.id
        where instalment.project_id = ${projectId} and state.state <> 'returned') as numbers,
      (select coalesce(sum(amount_cents), 0)::text from fund_live_charge where project_id = ${projectId}) as charged`);
  return { numbers: rows[0]?.numbers ?? [], chargedCents: Number(rows[0]?.charged ?? 0) };
}
