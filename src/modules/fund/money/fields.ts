import { z } from 'zod';

/** A currency's code. */
export const currencyField = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/);

/** A rate of exchange: as many units as one writes, never a float. Empty: none. */
export const exchangeRateField = z
  .string()
  .optional()
  .transform((text, ctx) => {
    const bare = (text ?? '').replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
    if (!bare) return null;
    if (/^\d{1,9}(\.\d{1,10})?$/.test(bare) && Number(bare) > 0) return bare;
    ctx.addIssue({ code: 'custom', params: { reason: 'amount' } });
    return z.NEVER;
  });
