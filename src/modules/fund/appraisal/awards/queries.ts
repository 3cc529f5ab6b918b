import { and, eq } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { type DossierVersion, type FundDossier, fundDossier, fundDossierStep, fundDossierVersion } from '../../applications/schema.ts';
import { type Award, fundAward } from '../../projects/schema.ts';
import { fundOfficer } from '../officers/schema.ts';

/** What a sitting decided of a dossier, on the version that it had before it. */
export interface AwardedDossier {
  award: Award;
  dossier: FundDossier;
  version: DossierVersion;
}

/** What a sitting decided of the fund. Whoever calls has checked who asks. */
export async function listAwards(db: Db, sittingId: string): Promise<AwardedDossier[]> {
  return selectAwards(db).where(eq(fundAward.sittingId, sittingId)).orderBy(fundDossier.reference);
}

/** What was decided of a dossier, the first time first. Whoever calls has checked who asks. */
export async function listAwardsOf(db: Db, dossierId: string): Promise<AwardedDossier[]> {
  return selectAwards(db).where(eq(fundAward.dossierId, dossierId)).orderBy(fundAward.at);
}

/** Those who appraised a dossier, whenever it was. */
export async function findAppraisers(db: Db, dossierId: string): Promise<string[]> {
  const officers = await db.select({ id: fundOfficer.userId }).from(fundOfficer).where(eq(fundOfficer.dossierId, dossierId));
  const finished = await db
    .select({ id: fundDossierStep.byId })
    .from(fundDossierStep)
    .where(and(eq(fundDossierStep.dossierId, dossierId), eq(fundDossierStep.state, 'appraised')));
  return [...officers, ...finished].flatMap(({ id }) => (id === null ? [] : [id]));
}

function selectAwards(db: Db) {
  return db
    .select({ award: fundAward, dossier: fundDossier, version: fundDossierVersion })
    .from(fundAward)
    .innerJoin(fundDossier, eq(fundDossier.id, fundAward.dossierId))
    .innerJoin(
      fundDossierVersion,
      and(eq(fundDossierVersion.dossierId, fundAward.dossierId), eq(fundDossierVersion.number, fundAward.version)),
    )
    .$dynamic();
}
