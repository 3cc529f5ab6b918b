import { formatNumber } from './i18n/format.ts';
import type { Lang } from './i18n/lang.ts';

/** Why an amount cannot be read: `empty`, `unclear` (« 1.234 » is a thousand here, one and a bit there), or `wrong`. */
export type UnreadAmount = 'empty' | 'unclear' | 'wrong';

/** Far beyond what one writes, and well within what a number holds exactly. */
const most = 1_000_000_000_000;

/**
 * Reads an amount as people and banks write it, in hundredths: `550`, `550,00`, `1 234,56`, `1,234.56`, `-12.5`, `550 €`.
 * What may be read in two ways is not guessed.
 */
export function readAmount(text: string): number | UnreadAmount {
  const bare = text.replace(/[\s\u00a0\u202f']/g, '').replace(/^(?:€|EUR)|(?:€|EUR)$/gi, '');
  if (bare === '') return 'empty';
  const match = /^([-+]?)(\d[\d.,]*)$/.exec(bare.replace(/^\u2212/, '-'));
  if (!match) return 'wrong';
  const [, sign, digits] = match as unknown as [string, string, string];
  const marks = digits.replace(/\d/g, '');
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const decimals = last < 0 ? '' : digits.slice(last + 1);
  const isGrouped = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.test(digits);
  let whole = digits;
  let hundredths = '';
  if (marks.length === 1) {
    if (decimals.length === 3) return 'unclear';
    [whole, hundredths] = [digits.slice(0, last), decimals];
  } else if (marks.length > 1 && !isGrouped) {
    // Two marks: the thousands have one, the hundredths another.
    if (!/^\d{1,3}(?:\.\d{3})+,\d{1,2}$|^\d{1,3}(?:,\d{3})+\.\d{1,2}$/.test(digits)) return 'wrong';
    [whole, hundredths] = [digits.slice(0, last), decimals];
  }
  if (hundredths.length > 2 || (last >= 0 && marks.length === 1 && hundredths === '')) return 'wrong';
  const cents = Number(whole.replace(/[.,]/g, '')) * 100 + Number(hundredths.padEnd(2, '0'));
  if (cents > most) return 'wrong';
  return sign === '-' && cents !== 0 ? -cents : cents;
}

/** What an amount in another currency is worth in the currency of the accounts, to the nearest hundredth. */
export function convert(cents: number, unitsForOne: string): number {
  // As integers: a rate has at most ten decimals, and a division of numbers would round twice.
  const [whole, decimals = ''] = unitsForOne.split('.');
  const scale = 10n ** BigInt(decimals.length);
  const units = BigInt(whole! + decimals);
  return Number((BigInt(cents) * scale * 2n + units) / (units * 2n));
}

/** An amount with its currency: `1 234,56 €`. */
export function formatMoney(cents: number, lang: Lang, currency: string): string {
  return formatNumber(cents / 100, lang, { style: 'currency', currency });
}

/** An amount as a field takes it back: `1234,56`, or `550`. */
export function typeAmount(cents: number): string {
  const text = (cents / 100).toFixed(2);
  return text.endsWith('.00') ? text.slice(0, -3) : text.replace('.', ',');
}
