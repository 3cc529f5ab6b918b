import { findReferences } from '../calls/rules.ts';

/** A call that a payment may be for. */
export interface OpenCall {
  partyId: string;
  year: number;
  reference: string;
}

/** What a party owes, and what it is called. */
export interface OpenAccount {
  partyId: string;
  /** Its names, in any language, as `foldName` gives them. */
  names: readonly string[];
  /** What is open of each year. */
  years: readonly { year: number; openCents: number }[];
}

/** A member that a line may come from, for which year, how it was found and how sure that is. */
export type Match =
  | { kind: 'found'; partyId: string; year: number | null; by: 'reference' | 'amount_and_name'; sure: 'certain' | 'likely' }
  | { kind: 'several'; partyIds: string[] }
  | { kind: 'none' };

/**
 * From whom a line comes. A whole reference of a call is certain; else an amount that a member owes to the cent, with its
 * name in the words of the bank, is likely; a name alone, or references of several members, are left to a person.
 */
export function matchLine(
  line: { amountCents: number; payer: string | null; reference: string | null; words: string },
  calls: ReadonlyMap<string, OpenCall>,
  accounts: readonly OpenAccount[],
): Match {
  const said = [line.reference, line.words, line.payer].filter((text) => text !== null);
  const named = [...new Set(said.flatMap(findReferences))].flatMap((reference) => calls.get(reference) ?? []);
  const owners = [...new Set(named.map((call) => call.partyId))];
  if (owners.length > 1) return { kind: 'several', partyIds: owners };
  if (owners.length === 1) {
    const years = [...new Set(named.map((call) => call.year))];
    return { kind: 'found', partyId: owners[0]!, year: years.length === 1 ? years[0]! : null, by: 'reference', sure: 'certain' };
  }
  const words = ` ${foldName(said.join(' '))} `;
  const byName = accounts.filter((one) => one.names.some((name) => isNamed(words, name)));
  const byBoth = byName.flatMap((one) => {
    const year = one.years.find(({ openCents }) => openCents === line.amountCents);
    const whole = one.years.reduce((sum, { openCents }) => sum + openCents, 0) === line.amountCents;
    return year || whole ? [{ partyId: one.partyId, year: year?.year ?? null }] : [];
  });
  if (byBoth.length === 1) return { kind: 'found', ...byBoth[0]!, by: 'amount_and_name', sure: 'likely' };
  const candidates = (byBoth.length > 1 ? byBoth : byName).map((one) => one.partyId);
  return candidates.length > 0 ? { kind: 'several', partyIds: candidates.slice(0, 5) } : { kind: 'none' };
}

function isNamed(words: string, name: string): boolean {
  return name.length >= 3 && words.includes(` ${name} `);
}

/** A name without case, accents or marks: folded once, for it is looked for in every line. */
export function foldName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
