import { formatNumber } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import type { Problem, ProblemCode } from './pieces.ts';

/** Values that are rates, and values that are amounts, by what is wrong; the others are said as they are. */
const rates: Partial<Record<ProblemCode, readonly string[]>> = {
  ceiling: ['rate', 'ceiling'],
  cityShare: ['rate', 'least'],
  sharesTotal: ['rate'],
};
const amounts: Partial<Record<ProblemCode, readonly string[]>> = {
  otherFunding: ['cents', 'lines'],
  callLeast: ['cents', 'least'],
  callMost: ['cents', 'most'],
};

/** What a sentence about a problem is filled with, as it is read: the same on the server and in a browser. */
export function problemValues({ code, values = {} }: Problem, lang: Lang): Record<string, string> {
  const currency = String(values['currency'] ?? 'EUR');
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (rates[code]?.includes(name))
        return [name, formatNumber(Number(value) / 10_000, lang, { style: 'percent', maximumFractionDigits: 2 })];
      if (amounts[code]?.includes(name)) return [name, formatMoney(Number(value), lang, currency)];
      return [name, typeof value === 'number' ? formatNumber(value, lang) : value];
    }),
  );
}
