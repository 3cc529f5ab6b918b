import { createHash } from 'node:crypto';
import { parseDay } from '../../../../kernel/dates.ts';
import { Invalid } from '../../../../kernel/errors.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { foldHeading } from '../../../register/index.ts';
import { say } from '../messages.ts';
import { accountCurrency, readAmount } from '../money/rules.ts';
import type { WaitingTable } from './schema.ts';
import type { Statement, StatementLine } from './statement-lines.ts';

/** What a column of a bank's table may be. An amount is in one column, or in two: in and out. */
export const bankColumns = ['day', 'amount', 'credit', 'debit', 'currency', 'payer', 'reference', 'words', 'id'] as const;
export type BankColumn = (typeof bankColumns)[number];

/** Where each of our columns is in the file. */
export type BankMapping = Partial<Record<BankColumn, number>>;

/** What banks call them, folded. */
const headings: Record<BankColumn, readonly string[]> = {
  day: ['date', 'date operation', 'date d operation', 'date comptable', 'booking date', 'date de comptabilisation'],
  amount: ['montant', 'amount', 'montant eur', 'somme'],
  credit: ['credit', 'montant credit', 'credit eur'],
  debit: ['debit', 'montant debit', 'debit eur'],
  currency: ['devise', 'monnaie', 'currency'],
  payer: ['donneur d ordre', 'emetteur', 'payeur', 'nom', 'payer', 'debtor', 'contrepartie'],
  reference: ['reference', 'ref', 'communication', 'reference client', 'motif'],
  words: ['libelle', 'label', 'description', 'details', 'information', 'libelle operation'],
  id: ['id', 'identifiant', 'numero', 'reference banque', 'transaction id'],
};

/** The columns as their headings say them. */
export function guessColumns(header: readonly string[]): BankMapping {
  const folded = header.map(foldHeading);
  return Object.fromEntries(
    bankColumns.flatMap((column) => {
      const at = folded.findIndex((heading) => headings[column].includes(heading));
      return at < 0 ? [] : [[column, at]];
    }),
  );
}

/** What makes two files of one bank the same table. */
export function signatureOf(header: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(header.map(foldHeading)))
    .digest('hex');
}

/**
 * Reads the lines of a bank's table. One line that cannot be read refuses the whole file: nothing is half read.
 * @throws Invalid, where columns are missing, beside each; where lines are wrong, for the form, naming each (twenty at most)
 */
export function readBankTable({ rows }: WaitingTable, mapping: BankMapping): Statement {
  const missing: Record<string, Message> = {};
  if (mapping.day === undefined) missing['day'] = say.later('bank.columnMissing');
  if (mapping.amount === undefined && mapping.credit === undefined) missing['amount'] = say.later('bank.columnMissing');
  if (Object.keys(missing).length > 0) throw new Invalid(missing);
  const wrong: Message[] = [];
  const lines = rows.flatMap(({ line, cells }) => {
    const read = readLine(cells, mapping);
    if (typeof read === 'string') wrong.push(say.later(`bank.line.${read}`, { line }));
    return typeof read === 'string' || read.amountCents === 0 ? [] : [read];
  });
  if (wrong.length > 0) {
    throw new Invalid({
      '': (lang) => [...wrong.slice(0, 20).map((sentence) => sentence(lang)), say.in(lang)('bank.nothingKept')].join(' '),
    });
  }
  if (lines.length === 0) throw new Invalid({ '': say.later('bank.noLine') });
  return { account: null, lines };
}

function readLine(cells: readonly string[], mapping: BankMapping): StatementLine | 'day' | 'amount' | 'unclear' | 'currency' {
  const cell = (column: BankColumn) => (mapping[column] === undefined ? '' : (cells[mapping[column]] ?? '').trim());
  const bookedOn = parseDay(cell('day'));
  if (!bookedOn) return 'day';
  const amountCents = readMoney(cell);
  if (typeof amountCents === 'string') return amountCents;
  const currency = cell('currency').toUpperCase() || accountCurrency;
  if (!/^[A-Z]{3}$/.test(currency)) return 'currency';
  return {
    bookedOn,
    amountCents,
    currency,
    orderedCents: null,
    orderedCurrency: null,
    payer: cell('payer') || null,
    reference: cell('reference') || null,
    words: cell('words').slice(0, 2000),
    bankId: cell('id') || null,
  };
}

/** One column with its sign, or what came in less what went out, whatever sign the bank gives to the latter. */
function readMoney(cell: (column: BankColumn) => string): number | 'amount' | 'unclear' {
  if (cell('amount') !== '') return toCents(cell('amount'));
  const [credit, debit] = [cell('credit'), cell('debit')].map((text) => (text === '' ? 0 : toCents(text)));
  if (typeof credit === 'string' || typeof debit === 'string') return credit === 'unclear' || debit === 'unclear' ? 'unclear' : 'amount';
  if (cell('credit') === '' && cell('debit') === '') return 'amount';
  return credit! - Math.abs(debit!);
}

function toCents(text: string): number | 'amount' | 'unclear' {
  const cents = readAmount(text);
  return typeof cents === 'number' ? cents : cents === 'unclear' ? 'unclear' : 'amount';
}
