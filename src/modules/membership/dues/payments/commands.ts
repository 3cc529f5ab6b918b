import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid } from '../../../../kernel/errors.ts';
import { day, optionalText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { lockLedger } from '../ledger/record.ts';
import { say } from '../messages.ts';
import { amount, optionalAmount, yearField } from '../money/fields.ts';
import { mayKeepDues } from '../policy.ts';
import { currency } from '../rates/commands.ts';
import { writePayment } from './write.ts';

export const paymentInput = z.object({
  receivedOn: day,
  amount,
  currency,
  received: optionalAmount,
  year: z
    .union([z.literal('').transform(() => null), yearField])
    .optional()
    .transform((year) => year ?? null),
  voluntary: optionalAmount,
  payer: optionalText(200),
  reference: optionalText(200),
  note: optionalText(1000),
});

/** Records a payment by hand. @returns its identifier @throws Forbidden; Invalid for a day to come, or without a rate of its currency */
export async function recordPayment(act: Act, partyId: string, input: z.output<typeof paymentInput>): Promise<string> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  if (Temporal.PlainDate.compare(input.receivedOn, dayOf(act.now)) > 0) throw new Invalid({ receivedOn: say.later('day.toCome') });
  return inTransaction(act, async (act) => {
    await lockLedger(act);
    const { amount, received, voluntary, ...said } = input;
    const id = await writePayment(act, { partyId, ...said, amountCents: amount, receivedCents: received, voluntaryCents: voluntary });
    await audit(act, { command: 'dues.payment', subject: partyId, detail: { amount, currency: input.currency } });
    return id;
  });
}
