import { and, eq, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { asKnownNow, findStatesOf } from '../../../register/index.ts';
import { fundDossierSector } from '../../applications/schema.ts';
import { fundAward, type Project } from '../../projects/schema.ts';
import { type AllocatedProject, allocatableCents } from './rules.ts';
import { type DonorAgreement, fundAllocation, fundAllocationState } from './schema.ts';

/** What of a project a donor may ask about: as the version that was voted says. */
export async function readAllocatedProject(act: Act, project: Project): Promise<AllocatedProject> {
  const sectors = await act.db
    .select({ theme: fundDossierSector.theme })
    .from(fundAward)
    .innerJoin(
      fundDossierSector,
      and(eq(fundDossierSector.dossierId, fundAward.dossierId), eq(fundDossierSector.version, fundAward.version)),
    )
    .where(eq(fundAward.id, project.awardId));
  const states = await findStatesOf(act.db, await asKnownNow(act), [project.leadId]);
  const state = states.get(project.leadId);
  return {
    purse: project.purse,
    themes: sectors.flatMap(({ theme }) => theme ?? []),
    places: [project.leadId, ...(state ? [state] : [])],
    startsOn: project.startsOn,
    endsOn: project.endsOn,
  };
}

/** What of an agreement no project was given yet, in its currency. */
export async function readFree(db: Db, agreement: DonorAgreement): Promise<number> {
  const [given] = await db
    .select({ cents: sql<string>`coalesce(sum(${fundAllocationState.originCents}), 0)` })
    .from(fundAllocation)
    .innerJoin(fundAllocationState, eq(fundAllocationState.allocationId, fundAllocation.id))
    .where(eq(fundAllocation.donorAgreementId, agreement.id));
  return allocatableCents(agreement) - Number(given!.cents);
}
