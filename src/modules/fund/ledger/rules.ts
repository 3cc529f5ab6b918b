import type { Account, EntryKind } from './vocabulary.ts';

/** The two accounts of an entry of each kind; what crosses a currency goes through `exchange` on one side. */
export const sidesOf: Record<Exclude<EntryKind, 'reversal'>, { debit: Account; credit: Account }> = {
  promise: { debit: 'donor_receivable', credit: 'donor_funds' },
  set_aside: { debit: 'own_funds', credit: 'donor_funds' },
  receipt: { debit: 'bank', credit: 'donor_receivable' },
  fee: { debit: 'donor_funds', credit: 'fees' },
  allocation: { debit: 'donor_funds', credit: 'allocated_funds' },
  release: { debit: 'allocated_funds', credit: 'donor_funds' },
  commitment: { debit: 'commitments_given', credit: 'commitments_due' },
  decommitment: { debit: 'commitments_due', credit: 'commitments_given' },
  payment: { debit: 'advances', credit: 'bank' },
  settled_commitment: { debit: 'commitments_due', credit: 'commitments_given' },
  justification: { debit: 'grants', credit: 'advances' },
  use: { debit: 'allocated_funds', credit: 'used_funds' },
  recovery: { debit: 'recoveries', credit: 'advances' },
  refund: { debit: 'bank', credit: 'recoveries' },
};

/** Accounts whose balance is read as what was debited less what was credited; of the others, the other way round. */
const debitAccounts: readonly Account[] = [
  'bank',
  'donor_receivable',
  'own_funds',
  'commitments_given',
  'advances',
  'grants',
  'recoveries',
];

/** What an account holds, in the direction in which people read it. */
export function balanceOf(account: Account, { debited, credited }: { debited: number; credited: number }): number {
  return debitAccounts.includes(account) ? debited - credited : credited - debited;
}
