/** A line of a statement as it is kept: a debit is below zero. */
export interface KeptLine {
  bookedOn: string;
  amountCents: number;
  currency: string;
  reference: string | null;
  words: string;
}

/** The payment whose reference a debit bears; none where it bears several. */
export function findPaymentOf<T extends { payment: { reference: string } }>(line: KeptLine, payments: readonly T[]): T | null {
  if (line.amountCents >= 0) return null;
  const said = new Set(`${line.reference ?? ''} ${line.words}`.toUpperCase().match(/\b\d{4}-V\d{3,}\b/g));
  const found = payments.filter((one) => said.has(one.payment.reference));
  return found.length === 1 ? found[0]! : null;
}
