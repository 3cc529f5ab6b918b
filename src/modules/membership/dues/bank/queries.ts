import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../register/index.ts';
import { isId } from '../ids.ts';
import { findOpenAccounts, listAccounts } from '../ledger/queries.ts';
import { mayReadDues } from '../policy.ts';
import { dueCall, duePayment, ledgerEntry } from '../schema.ts';
import type { MatchWay } from '../vocabulary.ts';
import { foldName, type Match, matchLine, type OpenAccount, type OpenCall } from './rules.ts';
import { type BankFile, bankFile, type BankLine, bankLine, bankMapping } from './schema.ts';

/** The payment that a line became, unless it was reversed. */
export interface LinePayment {
  id: string;
  partyId: string;
  year: number | null;
  matchedBy: MatchWay;
}

/** A line with what became of it, or what it may be. */
export interface LineCase {
  line: BankLine;
  payment: LinePayment | null;
  /** How many times it was matched so far. */
  attempts: number;
  /** Null where nothing is to be matched: money that went out, a line that another file brought. */
  match: Match | null;
}

export interface FileSummary {
  file: BankFile;
  lines: number;
  matched: number;
  inCents: number;
}

/** The files, the latest first. @throws Forbidden */
export async function listBankFiles(act: Act): Promise<FileSummary[]> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const rows = await act.db
    .select({
      file: bankFile,
      lines: sql<number>`(select count(*)::int from ${bankLine} where file_id = bank_file.id)`,
      inCents: sql<string>`(select coalesce(sum(amount_cents) filter (where amount_cents > 0 and duplicate_of is null), 0)::text from ${bankLine} where file_id = bank_file.id)`,
      matched: sql<number>`(
        select count(*)::int from ${duePayment} payment join ${bankLine} line on line.id = payment.bank_line_id
        where line.file_id = bank_file.id and not exists (
          select 1 from ${ledgerEntry} entry join ${ledgerEntry} reversal on reversal.reverses = entry.id where entry.payment_id = payment.id))`,
    })
    .from(bankFile)
    .orderBy(desc(bankFile.at), desc(bankFile.id));
  return rows.map((row) => ({ ...row, inCents: Number(row.inCents) }));
}

/** @throws Forbidden, Missing */
export async function getBankFile(act: Act, id: string): Promise<BankFile> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const [file] = isId(id) ? await act.db.select().from(bankFile).where(eq(bankFile.id, id)) : [];
  if (!file) throw new Missing(`bank file ${id}`);
  return file;
}

/** The lines of a file in its order, each with what became of it or from whom it may come. */
export async function listLines(act: Act, fileId: string): Promise<LineCase[]> {
  const lines = await act.db.select().from(bankLine).where(eq(bankLine.fileId, fileId)).orderBy(asc(bankLine.position));
  const payments = await findPayments(
    act,
    lines.map((one) => one.id),
  );
  const calls = await listOpenCalls(act);
  const accounts = await listOpenAccounts(act);
  return lines.map((line) => {
    const { payment, attempts } = payments.get(line.id) ?? { payment: null, attempts: 0 };
    const isOpen = line.amountCents > 0 && line.duplicateOf === null && payment === null;
    return { line, payment, attempts, match: isOpen ? matchLine(line, calls, accounts) : null };
  });
}

/** The parties that these cases name, with their names. */
export async function findNamedParties(act: Act, cases: readonly LineCase[]): Promise<Map<string, PartyRef>> {
  const ids = cases.flatMap(({ payment, match }) => [
    ...(payment ? [payment.partyId] : []),
    ...(match?.kind === 'found' ? [match.partyId] : match?.kind === 'several' ? match.partyIds : []),
  ]);
  return findPartiesById(act.db, [...new Set(ids)], await asKnownNow(act));
}

/** The columns that were chosen last for files with this header, or null. */
export async function findColumns(act: Act, signature: string): Promise<Record<string, number> | null> {
  const [found] = await act.db.select().from(bankMapping).where(eq(bankMapping.signature, signature));
  return found?.mapping ?? null;
}

async function findPayments(act: Act, lineIds: readonly string[]): Promise<Map<string, { payment: LinePayment | null; attempts: number }>> {
  if (lineIds.length === 0) return new Map();
  const rows = await act.db
    .select({
      payment: duePayment,
      reversed: sql<boolean>`exists (
        select 1 from ${ledgerEntry} entry join ${ledgerEntry} reversal on reversal.reverses = entry.id where entry.payment_id = due_payment.id)`,
    })
    .from(duePayment)
    .where(inArray(duePayment.bankLineId, [...lineIds]));
  return new Map(
    [...Map.groupBy(rows, (row) => row.payment.bankLineId!)].map(([lineId, found]) => {
      const live = found.find((row) => !row.reversed)?.payment;
      const payment = live ? { id: live.id, partyId: live.partyId, year: live.year, matchedBy: live.matchedBy! } : null;
      return [lineId, { payment, attempts: found.length }];
    }),
  );
}

/** Every call by its reference; a payment of a cancelled one is still its member's. */
async function listOpenCalls(act: Act): Promise<Map<string, OpenCall>> {
  const rows = await act.db.select({ partyId: dueCall.partyId, year: dueCall.year, reference: dueCall.reference }).from(dueCall);
  return new Map(rows.map((row) => [row.reference, row]));
}

async function listOpenAccounts(act: Act): Promise<OpenAccount[]> {
  const on = dayOf(act.now);
  const ids = await listAccounts(act.db, on);
  const at = await asKnownNow(act, on);
  const parties = await findPartiesById(act.db, ids, at);
  const accounts = await findOpenAccounts(act.db, at, ids);
  return ids.map((partyId) => {
    const { name, acronym } = parties.get(partyId)!;
    const years = accounts.get(partyId)!.now.years.filter((one) => one.open > 0);
    return {
      partyId,
      names: [name.fr, name.en, acronym].flatMap((one) => (one ? [foldName(one)] : [])),
      years: years.map((one) => ({ year: one.year, openCents: one.open })),
    };
  });
}

/** One line of a file. @throws Missing */
export async function getLine(act: Act, fileId: string, lineId: string): Promise<LineCase> {
  const found = isId(lineId) ? (await listLines(act, fileId)).find((one) => one.line.id === lineId) : undefined;
  if (!found) throw new Missing(`line ${lineId}`);
  return found;
}

/** Lines of other files with these keys, by key. */
export async function findEarlierLines(act: Act, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await act.db
    .select({ key: bankLine.entryKey, id: bankLine.id })
    .from(bankLine)
    .where(and(inArray(bankLine.entryKey, [...keys]), isNull(bankLine.duplicateOf)));
  return new Map(rows.map((row) => [row.key, row.id]));
}
