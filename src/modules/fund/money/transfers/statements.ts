/** A line of a statement as it is kept: a debit is below zero. */
export interface KeptLine {
  bookedOn: string;
  amountCents: number;
  currency: string;
  reference: string | null;
  words: string;
}
