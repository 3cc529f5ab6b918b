import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { storedFile } from '../../../kernel/files/index.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../register/index.ts';
import { type FundCall, fundCall } from '../calls/schema.ts';
import { mayReadFund } from '../policy.ts';
import type { DossierState } from '../vocabulary.ts';
import type { DossierContent } from './content/read.ts';
import {
  type DossierVersion,
  type FundDossier,
  fundDossier,
  fundDossierFile,
  fundDossierParty,
  fundDossierStep,
  fundDossierVersion,
} from './schema.ts';

export type DossierStep = typeof fundDossierStep.$inferSelect;

/** A deposit, with what it said. */
export interface Deposit extends Omit<DossierVersion, 'content'> {
  content: DossierContent;
}

/** A dossier that was deposited at least once, with its life and its deposits. */
export interface DepositedDossier {
  dossier: FundDossier & { reference: string };
  call: FundCall;
  lead: PartyRef;
  state: DossierState;
  steps: DossierStep[];
  /** The first one first. */
  versions: Deposit[];
}

/** A deposited dossier, for the secretariat. A draft is not there. @throws Forbidden, Missing */
export async function getDepositedDossier(act: Act, reference: string): Promise<DepositedDossier> {
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const [row] = await act.db
    .select({ dossier: fundDossier, call: fundCall })
    .from(fundDossier)
    .innerJoin(fundCall, eq(fundCall.id, fundDossier.callId))
    .where(and(eq(fundDossier.reference, reference), isNotNull(fundDossier.reference)));
  if (!row) throw new Missing(`dossier ${reference}`);
  const steps = await listSteps(act.db, row.dossier.id);
  const lead = (await findPartiesById(act.db, [row.dossier.leadId], await asKnownNow(act))).get(row.dossier.leadId)!;
  return {
    dossier: { ...row.dossier, reference },
    call: row.call,
    lead,
    state: steps.at(-1)!.state,
    steps,
    versions: await listDeposits(act.db, row.dossier.id),
  };
}

/** The life of a dossier so far. Whoever calls has checked who asks. */
export async function listSteps(db: Db, dossierId: string): Promise<DossierStep[]> {
  return db.select().from(fundDossierStep).where(eq(fundDossierStep.dossierId, dossierId)).orderBy(asc(fundDossierStep.number));
}

/** The deposits of a dossier, the first one first. Whoever calls has checked who asks. */
export async function listDeposits(db: Db, dossierId: string): Promise<Deposit[]> {
  const rows = await db
    .select()
    .from(fundDossierVersion)
    .where(eq(fundDossierVersion.dossierId, dossierId))
    .orderBy(asc(fundDossierVersion.number));
  return rows.map(toDeposit);
}

/** The last deposit of a dossier; null before the first. Whoever calls has checked who asks. */
export async function findLastDeposit(db: Db, dossierId: string): Promise<Deposit | null> {
  const [row] = await db
    .select()
    .from(fundDossierVersion)
    .where(eq(fundDossierVersion.dossierId, dossierId))
    .orderBy(desc(fundDossierVersion.number))
    .limit(1);
  return row ? toDeposit(row) : null;
}

function toDeposit(row: DossierVersion): Deposit {
  return { ...row, content: row.content as DossierContent };
}

/** A file of a dossier that was not taken out. */
export interface DossierFile {
  id: string;
  path: string;
  fileId: string;
  name: string;
  size: number;
  sha256: string;
  mediaType: string;
  at: Temporal.Instant;
  by: string;
}

/** The files of a dossier as it is now. Whoever calls has checked who asks. */
export async function listDossierFiles(db: Db, dossierId: string): Promise<DossierFile[]> {
  const rows = await db
    .select({ one: fundDossierFile, file: storedFile })
    .from(fundDossierFile)
    .innerJoin(storedFile, eq(storedFile.id, fundDossierFile.fileId))
    .where(and(eq(fundDossierFile.dossierId, dossierId), isNull(fundDossierFile.withdrawnAt)))
    .orderBy(asc(fundDossierFile.at), asc(fundDossierFile.id));
  return rows.map(({ one, file: { name, size, sha256, mediaType } }) => ({
    id: one.id,
    path: one.path,
    fileId: one.fileId,
    at: one.at,
    by: one.by,
    name,
    size,
    sha256,
    mediaType,
  }));
}

/** Where a file of a dossier is stored, one that was taken out since included. Whoever calls has checked who asks. @throws Missing */
export async function findDossierFile(db: Db, id: string): Promise<typeof fundDossierFile.$inferSelect> {
  const [row] = await db.select().from(fundDossierFile).where(eq(fundDossierFile.id, id));
  if (!row) throw new Missing(`file ${id}`);
  return row;
}

export type DossierParty = typeof fundDossierParty.$inferSelect;

/** Who is bound to a dossier besides its lead applicant, now. Whoever calls has checked who asks. */
export async function listDossierParties(db: Db, dossierId: string): Promise<DossierParty[]> {
  return db
    .select()
    .from(fundDossierParty)
    .where(and(eq(fundDossierParty.dossierId, dossierId), isNull(fundDossierParty.endedAt)))
    .orderBy(asc(fundDossierParty.invitedAt));
}
