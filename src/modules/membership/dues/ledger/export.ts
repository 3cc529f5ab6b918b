import { asc, and, eq, gte, lte } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import type { ExportColumn, ExportRow } from '../../../../kernel/export/index.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { accountCurrency } from '../money/rules.ts';
import { mayReadDues } from '../policy.ts';
import { dueCall, duePayment, type LedgerEntry, ledgerEntry } from '../schema.ts';
import type { Account } from '../vocabulary.ts';

/** An entry with its member, and the reference of the call that it books. */
export interface JournalEntry {
  entry: LedgerEntry;
  party: PartyRef;
  reference: string | null;
  /** What was paid, where it was in another currency. */
  paid: { cents: number; currency: string } | null;
}

/** The entries booked between two days included, in the order of their numbers. @throws Forbidden */
export async function listJournal(act: Act, { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate }): Promise<JournalEntry[]> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const rows = await act.db
    .select({ entry: ledgerEntry, reference: dueCall.reference, cents: duePayment.amountCents, currency: duePayment.currency })
    .from(ledgerEntry)
    .leftJoin(dueCall, eq(dueCall.id, ledgerEntry.callId))
    .leftJoin(duePayment, eq(duePayment.id, ledgerEntry.paymentId))
    .where(and(gte(ledgerEntry.bookedOn, from), lte(ledgerEntry.bookedOn, to)))
    .orderBy(asc(ledgerEntry.number));
  const ids = [...new Set(rows.map((row) => row.entry.partyId))];
  const parties = await findPartiesById(act.db, ids, await asKnownNow(act));
  return rows.map(({ entry, reference, cents, currency }) => {
    const isForeign = entry.kind === 'payment' && cents !== null && currency !== null && currency !== accountCurrency;
    return { entry, reference, party: parties.get(entry.partyId)!, paid: isForeign ? { cents, currency } : null };
  });
}

/**
 * The accounts of the French chart of associations that stand for ours: a default that the accountant may map otherwise
 * (docs/guide/cotisations.md).
 */
export const chart: Record<Account, { number: string; name: string }> = {
  member: { number: '411000', name: 'Adhérents' },
  dues: { number: '756000', name: 'Cotisations' },
  entry_fees: { number: '756100', name: 'Droits d’entrée' },
  voluntary: { number: '754000', name: 'Contributions volontaires' },
  bank: { number: '512000', name: 'Banque' },
  exchange: { number: '656000', name: 'Écarts de change' },
  waivers: { number: '654000', name: 'Remises sur cotisations' },
};

/** The columns of the French « fichier des écritures comptables » (article A47 A-1 of the LPF), in its order. */
const fecColumns = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
  'EcritureLet',
  'DateLet',
  'ValidDate',
  'Montantdevise',
  'Idevise',
] as const;

export const journalColumns: ExportColumn[] = fecColumns.map((key) => ({
  key,
  label: () => key,
  type: key === 'Debit' || key === 'Credit' ? 'number' : key.endsWith('Date') ? 'date' : 'text',
}));

/** Two lines an entry, one on each account: the debits of the file are its credits. */
export function journalRows(journal: readonly JournalEntry[]): ExportRow[] {
  return journal.flatMap(({ entry, party, reference, paid }) =>
    (['debit', 'credit'] as const).map((side) => {
      const account = chart[entry[side]];
      const isMember = entry[side] === 'member';
      return {
        JournalCode: 'COT',
        JournalLib: 'Cotisations',
        EcritureNum: String(entry.number),
        EcritureDate: entry.bookedOn,
        CompteNum: account.number,
        CompteLib: account.name,
        CompAuxNum: isMember ? party.slug : '',
        CompAuxLib: isMember ? party.name.fr : '',
        PieceRef: reference ?? String(entry.number),
        PieceDate: entry.bookedOn,
        EcritureLib: entry.label,
        Debit: side === 'debit' ? entry.amountCents / 100 : 0,
        Credit: side === 'credit' ? entry.amountCents / 100 : 0,
        EcritureLet: '',
        DateLet: '',
        ValidDate: dayOf(entry.at),
        Montantdevise: paid ? String(paid.cents / 100) : '',
        Idevise: paid?.currency ?? '',
      };
    }),
  );
}
