import { randomUUID } from 'node:crypto';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { choices, day, optionalDay, optionalAmount, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { formatDate } from '../../../kernel/i18n/format.ts';
import { langs, type Message } from '../../../kernel/i18n/lang.ts';
import { asKnownNow, findBody, slugOf } from '../../register/index.ts';
import { mayManageFund } from '../policy.ts';
import { rateField } from '../rates.ts';
import { signed } from '../signed.ts';
import { type CallState, decisionPaths, purses } from '../vocabulary.ts';
import { asFields } from './forms/commands.ts';
import { findCallFaults } from './faults.ts';
import type { EligibilityRule, ScoringGrid } from './forms/definition.ts';
import { templateGrid } from './forms/template.ts';
import { say } from './messages.ts';
import { mayCallBecome } from './rules.ts';
import { type FundCall, fundCall, fundCallExtension, fundCallStep, fundForm, fundFormVersion } from './schema.ts';
import { freeSlug } from './slugs.ts';
import { timeZones } from './zones.ts';

export const callInput = z.object({
  nameFr: requiredText(200),
  nameEn: requiredText(200),
  summaryFr: optionalText(5000),
  summaryEn: optionalText(5000),
  purse: z.enum(purses),
  langs: choices(langs).pipe(z.array(z.enum(langs)).min(1)),
  opensOn: day,
  /** Empty: all year. */
  closesOn: optionalDay,
  timeZone: z.enum(timeZones),
  budget: optionalAmount,
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .refine(isCurrency, { params: { reason: 'currency' } }),
  ceilingRate: rateField,
  least: optionalAmount,
  most: optionalAmount,
  conceptNote: z.literal('yes').optional(),
  decisionPath: z.enum(decisionPaths),
  /** The body's address; empty: the one that decides by default. */
  body: optionalText(100),
  /** A published version: `formulaire-type/2`. */
  form: z.string().regex(/^[a-z0-9-]+\/\d{1,4}$/),
});
export type CallInput = z.output<typeof callInput>;

/** Begins a call: a draft, which asks for membership as R7 does, scored by the grid to begin with. @returns its address @throws Forbidden, Invalid */
export async function createCall(act: Act, input: CallInput): Promise<string> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const slug = await freeSlug(act, fundCall, slugOf(input.nameFr));
    await insertDraft(act, {
      slug,
      ...(await readCall(act, input)),
      eligibility: [
        { kind: 'member' },
        { kind: 'good_standing' },
        { kind: 'sitting_mandate' },
        { kind: 'accounts_rendered' },
      ] satisfies EligibilityRule[],
      grid: templateGrid,
    });
    await audit(act, { command: 'fund.createCall', subject: slug });
    return slug;
  });
}

/** Changes a draft. @throws Forbidden, Missing; Refused once it is published; Invalid */
export async function changeCall(act: Act, slug: string, input: CallInput): Promise<void> {
  await changeDraftCall(act, slug, (act) => readCall(act, input));
}

export async function changeEligibility(act: Act, slug: string, eligibility: readonly EligibilityRule[]): Promise<void> {
  await changeDraftCall(act, slug, async () => ({ eligibility }));
}

export async function changeGrid(act: Act, slug: string, grid: ScoringGrid): Promise<void> {
  await changeDraftCall(act, slug, async () => ({ grid }));
}

/** Publishes a draft: cities read it, and it changes no more. @throws Forbidden, Missing, Refused; Invalid naming all that it lacks */
export async function publishCall(act: Act, slug: string): Promise<void> {
  await moveCall(act, slug, 'published', null, async (act, call) => {
    const faults = await findCallFaults(act, call);
    if (faults.length > 0) throw new Invalid(asFields(faults));
  });
}

export const endInput = z.object({ reason: requiredText(1000) });

/** Takes no more dossiers, before the last day. @throws Forbidden, Missing, Refused */
export function closeCall(act: Act, slug: string, { reason }: z.output<typeof endInput>): Promise<void> {
  return moveCall(act, slug, 'closed', reason);
}

/** Gives a call up. @throws Forbidden, Missing, Refused */
export function cancelCall(act: Act, slug: string, { reason }: z.output<typeof endInput>): Promise<void> {
  return moveCall(act, slug, 'cancelled', reason);
}

export const extensionInput = z.object({ closesOn: day, reason: requiredText(1000) });

/** Puts the last day of a published call off. @throws Forbidden, Missing; Refused where it has none; Invalid where it is no later */
export async function extendCall(act: Act, slug: string, { closesOn, reason }: z.output<typeof extensionInput>): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const { call, state } = await lockCall(act, slug);
    const before = call.closesOn;
    if (state !== 'published' || !before) throw new Refused(say.later('extend.none'));
    if (Temporal.PlainDate.compare(closesOn, before) <= 0)
      throw new Invalid({ closesOn: (lang) => say.in(lang)('extend.later', { day: formatDate(before, lang) }) });
    const extensions = await act.db.$count(fundCallExtension, eq(fundCallExtension.callId, call.id));
    await act.db
      .insert(fundCallExtension)
      .values({ callId: call.id, number: extensions + 1, fromDay: before, toDay: closesOn, reason, ...signed(act) });
    await act.db.update(fundCall).set({ closesOn }).where(eq(fundCall.id, call.id));
    await audit(act, { command: 'fund.extendCall', subject: slug, detail: { from: before.toString(), to: closesOn.toString(), reason } });
  });
}

