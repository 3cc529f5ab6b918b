import { z } from 'zod';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney as formatIn } from '../../../../kernel/money.ts';
import { accountCurrency } from './rules.ts';

export { amount, optionalAmount } from '../../../../kernel/http/fields.ts';
export { typeAmount } from '../../../../kernel/money.ts';

/** An amount with its currency, that of the accounts unless another is given. */
export function formatMoney(cents: number, lang: Lang, currency: string = accountCurrency): string {
  return formatIn(cents, lang, currency);
}

/** A year of dues. */
export const yearField = z.coerce.number().int().min(1900).max(2200);
