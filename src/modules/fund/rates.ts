import { z } from 'zod';
import { formatNumber } from '../../kernel/i18n/format.ts';
import type { Lang } from '../../kernel/i18n/lang.ts';

/** A rate in hundredths of a percent, as people write it: `80`, `33,33 %`; null where it is none between 0,01 and 100. */
export function readRate(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s\u00a0\u202f]|%$/g, ''));
  if (!match) return null;
  const rate = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return rate >= 1 && rate <= 10_000 ? rate : null;
}

/** A rate in hundredths of a percent, in words: `80 %`. */
export function formatRate(rate: number, lang: Lang): string {
  return formatNumber(rate / 10_000, lang, { style: 'percent', maximumFractionDigits: 2 });
}

/** The same, as a field takes it back: `33,33`. */
export function typeRate(rate: number): string {
  return String(rate / 100).replace('.', ',');
}

/** A rate that was typed, in hundredths of a percent. */
export const rateField = z.string().transform((text, ctx) => {
  const rate = readRate(text);
  if (rate === null) ctx.addIssue({ code: 'custom', params: { reason: text.trim() ? 'rate' : 'required' } });
  return rate ?? z.NEVER;
});
