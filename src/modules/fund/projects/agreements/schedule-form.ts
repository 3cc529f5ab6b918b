import { z } from 'zod';
import type { Act } from '../../../../kernel/act.ts';
import { Invalid } from '../../../../kernel/errors.ts';
import { day, optionalAmount, requiredText } from '../../../../kernel/http/fields.ts';
import type { FormValues } from '../../../../kernel/http/forms.ts';
import { langs, type Message } from '../../../../kernel/i18n/lang.ts';
import { typeAmount } from '../../../../kernel/money.ts';
import { amount } from '../../../../kernel/http/fields.ts';
import { asKnownNow, indexParties } from '../../../register/index.ts';
import { rateField, readRate, typeRate } from '../../rates.ts';
import { say } from '../messages.ts';
import type { ConditionTerms, InstalmentTerms } from './rules.ts';

/** As many instalments as a form has room for. */
export const scheduleRows = [1, 2, 3, 4, 5, 6] as const;

const blank = z.string().trim().optional();
const emptyDay = blank.transform((text) => text || undefined).pipe(day.optional());
const ordinal = z
  .union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(50)])
  .optional()
  .transform((number) => number ?? null);
const share = z
  .string()
  .optional()
  .transform((text, ctx) => {
    if (!text?.trim()) return null;
    const rate = readRate(text);
    if (rate === null) ctx.addIssue({ code: 'custom', params: { reason: 'rate' } });
    return rate;
  });

/** Fields `amount1`, `on1`, … of one row. */
const rowFields = {
  amount: optionalAmount,
  on: emptyDay,
  signed: blank,
  report: ordinal,
  justified: share,
  coFunding: blank,
  amendment: ordinal,
  from: emptyDay,
  donor: blank,
};
type Row = { [Name in keyof typeof rowFields]: z.output<(typeof rowFields)[Name]> };

const scheduleFields = Object.fromEntries(
  scheduleRows.flatMap((row) => Object.entries(rowFields).map(([name, field]) => [`${name}${row}`, field])),
) as Record<string, z.ZodType>;

export const agreementInput = z.object({ lang: z.enum(langs), ...scheduleFields });
export const amendmentInput = z.object({
  lang: z.enum(langs),
  granted: amount,
  rate: rateField,
  endsOn: day,
  reason: requiredText(1000),
  ...scheduleFields,
});

/** The instalments that were typed; rows without an amount are none. @throws Invalid with everything that is missing in a row */
export async function readSchedule(act: Act, typed: Record<string, unknown>): Promise<InstalmentTerms[]> {
  const parties = await indexParties(act.db, await asKnownNow(act));
  const faults: Record<string, Message> = {};
  const instalments: InstalmentTerms[] = [];
  for (const number of scheduleRows) {
    const row = Object.fromEntries(Object.keys(rowFields).map((name) => [name, typed[`${name}${number}`]])) as unknown as Row;
    if (!row.amount) continue;
    if (!row.on) faults[`on${number}`] = say.later('schedule.day');
    let donorId: string | null = null;
    try {
      donorId = row.donor ? parties.resolve(row.donor, `donor${number}`).id : null;
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      Object.assign(faults, error.fields);
    }
    instalments.push({
      number: instalments.length + 1,
      amountCents: row.amount,
      expectedOn: row.on?.toString() ?? '',
      conditions: conditionsOf(row, donorId),
    });
  }
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  return instalments;
}

function conditionsOf(row: Row, donorId: string | null): ConditionTerms[] {
  const conditions: (ConditionTerms | false)[] = [
    row.signed === 'yes' && { kind: 'agreement_signed' },
    row.amendment !== null && { kind: 'amendment_signed', ordinal: row.amendment },
    row.report !== null && { kind: 'report_accepted', ordinal: row.report },
    row.justified !== null && { kind: 'previous_justified', share: row.justified },
    row.coFunding === 'yes' && { kind: 'co_funding' },
    row.from !== undefined && { kind: 'date', onDay: row.from.toString() },
    donorId !== null && { kind: 'no_objection', donorId },
  ];
  return conditions.filter((one) => one !== false);
}

/** The fields of a schedule as they are typed. */
export function typeSchedule(instalments: readonly Omit<InstalmentTerms, 'number'>[], slugs: ReadonlyMap<string, string>): FormValues {
  const values: FormValues = {};
  for (const [index, { amountCents, expectedOn, conditions }] of instalments.entries()) {
    const set = (name: string, value: string) => (values[`${name}${index + 1}`] = value);
    set('amount', typeAmount(amountCents));
    set('on', Temporal.PlainDate.from(expectedOn).toLocaleString('fr-FR', { day: '2-digit', month: '2-digit', year: 'numeric' }));
    for (const condition of conditions) {
      if (condition.kind === 'agreement_signed') set('signed', 'yes');
      if (condition.kind === 'amendment_signed') set('amendment', String(condition.ordinal));
      if (condition.kind === 'report_accepted') set('report', String(condition.ordinal));
      if (condition.kind === 'previous_justified') set('justified', typeRate(condition.share!));
      if (condition.kind === 'co_funding') set('coFunding', 'yes');
      if (condition.kind === 'date') set('from', condition.onDay!);
      if (condition.kind === 'no_objection') set('donor', slugs.get(condition.donorId!) ?? '');
    }
  }
  return values;
}
