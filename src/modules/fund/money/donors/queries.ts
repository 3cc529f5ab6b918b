import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import type { Db } from '../../../../kernel/db/db.ts';
import { asKnownNow, findStatesOf } from '../../../register/index.ts';
import { fundDossierSector } from '../../applications/schema.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { fundAward, fundProject, type Project } from '../../projects/schema.ts';
import { mayReadDonor, mayReadMoney } from '../policy.ts';
import { type AllocatedProject, allocatableCents } from './rules.ts';
import { type DonorAgreement, fundAllocation, fundAllocationState, fundDonorAgreement, fundReceipt } from './schema.ts';

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

/** An agreement with what was received, given to projects, paid, justified; in its own currency for the first two. */
export interface DonorRow {
  agreement: DonorAgreement;
  receivedCents: number;
  feeCents: number;
  allocatedCents: number;
  freeCents: number;
}

/** Every agreement, or those of a donor; the latest first. @throws Forbidden */
export async function listDonorAgreements(act: Act, donorId?: string): Promise<DonorRow[]> {
  if (donorId ? !mayReadDonor(act.actor, donorId) : !mayReadMoney(act.actor)) throw new Forbidden();
  const rows = await act.db
    .select({
      agreement: fundDonorAgreement,
      received: sql<string>`(select coalesce(sum(amount_cents), 0) from fund_receipt where donor_agreement_id = fund_donor_agreement.id)`,
      fee: sql<string>`(select coalesce(sum(fee_cents), 0) from fund_receipt where donor_agreement_id = fund_donor_agreement.id)`,
      allocated: sql<string>`(select coalesce(sum(state.origin_cents), 0) from fund_allocation allocation
        join fund_allocation_state state on state.allocation_id = allocation.id where allocation.donor_agreement_id = fund_donor_agreement.id)`,
    })
    .from(fundDonorAgreement)
    .where(donorId ? eq(fundDonorAgreement.donorId, donorId) : undefined)
    .orderBy(desc(fundDonorAgreement.signedOn), desc(fundDonorAgreement.reference));
  return rows.map(({ agreement, received, fee, allocated }) => ({
    agreement,
    receivedCents: Number(received),
    feeCents: Number(fee),
    allocatedCents: Number(allocated),
    freeCents: allocatableCents(agreement) - Number(allocated),
  }));
}

/** An agreement with its receipts and its allocations. @throws Forbidden; Missing where it is another donor's */
export async function findDonorAgreement(act: Act, reference: string) {
  const [agreement] = await act.db.select().from(fundDonorAgreement).where(eq(fundDonorAgreement.reference, reference));
  if (!agreement || !mayReadDonor(act.actor, agreement.donorId)) {
    if (!mayReadMoney(act.actor) && !(act.actor.kind === 'user' && act.actor.role === 'donor')) throw new Forbidden();
    throw new Missing(`donor agreement ${reference}`);
  }
  const [row] = (await listDonorAgreements(act, agreement.donorId)).filter((one) => one.agreement.id === agreement.id);
  const receipts = await act.db
    .select()
    .from(fundReceipt)
    .where(eq(fundReceipt.donorAgreementId, agreement.id))
    .orderBy(asc(fundReceipt.receivedOn));
  return { ...row!, receipts, allocations: await listAllocations(act.db, eq(fundAllocation.donorAgreementId, agreement.id)) };
}

export type AllocationRow = Awaited<ReturnType<typeof listAllocations>>[number];

/** What projects are given, the first given first; whoever asks has checked who may read. */
export function listAllocations(db: Db, where: SQL) {
  return db
    .select({
      allocation: fundAllocation,
      reference: fundProject.reference,
      title: fundProject.titleFr,
      agreement: fundDonorAgreement.reference,
      agreementTitle: fundDonorAgreement.title,
      releasedCents: fundAllocationState.releasedCents,
      paidCents: fundAllocationState.paidCents,
      refundedCents: fundAllocationState.refundedCents,
      chargedCents: fundAllocationState.chargedCents,
      freeCents: fundAllocationState.freeCents,
    })
    .from(fundAllocation)
    .innerJoin(fundAllocationState, eq(fundAllocationState.allocationId, fundAllocation.id))
    .innerJoin(fundProject, eq(fundProject.id, fundAllocation.projectId))
    .innerJoin(fundDonorAgreement, eq(fundDonorAgreement.id, fundAllocation.donorAgreementId))
    .where(where)
    .orderBy(asc(fundAllocation.at), asc(fundAllocation.id));
}
