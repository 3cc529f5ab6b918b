import { z } from 'zod';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney as formatIn } from '../../../../kernel/money.ts';
import { accountCurrency, readAmount } from './rules.ts';

export { typeAmount } from '../../../../kernel/money.ts';

/** An amount with its currency, that of the accounts unless another is given. */
export function formatMoney(cents: number, lang: Lang, currency: string = accountCurrency): string {
  return formatIn(cents, lang, currency);
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
