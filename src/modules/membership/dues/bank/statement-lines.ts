import { createHash } from 'node:crypto';

/** A line of a bank's statement, whatever the file that brought it. */
export interface StatementLine {
  bookedOn: Temporal.PlainDate;
  /** In hundredths of the account's currency; negative where money went out. */
  amountCents: number;
  currency: string;
  /** What the payer ordered, where the bank converted it. */
  orderedCents: number | null;
  orderedCurrency: string | null;
  payer: string | null;
  /** The reference that the payer gave in its own place. */
  reference: string | null;
  words: string;
  /** The bank's own name for the line, where it gives one. */
  bankId: string | null;
}

/** A statement as it was read. */
export interface Statement {
  account: string | null;
  lines: StatementLine[];
}

/**
 * What makes each line the same in two files: the bank's own identifier, else all that it says; lines that say the same in
 * one file are told apart by their order.
 */
export function keyLines({ account, lines }: Statement): string[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const said = line.bankId
      ? [account, line.bankId, line.amountCents]
      : [account, line.bookedOn.toString(), line.amountCents, line.currency, line.payer, line.reference, line.words];
    const digest = createHash('sha256').update(JSON.stringify(said)).digest('hex');
    const times = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, times);
    return `${digest}:${times}`;
  });
}
