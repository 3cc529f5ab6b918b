import { randomUUID } from 'node:crypto';
import type { Act } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { Invalid } from '../../../../kernel/errors.ts';
import { formatDate } from '../../../../kernel/i18n/format.ts';
import { sides } from '../ledger/rules.ts';
import { type NewEntry, writeEntries } from '../ledger/record.ts';
import { say } from '../messages.ts';
import { accountCurrency, convert } from '../money/rules.ts';
import { findRate, usableDays } from '../rates/queries.ts';
import { duePayment } from '../schema.ts';

/** Money that came for a member, as it was paid. */
export interface NewPayment {
  partyId: string;
  receivedOn: Temporal.PlainDate;
  amountCents: number;
  currency: string;
  /** What the account got of it, in the currency of the accounts; where absent, what the rate of the day says. */
  receivedCents?: number | null;
  year?: number | null;
  /** The part of it that was owed by nobody: a voluntary contribution to the year. */
  voluntaryCents?: number | null;
  payer?: string | null;
  reference?: string | null;
  note?: string | null;
  bank?: { lineId: string; attempt: number; matchedBy: 'reference' | 'amount_and_name' | 'hand' };
}

/**
 * Writes a payment and its entries. The ledger must be locked. What was paid in another currency is worth what a dated rate
 * says; where the bank gave more or less for it, the difference is an entry of its own.
 * @throws Invalid where no rate of that currency is known for the day
 */
export async function writePayment(act: Act, payment: NewPayment): Promise<string> {
  const { partyId, receivedOn, amountCents, currency, year = null } = payment;
  const isOwn = currency === accountCurrency;
  const rate = isOwn ? null : await findRate(act.db, currency, receivedOn);
  if (!isOwn && !rate) {
    throw new Invalid({
      currency: (lang) => say.in(lang)('payment.noRate', { currency, day: formatDate(receivedOn, lang), days: usableDays }),
    });
  }
  const worth = rate ? convert(amountCents, rate.units) : amountCents;
  const received = isOwn ? amountCents : (payment.receivedCents ?? worth);
  if (worth === 0 || received <= 0) throw new Invalid({ amount: say.later('payment.tooSmall') });
  const voluntary = payment.voluntaryCents ?? 0;
  if (voluntary > 0 && year === null) throw new Invalid({ year: say.later('payment.voluntaryYear') });
  if (voluntary > worth) throw new Invalid({ voluntary: say.later('payment.voluntaryTooMuch') });
  const id = randomUUID();
  await act.db.insert(duePayment).values({
    id,
    partyId,
    receivedOn,
    amountCents,
    currency,
    receivedCents: received,
    rateId: rate?.id ?? null,
    year,
    payer: payment.payer ?? null,
    reference: payment.reference ?? null,
    note: payment.note ?? null,
    bankLineId: payment.bank?.lineId ?? null,
    attempt: payment.bank?.attempt ?? null,
    matchedBy: payment.bank?.matchedBy ?? null,
    at: act.now,
    byId: actorId(act.actor),
    by: actorName(act.actor),
  });
  const own = { partyId, year, bookedOn: receivedOn, paymentId: id };
  const t = say.in('fr');
  const entries: NewEntry[] = [
    { kind: 'payment', ...sides.payment, ...own, amountCents: received, label: t('label.payment', { payer: payment.payer ?? 'none' }) },
  ];
  if (worth !== received) {
    const [debit, credit] = worth > received ? (['exchange', 'member'] as const) : (['member', 'exchange'] as const);
    entries.push({
      kind: 'exchange',
      debit,
      credit,
      ...own,
      amountCents: Math.abs(worth - received),
      label: t('label.exchange', { currency }),
    });
  }
  if (voluntary > 0)
    entries.push({
      kind: 'voluntary',
      ...sides.voluntary,
      ...own,
      amountCents: voluntary,
      label: t('label.voluntary', { year: String(year) }),
    });
  await writeEntries(act, entries);
  return id;
}
