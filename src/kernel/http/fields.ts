import { z } from 'zod';
import { parseDay, parsePartialDate } from '../dates.ts';
import { readAmount } from '../money.ts';
import { withoutNul } from './nul.ts';

/** A text that must be there; surrounding blanks do not count. */
export const requiredText = (max = 500) => z.string().overwrite(withoutNul).trim().min(1).max(max);

/** A text that may be left empty, then null. */
export const optionalText = (max = 2000) =>
  z
    .string()
    .overwrite(withoutNul)
    .trim()
    .max(max)
    .optional()
    .transform((text) => text || null);

/** A whole day, as `19/11/2025` or `2025-11-19`. */
export const day = z.string().transform((text, ctx) => {
  const date = parseDay(text);
  if (!date) ctx.addIssue({ code: 'custom', params: { reason: text.trim() ? 'day' : 'required' } });
  return date ?? z.NEVER;
});

/** A day that may be left empty, then null. */
export const optionalDay = z
  .string()
  .optional()
  .transform((text) => text?.trim() || undefined)
  .pipe(day.optional())
  .transform((date) => date ?? null);

/** An hour as people write it: `9:30`, `09h30`, `14 h`. */
export const hour = z.string().transform((text, ctx) => {
  const found = /^(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)?$/.exec(text.trim());
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
  if (!found || hours > 23 || minutes > 59) {
    ctx.addIssue({ code: 'custom', params: { reason: text.trim() ? 'time' : 'required' } });
    return z.NEVER;
  }
  return Temporal.PlainTime.from({ hour: hours, minute: minutes });
});

/** A date known to the day, the month or the year. */
export const partialDate = z.string().transform((text, ctx) => {
  const date = parsePartialDate(text);
  if (!date) ctx.addIssue({ code: 'custom', params: { reason: text.trim() ? 'partialDate' : 'required' } });
  return date ?? z.NEVER;
});

/** A date that may be left empty, then null. */
export const optionalPartialDate = z
  .string()
  .optional()
  .transform((text, ctx) => {
    if (!text?.trim()) return null;
    const date = parsePartialDate(text);
    if (!date) ctx.addIssue({ code: 'custom', params: { reason: 'partialDate' } });
    return date ?? z.NEVER;
  });

/** Values of checkboxes: none, one or several. */
export const choices = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.enum(values)));

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
