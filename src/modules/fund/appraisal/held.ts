import { and, eq, isNotNull } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { lockDossier } from '../applications/life.ts';
import { type Deposit, findLastDeposit, listDossierParties } from '../applications/queries.ts';
import { type FundDossier, fundDossier } from '../applications/schema.ts';
import { type FundCall, fundCall } from '../calls/schema.ts';
import { mayManageFund } from '../policy.ts';
import type { DossierState } from '../vocabulary.ts';

/** A deposited dossier, held for the transaction, as it was last deposited. */
export interface HeldDossier extends FundDossier {
  reference: string;
  state: DossierState;
  steps: number;
  deposit: Deposit;
}

/** Runs a command of those who appraise on a deposited dossier. @throws Forbidden, Missing */
export async function inDossier<T>(act: Act, reference: string, run: (act: Act, dossier: HeldDossier) => Promise<T>): Promise<T> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const [found] = await act.db
      .select({ id: fundDossier.id })
      .from(fundDossier)
      .where(and(eq(fundDossier.reference, reference), isNotNull(fundDossier.reference)));
    if (!found) throw new Missing(`dossier ${reference}`);
    return run(act, await holdDossier(act, found.id));
  });
}

/** Takes a deposited dossier for the transaction. Whoever calls has checked who asks. @throws Missing */
export async function holdDossier(act: Act, id: string): Promise<HeldDossier> {
  const held = await lockDossier(act, id);
  const deposit = await findLastDeposit(act.db, id);
  if (!held.reference || !deposit) throw new Missing(`dossier ${id}`);
  return { ...held, reference: held.reference, deposit };
}

/** Who a dossier concerns: the city that leads it, its partners, its other funders, and as what. */
export async function listConcerned(
  act: Act,
  { id, leadId }: Pick<FundDossier, 'id' | 'leadId'>,
): Promise<{ partyId: string; kind: 'applicant' | 'partner' | 'funder' }[]> {
  const bound = await listDossierParties(act.db, id);
  return [{ partyId: leadId, kind: 'applicant' as const }, ...bound.map(({ partyId, role }) => ({ partyId, kind: role }))];
}

/** The call that a dossier answers. */
export async function callOf(db: Db, { callId }: Pick<FundDossier, 'callId'>): Promise<FundCall> {
  const [call] = await db.select().from(fundCall).where(eq(fundCall.id, callId));
  return call!;
}
