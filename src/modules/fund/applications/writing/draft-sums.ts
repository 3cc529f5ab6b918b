import { formatNumber } from '../../../../kernel/i18n/format.ts';
import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import type { Budget } from '../content/budget.ts';

/** Brings the funding plan of the page (views/budget-totals.tsx) up to what is typed. */
export function showSums(page: HTMLElement, budget: Budget, currency: string, lang: Lang): void {
  const { fundCents, cityCents, inKindCents, otherCents, totalCents } = budget;
  for (const [payer, cents] of Object.entries({
    fund: fundCents,
    city: cityCents,
    in_kind: inKindCents,
    other: otherCents,
    all: totalCents,
  })) {
    const total = page.querySelector(`[data-total="${payer}"]`);
    if (total) total.textContent = formatMoney(cents, lang, currency);
    const share = page.querySelector(`[data-share="${payer}"]`);
    if (share)
      share.textContent = totalCents === 0 ? '–' : formatNumber(cents / totalCents, lang, { style: 'percent', maximumFractionDigits: 2 });
  }
}
