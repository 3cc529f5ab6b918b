import { z } from 'zod';
import { formatNumber } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { accountCurrency, readAmount } from './rules.ts';

/** An amount with its currency: `1 234,56 €`. */
export function formatMoney(cents: number, lang: Lang, currency: string = accountCurrency): string {
  return formatNumber(cents / 100, lang, { style: 'currency', currency });
}

/** An amount as a field takes it back: `1234,56`, or `550`. */
export function typeAmount(cents: number): string {
  const text = (cents / 100).toFixed(2);
  return text.endsWith('.00') ? text.slice(0, -3) : text.replace('.', ',');
}

/** An amount above zero, in hundredths. */
export const amount = z.string().transform((text, ctx) => {
  const cents = readAmount(text);
  if (typeof cents === 'number' && cents > 0) return cents;
  ctx.addIssue({ code: 'custom', params: { reason: reasons[typeof cents === 'number' ? 'notPositive' : cents] } });
  return z.NEVER;
});

/** The same, or nothing where it is left empty. */
export const optionalAmount = z
  .string()
  .optional()
  .transform((text, ctx) => {
    if (!text?.trim()) return null;
    const cents = readAmount(text);
    if (typeof cents === 'number' && cents >= 0) return cents;
    ctx.addIssue({ code: 'custom', params: { reason: reasons[typeof cents === 'number' ? 'notPositive' : cents] } });
    return z.NEVER;
  });

const reasons = { empty: 'required', unclear: 'unclearAmount', wrong: 'amount', notPositive: 'positiveAmount' };

/** A year of dues. */
export const yearField = z.coerce.number().int().min(1900).max(2200);
