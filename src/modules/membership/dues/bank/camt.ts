import { SaxesParser } from 'saxes';
import { Refused } from '../../../../kernel/errors.ts';
import { say } from '../messages.ts';
import type { Statement, StatementLine } from './statement-lines.ts';

/** No statement is deeper than twenty: one that is was made to exhaust the reader. */
const deepest = 100;
const mostLines = 20_000;
/** No field of a statement is longer. */
const longestText = 10_000;

/**
 * Reads a bank's statement in CAMT.053 (ISO 20022, versions 02 and later), booked entries only. An entry that details
 * several transactions is a line for each where their amounts make up its own; else one line.
 * @throws Refused with a sentence where it is no such file, is cut short, declares entities, or holds an amount that is none
 */
export function readCamt(text: string): Statement {
  const reader = new CamtReader();
  const parser = new SaxesParser({ xmlns: true });
  // A document type may declare entities that unfold without end: no bank writes one.
  parser.on('doctype', () => refuse('camt.doctype'));
  parser.on('opentag', (tag) => {
    const amount = tag.attributes['Ccy'];
    reader.open(tag.local, tag.uri, typeof amount === 'object' ? amount.value : null);
  });
  parser.on('text', (words) => reader.text(words));
  parser.on('cdata', (words) => reader.text(words));
  parser.on('closetag', (tag) => reader.close(tag.local));
  parser.on('error', () => refuse('camt.broken'));
  parser.write(text).close();
  return reader.finish();
}

/** What is read of one entry or one transaction. */
interface Part {
  amount: string | null;
  currency: string | null;
  sign: string | null;
  ordered: { amount: string; currency: string } | null;
  payer: string | null;
  reference: string | null;
  bankId: string | null;
  words: string[];
}

interface Entry extends Part {
  status: string | null;
  bookedOn: string | null;
  transactions: Part[];
}

const emptyPart = (): Part => ({
  amount: null,
  currency: null,
  sign: null,
  ordered: null,
  payer: null,
  reference: null,
  bankId: null,
  words: [],
});

class CamtReader {
  readonly #path: string[] = [];
  readonly #lines: StatementLine[] = [];
  #account: string | null = null;
  #text = '';
  #currency: string | null = null;
  #entry: Entry | null = null;
  #transaction: Part | null = null;

