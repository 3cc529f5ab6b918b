import { desc, eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { actsFor } from '../../../../kernel/actor.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { mayKeepBankAccounts } from '../policy.ts';
import { type BankAccount, fundBankAccount, fundBankAccountConfirmation, fundBankAccountEnd } from './schema.ts';

/** An account with who confirmed it and how, and why it is no longer used. */
export interface KnownAccount {
  account: BankAccount;
  confirmation: typeof fundBankAccountConfirmation.$inferSelect | null;
  end: typeof fundBankAccountEnd.$inferSelect | null;
}

/** Every account of a party, the latest first. @throws Forbidden */
export async function listBankAccounts(act: Act, partyId: string): Promise<KnownAccount[]> {
  if (!mayKeepBankAccounts(act.actor) && !actsFor(act.actor, partyId)) throw new Forbidden();
  return act.db
    .select({ account: fundBankAccount, confirmation: fundBankAccountConfirmation, end: fundBankAccountEnd })
    .from(fundBankAccount)
    .leftJoin(fundBankAccountConfirmation, eq(fundBankAccountConfirmation.accountId, fundBankAccount.id))
    .leftJoin(fundBankAccountEnd, eq(fundBankAccountEnd.accountId, fundBankAccount.id))
    .where(eq(fundBankAccount.partyId, partyId))
    .orderBy(desc(fundBankAccount.at));
}

/** The account to which a party is paid: the latest that is confirmed and still used. */
export async function findUsableAccount(act: Act, partyId: string): Promise<BankAccount | null> {
  const accounts = await listBankAccounts(act, partyId);
  return accounts.find((one) => one.confirmation && !one.end)?.account ?? null;
}
