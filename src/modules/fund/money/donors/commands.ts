import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { keepFile, type ReceivedFile } from '../../../../kernel/files/index.ts';
import { amount, choices, day, optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { convert, formatMoney } from '../../../../kernel/money.ts';
import { lockMoney, type NewEntry, writeEntries } from '../../ledger/record.ts';
import { nextReference } from '../../projects/references.ts';
import { fundProject } from '../../projects/schema.ts';
import { signed } from '../../signed.ts';
import { purses } from '../../vocabulary.ts';
import { currencyField, exchangeRateField } from '../fields.ts';
import { say } from '../messages.ts';
import { mayDepart, mayRecordMoney } from '../policy.ts';
import { readAllocatedProject, readFree } from './queries.ts';
import { feeOf, findDepartures } from './rules.ts';
import {
  type DonorAgreement,
  fundAllocation,
  fundAllocationState,
  fundDonorAgreement,
  fundReceipt,
  fundRelease,
  moneyKinds,
} from './schema.ts';

/** Lines of slugs or codes, one or several a line. */
const list = z
  .string()
  .optional()
  .transform((text) => [...new Set((text ?? '').split(/[\s,;]+/).filter(Boolean))]);

export const donorAgreementInput = z.object({
  kind: z.enum(moneyKinds),
  title: requiredText(200),
  amount,
  currency: currencyField,
  fee: z
    .string()
    .optional()
    .transform((text, ctx) => {
      const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec((text ?? '').replace(/[\s\u00a0\u202f%]/g, '') || '0');
      const rate = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : Number.NaN;
      if (rate <= 10_000) return rate;
      ctx.addIssue({ code: 'custom', params: { reason: 'rate' } });
      return z.NEVER;
    }),
  signedOn: day,
  startsOn: day,
  endsOn: day,
  purses: choices(purses),
  themes: list,
  /** Addresses of States or local authorities in the register. */
  places: list,
});
export type DonorAgreementInput = z.output<typeof donorAgreementInput>;

/**
 * Records what a donor promised, or what the network sets aside of its own; the ledger says so from that day.
 * `places` are already identifiers of the register.
 * @throws Forbidden; Invalid where it ends before it begins, or asks a fee of one's own money
 */
export async function recordDonorAgreement(
  act: Act,
  donorId: string,
  { amount: amountCents, fee, ...input }: DonorAgreementInput,
  file: ReceivedFile | null = null,
): Promise<DonorAgreement> {
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const faults: Record<string, Message> = {};
  if (Temporal.PlainDate.compare(input.endsOn, input.startsOn) < 0) faults['endsOn'] = say.later('donor.ends');
  if (Temporal.PlainDate.compare(input.signedOn, dayOf(act.now)) > 0) faults['signedOn'] = say.later('day.toCome');
  if (input.kind === 'own' && fee > 0) faults['fee'] = say.later('donor.ownFee');
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  return inTransaction(act, async (act) => {
    await lockMoney(act);
    const agreement: DonorAgreement = {
      id: randomUUID(),
      reference: await nextReference(act, fundDonorAgreement.reference, 'B', input.signedOn.year),
      donorId,
      amountCents,
      feeRate: fee,
      ...input,
      fileId: file && (await keepFile(act, file)),
      ...signed(act),
    };
    await act.db.insert(fundDonorAgreement).values(agreement);
    await writeEntries(act, [
      {
        kind: agreement.kind === 'own' ? 'set_aside' : 'promise',
        bookedOn: agreement.signedOn,
        amountCents,
        currency: agreement.currency,
        donorAgreementId: agreement.id,
        label: say.in('fr')(`label.${agreement.kind}`, { reference: agreement.reference, title: agreement.title }),
      },
    ]);
    await audit(act, {
      command: 'fund.donor.agreement',
      subject: agreement.reference,
      detail: { amountCents, currency: agreement.currency },
    });
    return agreement;
  });
}

export const receiptInput = z.object({ receivedOn: day, amount, bankReference: requiredText(140) });

/** Records what came from a donor; its fee is booked with it. @throws Forbidden, Missing; Invalid beyond what was promised, for a day to come, or twice */
export async function recordReceipt(act: Act, agreementId: string, input: z.output<typeof receiptInput>): Promise<void> {
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  if (Temporal.PlainDate.compare(input.receivedOn, dayOf(act.now)) > 0) throw new Invalid({ receivedOn: say.later('day.toCome') });
  await inTransaction(act, async (act) => {
    await lockMoney(act);
    const agreement = await lockAgreement(act, agreementId);
    if (agreement.kind === 'own') throw new Refused(say.later('receipt.own'));
    const receipts = await act.db.select().from(fundReceipt).where(eq(fundReceipt.donorAgreementId, agreementId));
    if (receipts.some((one) => one.bankReference === input.bankReference)) throw new Invalid({ bankReference: say.later('receipt.twice') });
    const before = receipts.reduce((total, one) => total + one.amountCents, 0);
    const rest = agreement.amountCents - before;
    if (input.amount > rest)
      throw new Invalid({ amount: (lang) => say.in(lang)('receipt.beyond', { rest: formatMoney(rest, lang, agreement.currency) }) });
    const feeCents = feeOf(before + input.amount, agreement.feeRate) - feeOf(before, agreement.feeRate);
    const { receivedOn, bankReference } = input;
    await act.db.insert(fundReceipt).values({
      id: randomUUID(),
      donorAgreementId: agreementId,
      receivedOn,
      amountCents: input.amount,
      feeCents,
      bankReference,
      ...signed(act),
    });
    const own = { bookedOn: receivedOn, currency: agreement.currency, donorAgreementId: agreementId };
    const t = say.in('fr');
    await writeEntries(act, [
      { kind: 'receipt', amountCents: input.amount, label: t('label.receipt', { reference: agreement.reference, bankReference }), ...own },
      { kind: 'fee', amountCents: feeCents, label: t('label.fee', { reference: agreement.reference }), ...own },
    ]);
    await audit(act, { command: 'fund.donor.receipt', subject: agreement.reference, detail: { amountCents: input.amount, feeCents } });
  });
}

export const allocationInput = z.object({
  /** In the currency of the project. */
  amount,
  rate: exchangeRateField,
  rateDay: z
    .string()
    .optional()
    .transform((text) => text?.trim() || undefined)
    .pipe(day.optional())
    .transform((date) => date ?? null),
  rateSource: optionalText(200),
  departure: optionalText(1000),
});

/**
 * Gives a project a part of an agreement. What is outside what the donor asked is refused with every reason; the direction may
 * depart from it and says why, under its name.
 * @returns its identifier
 * @throws Forbidden, Missing; Refused outside what the donor asked; Invalid beyond what is left, or without a rate where one is due
 */
export async function allocate(act: Act, agreementId: string, projectId: string, input: z.output<typeof allocationInput>): Promise<string> {
  if (!mayRecordMoney(act.actor) && !mayDepart(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    await lockMoney(act);
    const agreement = await lockAgreement(act, agreementId);
    const [project] = await act.db.select().from(fundProject).where(eq(fundProject.id, projectId));
    if (!project) throw new Missing(`project ${projectId}`);
    const departures = findDepartures(agreement, await readAllocatedProject(act, project));
    if (departures.length > 0 && !(input.departure && mayDepart(act.actor))) {
      throw new Refused((lang) => {
        const t = say.in(lang);
        return t('allocation.outside', { reasons: departures.map((one) => t(`departure.${one}`)).join(', ') });
      });
    }
    const isForeign = agreement.currency !== project.currency;
    if (isForeign && !(input.rate && input.rateDay && input.rateSource)) throw new Invalid({ rate: say.later('allocation.rate') });
    const originCents = isForeign ? convert(input.amount, input.rate!) : input.amount;
    const free = await readFree(act.db, agreement);
    if (originCents === 0 || originCents > free)
      throw new Invalid({ amount: (lang) => say.in(lang)('allocation.beyond', { free: formatMoney(free, lang, agreement.currency) }) });
    const id = randomUUID();
    const rate = isForeign
      ? { rate: input.rate, rateDay: input.rateDay, rateSource: input.rateSource }
      : { rate: null, rateDay: null, rateSource: null };
    await act.db.insert(fundAllocation).values({
      id,
      donorAgreementId: agreementId,
      projectId,
      amountCents: input.amount,
      currency: project.currency,
      originCents,
      originCurrency: agreement.currency,
      ...rate,
      departure: departures.length > 0 ? input.departure : null,
      ...signed(act),
    });
    const label = say.in('fr')('label.allocation', { agreement: agreement.reference, project: project.reference });
    const own = { bookedOn: dayOf(act.now), donorAgreementId: agreementId, allocationId: id, projectId, label };
    await writeEntries(
      act,
      cross(
        'allocation',
        own,
        { cents: originCents, currency: agreement.currency },
        { cents: input.amount, currency: project.currency },
        rate,
      ),
    );
    await audit(act, {
      command: 'fund.donor.allocate',
      subject: project.reference,
      detail: { id, agreement: agreement.reference, amountCents: input.amount, departures, departure: input.departure },
    });
    return id;
  });
}

export const releaseInput = z.object({ amount, reason: requiredText(500) });

/** Gives back to its agreement what a project does not need. @throws Forbidden, Missing; Invalid beyond what is free */
export async function releaseAllocation(act: Act, id: string, input: z.output<typeof releaseInput>): Promise<void> {
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockMoney(act);
    const [allocation] = await act.db.select().from(fundAllocation).where(eq(fundAllocation.id, id)).for('update');
    if (!allocation) throw new Missing(`allocation ${id}`);
    const [state] = await act.db.select().from(fundAllocationState).where(eq(fundAllocationState.allocationId, id));
    const { freeCents, releasedCents, originCents: left } = state!;
    if (input.amount > freeCents)
      throw new Invalid({ amount: (lang) => say.in(lang)('release.beyond', { free: formatMoney(freeCents, lang, allocation.currency) }) });
    // What is left of the whole takes the cents that rounding leaves.
    const whole = allocation.amountCents - releasedCents;
    const originCents = input.amount === whole ? left : Number((BigInt(left) * BigInt(input.amount)) / BigInt(whole));
    if (originCents === 0) throw new Invalid({ amount: say.later('release.small') });
    await act.db
      .insert(fundRelease)
      .values({ id: randomUUID(), allocationId: id, amountCents: input.amount, originCents, reason: input.reason, ...signed(act) });
    const { rate, rateDay, rateSource, donorAgreementId, projectId } = allocation;
    const own = { bookedOn: dayOf(act.now), donorAgreementId, allocationId: id, projectId, label: input.reason };
    await writeEntries(
      act,
      cross(
        'release',
        own,
        { cents: originCents, currency: allocation.originCurrency },
        { cents: input.amount, currency: allocation.currency },
        { rate, rateDay, rateSource },
      ),
    );
    await audit(act, { command: 'fund.donor.release', subject: id, detail: { ...input } });
  });
}