  open(name: string, namespace: string, currency: string | null): void {
    if (this.#path.length === 0 && (name !== 'Document' || !/^urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.\d\d$/.test(namespace)))
      refuse('camt.other');
    if (this.#path.length >= deepest) refuse('camt.deep');
    this.#path.push(name);
    this.#text = '';
    this.#currency = currency ?? this.#currency;
    if (name === 'Ntry') this.#entry = { ...emptyPart(), status: null, bookedOn: null, transactions: [] };
    if (name === 'TxDtls' && this.#entry) this.#transaction = emptyPart();
  }

  text(words: string): void {
    if (this.#text.length < longestText) this.#text += words;
  }

  close(name: string): void {
    const words = this.#text.trim();
    const path = this.#path.join('/');
    this.#path.pop();
    this.#text = '';
    if (/\/Stmt\/Acct\/Id\/(IBAN|Othr\/Id)$/.test(path)) this.#account ??= words;
    if (this.#entry) this.#read(path.replace(/^.*?\/Ntry(\/|$)/, ''), words, this.#entry);
    if (name === 'TxDtls' && this.#entry && this.#transaction) {
      this.#entry.transactions.push(this.#transaction);
      this.#transaction = null;
    }
    if (name === 'Ntry' && this.#entry) {
      this.#lines.push(...linesOf(this.#entry, this.#lines.length + 1));
      if (this.#lines.length > mostLines) refuse('bank.tooManyLines', { most: mostLines });
      this.#entry = null;
    }
  }

  finish(): Statement {
    if (this.#lines.length === 0) refuse('bank.noLine');
    return { account: this.#account, lines: this.#lines };
  }

  #read(path: string, words: string, entry: Entry): void {
    const part = this.#transaction ?? entry;
    const own = path.replace(/^NtryDtls\/TxDtls\//, '');
    if (own === 'Amt' || own === 'AmtDtls/TxAmt/Amt') {
      part.amount ??= words;
      part.currency ??= this.#currency;
    } else if (own === 'AmtDtls/InstdAmt/Amt') part.ordered = { amount: words, currency: this.#currency ?? '' };
    else if (own === 'CdtDbtInd') part.sign = words;
    else if (path === 'Sts' || path === 'Sts/Cd') entry.status = words || entry.status;
    else if (path === 'BookgDt/Dt' || path === 'BookgDt/DtTm') entry.bookedOn = words.slice(0, 10);
    else if (own === 'AcctSvcrRef' || own === 'Refs/AcctSvcrRef') part.bankId = words || null;
    else if (/^RltdPties\/Dbtr\/(Pty\/)?Nm$/.test(own)) part.payer = words || null;
    else if (own === 'RmtInf/Strd/CdtrRefInf/Ref') part.reference = words || null;
    else if (/^(RmtInf\/Ustrd|Refs\/EndToEndId|AddtlTxInf|AddtlNtryInf)$/.test(own) && words && words !== 'NOTPROVIDED')
      part.words.push(words);
  }
}

function linesOf(entry: Entry, number: number): StatementLine[] {
  if (entry.status !== null && entry.status !== 'BOOK') return [];
  const bookedOn = readDay(entry.bookedOn) ?? refuse('camt.day', { number });
  const whole = readPart(entry, entry, number);
  const parts = entry.transactions.filter((one) => one.amount !== null).map((one) => readPart(one, entry, number));
  const isWhole = parts.length > 1 && parts.reduce((sum, one) => sum + one.amountCents, 0) === whole.amountCents;
  const [only] = entry.transactions;
  const details = isWhole
    ? entry.transactions.map((one, index) => ({ ...parts[index]!, ...said(one, entry), bankId: bankIdOf(one, entry, index) }))
    : [
        {
          ...whole,
          ...(only ? { ...said(only, entry), ...orderedOf(only, whole, number) } : said(entry, entry)),
          bankId: entry.bankId ?? only?.bankId ?? null,
        },
      ];
  return details.filter((one) => one.amountCents !== 0).map((one) => ({ bookedOn, ...one }));
}

function bankIdOf(one: Part, entry: Entry, index: number): string | null {
  return one.bankId ?? (entry.bankId ? `${entry.bankId}/${index + 1}` : null);
}

function said(part: Part, entry: Entry): Pick<StatementLine, 'payer' | 'reference' | 'words'> {
  const words = [...part.words, ...(part === entry ? [] : entry.words)];
  return { payer: part.payer, reference: part.reference, words: words.join(' ').slice(0, 2000) };
}

function readPart(
  part: Part,
  entry: Entry,
  number: number,
): Pick<StatementLine, 'amountCents' | 'currency' | 'orderedCents' | 'orderedCurrency'> {
  const cents = readAmount(part.amount) ?? refuse('camt.amount', { number, amount: part.amount ?? '' });
  const currency = part.currency ?? entry.currency ?? refuse('camt.currency', { number });
  const sign = part.sign ?? entry.sign;
  if (sign !== 'CRDT' && sign !== 'DBIT') refuse('camt.sign', { number });
  const read = { amountCents: sign === 'DBIT' ? -cents : cents, currency, orderedCents: null, orderedCurrency: null };
  return { ...read, ...orderedOf(part, read, number) };
}

function orderedOf(
  part: Part,
  { currency }: { currency: string },
  number: number,
): Pick<StatementLine, 'orderedCents' | 'orderedCurrency'> {
  if (!part.ordered || part.ordered.currency === currency || !/^[A-Z]{3}$/.test(part.ordered.currency))
    return { orderedCents: null, orderedCurrency: null };
  const cents = readAmount(part.ordered.amount) ?? refuse('camt.amount', { number, amount: part.ordered.amount });
  return cents > 0 ? { orderedCents: cents, orderedCurrency: part.ordered.currency } : { orderedCents: null, orderedCurrency: null };
}

/** ISO 20022 writes amounts with a point and no sign. */
function readAmount(text: string | null): number | null {
  const match = /^(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(text ?? '');
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}

function readDay(text: string | null): Temporal.PlainDate | null {
  try {
    return text ? Temporal.PlainDate.from(text) : null;
  } catch {
    return null;
  }
}

function refuse(key: Parameters<typeof say.later>[0], values: Record<string, string | number> = {}): never {
  throw new Refused(say.later(key, values));
}
