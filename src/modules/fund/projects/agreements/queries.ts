import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { defaultTemplates, type TemplateWords } from './default-template.ts';
import {
  type Agreement,
  fundAgreement,
  fundAgreementForce,
  fundAgreementWithdrawal,
  fundScanCheck,
  fundSignature,
  fundSignedScan,
  fundTemplate,
  type Signature,
  type SignedScan,
  type TemplateKind,
} from './schema.ts';

/** An agreement or an amendment, how far its signature is. */
export interface AgreementCase {
  agreement: Agreement;
  withdrawal: typeof fundAgreementWithdrawal.$inferSelect | null;
  force: typeof fundAgreementForce.$inferSelect | null;
  signatures: Signature[];
  scans: { scan: SignedScan; checks: (typeof fundScanCheck.$inferSelect)[] }[];
}

/** The agreement of a project, its amendments, and what was withdrawn; whoever asks has checked who may read. */
export async function listAgreements(db: Db, projectId: string): Promise<AgreementCase[]> {
  const agreements = await db
    .select({ agreement: fundAgreement, withdrawal: fundAgreementWithdrawal, force: fundAgreementForce })
    .from(fundAgreement)
    .leftJoin(fundAgreementWithdrawal, eq(fundAgreementWithdrawal.agreementId, fundAgreement.id))
    .leftJoin(fundAgreementForce, eq(fundAgreementForce.agreementId, fundAgreement.id))
    .where(eq(fundAgreement.projectId, projectId))
    .orderBy(asc(fundAgreement.number), asc(fundAgreement.attempt));
  if (agreements.length === 0) return [];
  const ids = agreements.map((one) => one.agreement.id);
  const signatures = await db.select().from(fundSignature).where(inArray(fundSignature.agreementId, ids)).orderBy(asc(fundSignature.at));
  const scans = await db.select().from(fundSignedScan).where(inArray(fundSignedScan.agreementId, ids)).orderBy(asc(fundSignedScan.at));
  const checks = await db
    .select({ check: fundScanCheck })
    .from(fundScanCheck)
    .innerJoin(fundSignedScan, eq(fundSignedScan.id, fundScanCheck.scanId))
    .where(inArray(fundSignedScan.agreementId, ids))
    .orderBy(asc(fundScanCheck.at));
  return agreements.map((one) => ({
    ...one,
    signatures: signatures.filter((signature) => signature.agreementId === one.agreement.id),
    scans: scans
      .filter((scan) => scan.agreementId === one.agreement.id)
      .map((scan) => ({ scan, checks: checks.flatMap(({ check }) => (check.scanId === scan.id ? [check] : [])) })),
  }));
}

/** What waits for signatures: neither withdrawn nor in force. */
export function findPending(cases: readonly AgreementCase[]): AgreementCase | null {
  return cases.find((one) => !one.withdrawal && !one.force) ?? null;
}

/** The words of a kind of paper: the network's last, or those of the product (`number` null). */
export async function findTemplate(db: Db, kind: TemplateKind, lang: Lang): Promise<{ words: TemplateWords; number: number | null }> {
  const [own] = (await listTemplates(db)).filter((one) => one.kind === kind && one.lang === lang);
  return own ? { words: own, number: own.number } : { words: defaultTemplates[kind][lang], number: null };
}

/** Every version that the network recorded, the latest first. */
export async function listTemplates(db: Db): Promise<(typeof fundTemplate.$inferSelect)[]> {
  return db.select().from(fundTemplate).orderBy(asc(fundTemplate.kind), asc(fundTemplate.lang), desc(fundTemplate.number));
}
