/** Why money moves. */
export const entryKinds = [
  'promise',
  'set_aside',
  'receipt',
  'fee',
  'allocation',
  'release',
  'commitment',
  'decommitment',
  'payment',
  'settled_commitment',
  'justification',
  'use',
  'recovery',
  'refund',
  'reversal',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/**
 * The accounts (docs/decisions/0025): what donors promised and have not paid; what they gave that no project has, that projects have,
 * that is justified; what the network set aside of its own; its fees; what goes from a currency to another; what is promised
 * to projects, on both sides and outside the balance; what was paid to cities and is not justified, is justified, is asked back.
 */
export const accounts = [
  'bank',
  'donor_receivable',
  'donor_funds',
  'allocated_funds',
  'used_funds',
  'own_funds',
  'fees',
  'exchange',
  'commitments_given',
  'commitments_due',
  'advances',
  'grants',
  'recoveries',
] as const;
export type Account = (typeof accounts)[number];