/** Begins a call that asks what another one asks, its days put off by whole years until they are to come. @returns its address @throws Forbidden, Missing */
export async function duplicateCall(act: Act, slug: string): Promise<string> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const { call } = await lockCall(act, slug);
    const { id: _, at: __, byId: ___, by: ____, ...kept } = call;
    const today = act.now.toZonedDateTimeISO(call.timeZone).toPlainDate();
    let years = 0;
    while (Temporal.PlainDate.compare((call.closesOn ?? call.opensOn).add({ years }), today) < 0) years += 1;
    const copy = await freeSlug(act, fundCall, call.slug);
    await insertDraft(act, {
      ...kept,
      slug: copy,
      opensOn: call.opensOn.add({ years }),
      closesOn: call.closesOn?.add({ years }) ?? null,
    });
    await audit(act, { command: 'fund.duplicateCall', subject: copy, detail: { from: slug } });
    return copy;
  });
}

/** What was typed of a call, as its row holds it. @throws Invalid, all at once */
async function readCall(act: Act, input: CallInput) {
  const { body, form, budget, least, most, conceptNote, summaryFr, summaryEn, ...same } = input;
  const wrong: Record<string, Message> = {};
  if (same.closesOn && Temporal.PlainDate.compare(same.closesOn, same.opensOn) < 0) wrong['closesOn'] = say.later('call.endsBefore');
  if (least !== null && most !== null && least > most) wrong['most'] = say.later('call.mostUnderLeast');
  for (const [name, amount] of Object.entries({ budget, least, most })) if (amount === 0) wrong[name] = say.later('call.zero');
  if (same.decisionPath === 'emergency' && same.purse !== 'emergency') wrong['decisionPath'] = say.later('call.emergencyOnly');
  const decides = body === null ? null : await findBody(act.db, body, await asKnownNow(act));
  if (body !== null && !decides) wrong['body'] = say.later('call.noBody');
  const [formSlug, number] = form.split('/') as [string, string];
  const [asked] = await act.db
    .select({ version: fundFormVersion })
    .from(fundFormVersion)
    .innerJoin(fundForm, eq(fundForm.id, fundFormVersion.formId))
    .where(and(eq(fundForm.slug, formSlug), eq(fundFormVersion.number, Number(number)), isNotNull(fundFormVersion.publishedAt)));
  if (!asked) wrong['form'] = say.later('call.noForm');
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return {
    ...same,
    summaryFr: summaryFr ?? '',
    summaryEn: summaryEn ?? '',
    budgetCents: budget,
    leastCents: least,
    mostCents: most,
    conceptNote: conceptNote === 'yes',
    bodyId: decides?.id ?? null,
    formId: asked!.version.formId,
    formVersion: asked!.version.number,
  };
}

async function insertDraft(act: Act, call: Omit<FundCall, 'id' | 'at' | 'byId' | 'by'>): Promise<void> {
  const id = randomUUID();
  await act.db.insert(fundCall).values({ id, ...call, ...signed(act) });
  await act.db.insert(fundCallStep).values({ callId: id, number: 1, state: 'draft', ...signed(act) });
}

async function changeDraftCall(act: Act, slug: string, change: (act: Act) => Promise<Partial<FundCall>>): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const { call, state } = await lockCall(act, slug);
    if (state !== 'draft') throw new Refused(say.later('call.published'));
    const changed = await change(act);
    await act.db.update(fundCall).set(changed).where(eq(fundCall.id, call.id));
    await audit(act, { command: 'fund.changeCall', subject: slug, detail: { changed: Object.keys(changed) } });
  });
}

async function moveCall(
  act: Act,
  slug: string,
  to: CallState,
  reason: string | null,
  check?: (act: Act, call: FundCall) => Promise<void>,
): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const { call, state, steps } = await lockCall(act, slug);
    if (!mayCallBecome(state, to)) throw new Refused(say.later(`call.not.${to as 'published' | 'closed' | 'cancelled'}`));
    await check?.(act, call);
    await act.db.insert(fundCallStep).values({ callId: call.id, number: steps + 1, state: to, reason, ...signed(act) });
    await audit(act, { command: `fund.call.${to}`, subject: slug, detail: reason === null ? {} : { reason } });
  });
}

/** A call and where it is; whoever else changes it waits. */
async function lockCall(act: Act, slug: string): Promise<{ call: FundCall; state: CallState; steps: number }> {
  const [call] = await act.db.select().from(fundCall).where(eq(fundCall.slug, slug)).for('update');
  if (!call) throw new Missing(slug);
  const [last] = await act.db
    .select()
    .from(fundCallStep)
    .where(eq(fundCallStep.callId, call.id))
    .orderBy(desc(fundCallStep.number))
    .limit(1);
  return { call, state: last!.state, steps: last!.number };
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

function isCurrency(code: string): boolean {
  return currencies.has(code);
}
