import { randomUUID } from 'node:crypto';
import { and, eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid } from '../../../../kernel/errors.ts';
import { day, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { lockLedger } from '../ledger/record.ts';
import { say } from '../messages.ts';
import { accountCurrency } from '../money/rules.ts';
import { mayKeepDues } from '../policy.ts';
import { exchangeRate } from '../schema.ts';

/** A currency by its three letters (ISO 4217), as the runtime knows them. */
export const currency = z.string().transform((text, ctx) => {
  const code = text.trim().toUpperCase();
  if (currencies.has(code)) return code;
  ctx.addIssue({ code: 'custom', params: { reason: code ? 'currency' : 'required' } });
  return z.NEVER;
});

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** So many units for one euro: up to nine whole digits and ten decimals. */
const units = z.string().transform((text, ctx) => {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (/^\d{1,9}(?:\.\d{1,10})?$/.test(bare) && Number(bare) > 0) return bare;
  ctx.addIssue({ code: 'custom', params: { reason: bare ? 'number' : 'required' } });
  return z.NEVER;
});

export const rateInput = z.object({
  currency,
  day,
  units,
  source: requiredText(300),
  sourceUrl: z.union([z.literal('').transform(() => null), z.url({ protocol: /^https?$/ })]).optional(),
});

/** Records the rate of a currency on a day, with its source; of two on one day the last holds. @throws Forbidden, Invalid */
export async function recordRate(act: Act, input: z.output<typeof rateInput>): Promise<void> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  if (input.currency === accountCurrency) throw new Invalid({ currency: say.later('rate.ownCurrency') });
  if (Temporal.PlainDate.compare(input.day, dayOf(act.now)) > 0) throw new Invalid({ day: say.later('day.toCome') });
  await inTransaction(act, async (act) => {
    await lockLedger(act);
    const [last] = await act.db
      .select({ number: max(exchangeRate.number) })
      .from(exchangeRate)
      .where(and(eq(exchangeRate.currency, input.currency), eq(exchangeRate.day, input.day)));
    await act.db.insert(exchangeRate).values({
      id: randomUUID(),
      ...input,
      sourceUrl: input.sourceUrl ?? null,
      number: (last?.number ?? 0) + 1,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    await audit(act, { command: 'dues.rate', subject: `${input.currency} ${input.day.toString()}` });
  });
}