interface Money {
  cents: number;
  currency: string;
}

/** An allocation or a release: one entry in one currency; across two, one in each, against `exchange`, with the rate. */
function cross(
  kind: 'allocation' | 'release',
  own: Omit<NewEntry, 'kind' | 'amountCents' | 'currency'>,
  origin: Money,
  given: Money,
  rate: Pick<NewEntry, 'rate' | 'rateDay' | 'rateSource'>,
): NewEntry[] {
  const inOrigin = { ...own, kind, amountCents: origin.cents, currency: origin.currency };
  if (origin.currency === given.currency) return [inOrigin];
  const inGiven = { ...own, kind, amountCents: given.cents, currency: given.currency };
  return kind === 'allocation'
    ? [
        { ...inOrigin, ...rate, debit: 'donor_funds', credit: 'exchange' },
        { ...inGiven, ...rate, debit: 'exchange', credit: 'allocated_funds' },
      ]
    : [
        { ...inGiven, ...rate, debit: 'allocated_funds', credit: 'exchange' },
        { ...inOrigin, ...rate, debit: 'exchange', credit: 'donor_funds' },
      ];
}

async function lockAgreement(act: Act, id: string): Promise<DonorAgreement> {
  const [agreement] = await act.db.select().from(fundDonorAgreement).where(eq(fundDonorAgreement.id, id)).for('update');
  if (!agreement) throw new Missing(`donor agreement ${id}`);
  return agreement;
}
