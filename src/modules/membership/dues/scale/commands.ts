import { randomUUID } from 'node:crypto';
import { eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Refused } from '../../../../kernel/errors.ts';
import { day, optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { membershipCategories } from '../../standing/rules.ts';
import { say } from '../messages.ts';
import { amount, optionalAmount, yearField } from '../money/fields.ts';
import { accountCurrency } from '../money/rules.ts';
import { mayKeepDues } from '../policy.ts';
import { dueScale, dueScaleBand, dueScaleFlat, dueScaleStep, dueScaleVoluntary } from '../schema.ts';
import type { ScaleState } from '../vocabulary.ts';
import { findScale, findScaleInForce, type Scale } from './queries.ts';
import { canBecome } from './rules.ts';
import { bandCells, readBands, rowsAsText } from './table-text.ts';

/** The floor that the network publishes (aimf.asso.fr, « financement »): what a new scale proposes until the assembly says otherwise. */
export const publishedFloorCents = 550_00;

const flatFields = Object.fromEntries(membershipCategories.map((category) => [`flat_${category}`, optionalAmount] as const)) as Record<
  `flat_${(typeof membershipCategories)[number]}`,
  typeof optionalAmount
>;

const cells = z
  .union([z.string(), z.array(z.string()).max(1_000)])
  .default([])
  .transform((value) => [value].flat());
const cellFields = Object.fromEntries(bandCells.map((cell) => [cell, cells] as const)) as Record<(typeof bandCells)[number], typeof cells>;

export const scaleInput = z.object({
  year: yearField,
  floor: amount,
  entryFee: optionalAmount,
  ...cellFields,
  /** Further lines, pasted from a spreadsheet. */
  bands: z.string().max(60_000).default(''),
  voluntary: z.string().max(500).default(''),
  note: optionalText(),
  ...flatFields,
});
export type ScaleInput = z.output<typeof scaleInput>;

/**
 * Proposes a scale for a year: a new version, beside those proposed before.
 * @returns its identifier
 * @throws Forbidden; Invalid naming every line of the table that is wrong
 */
export async function proposeScale(act: Act, input: ScaleInput): Promise<string> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const table = readTable(input);
  return inTransaction(act, async (act) => {
    const [last] = await act.db
      .select({ version: max(dueScale.version) })
      .from(dueScale)
      .where(eq(dueScale.year, input.year));
    const id = randomUUID();
    await act.db.insert(dueScale).values({
      id,
      year: input.year,
      version: (last?.version ?? 0) + 1,
      currency: accountCurrency,
      floorCents: input.floor,
      entryFeeCents: input.entryFee ?? 0,
      note: input.note,
      createdAt: act.now,
      createdById: actorId(act.actor),
      createdBy: actorName(act.actor),
    });
    await writeTable(act, id, table);
    await takeStep(act, { id, year: input.year, steps: [] }, 'proposed');
    await audit(act, { command: 'dues.scale.propose', subject: String(input.year) });
    return id;
  });
}

/** Changes a scale that is still proposed. @throws Forbidden, Missing, Invalid; Refused once it is decided */
export async function editScale(act: Act, id: string, input: ScaleInput): Promise<void> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const table = readTable(input);
  await inTransaction(act, async (act) => {
    const scale = await lockScale(act, id);
    if (scale.state !== 'proposed') throw new Refused(say.later('scale.decided'));
    if (scale.year !== input.year) throw new Invalid({ year: say.later('scale.yearStays') });
    await act.db
      .update(dueScale)
      .set({ floorCents: input.floor, entryFeeCents: input.entryFee ?? 0, note: input.note })
      .where(eq(dueScale.id, id));
    for (const part of [dueScaleBand, dueScaleFlat, dueScaleVoluntary]) await act.db.delete(part).where(eq(part.scaleId, id));
    await writeTable(act, id, table);
    await audit(act, { command: 'dues.scale.edit', subject: String(scale.year) });
  });
}

export const voteInput = z.object({ decidedOn: day, source: requiredText(500) });

/** Records that the general assembly voted a scale. @throws Forbidden, Missing, Refused; Invalid for a day to come */
export async function recordVote(act: Act, id: string, { decidedOn, source }: z.output<typeof voteInput>): Promise<void> {
  if (Temporal.PlainDate.compare(decidedOn, dayOf(act.now)) > 0) throw new Invalid({ decidedOn: say.later('day.toCome') });
  await changeScale(act, id, 'voted', { decidedOn, source });
}

export const reasonInput = z.object({ reason: requiredText(1000) });

/** Takes back a proposal. @throws Forbidden, Missing, Refused */
export function withdrawScale(act: Act, id: string, { reason }: z.output<typeof reasonInput>): Promise<void> {
  return changeScale(act, id, 'withdrawn', { reason });
}

/** Puts a voted scale in force for its year. @throws Forbidden, Missing; Refused where another is in force */
export function putInForce(act: Act, id: string): Promise<void> {
  return changeScale(act, id, 'in_force', {});
}

async function changeScale(act: Act, id: string, to: ScaleState, said: Partial<typeof dueScaleStep.$inferInsert>): Promise<void> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const scale = await lockScale(act, id);
    if (!canBecome(scale.state, to)) throw new Refused(say.later('scale.notNow'));
    if (to === 'in_force' && (await findScaleInForce(act, scale.year)))
      throw new Refused(say.later('scale.otherInForce', { year: String(scale.year) }));
    await takeStep(act, scale, to, said);
    await audit(act, { command: `dues.scale.${to}`, subject: String(scale.year) });
  });
}

async function lockScale(act: Act, id: string): Promise<Scale> {
  const scale = await findScale(act, id);
  await act.db.select({ id: dueScale.id }).from(dueScale).where(eq(dueScale.year, scale.year)).for('update');
  // Read again: someone may have decided while this waited.
  return findScale(act, id);
}

async function takeStep(
  act: Act,
  scale: Pick<Scale, 'id' | 'year'> & { steps: readonly unknown[] },
  state: ScaleState,
  said: Partial<typeof dueScaleStep.$inferInsert> = {},
): Promise<void> {
  await act.db.insert(dueScaleStep).values({
    scaleId: scale.id,
    year: scale.year,
    number: scale.steps.length + 1,
    state,
    at: act.now,
    byId: actorId(act.actor),
    by: actorName(act.actor),
    ...said,
  });
}

interface ReadTable {
  bands: ReturnType<typeof readBands>;
  flats: { category: (typeof membershipCategories)[number]; amountCents: number }[];
  voluntary: number[];
}

function readTable(input: ScaleInput): ReadTable {
  const flats = membershipCategories.flatMap((category) => {
    const amountCents = input[`flat_${category}`];
    return amountCents ? [{ category, amountCents }] : [];
  });
  const voluntary = input.voluntary
    .split(';')
    .map((text) => text.trim())
    .filter(Boolean)
    .map((text) => {
      const read = amount.safeParse(text);
      if (!read.success) throw new Invalid({ voluntary: say.later('scale.voluntaryWrong', { text }) });
      return read.data;
    });
  const rows = rowsAsText(bandCells.map((cell) => input[cell]));
  const bands = readBands([rows, input.bands].filter(Boolean).join('\n'));
  if (bands.length === 0 && flats.length === 0) throw new Invalid({ bands: say.later('scale.nothing') });
  return { bands, flats, voluntary: [...new Set(voluntary)] };
}

async function writeTable(act: Act, scaleId: string, { bands, flats, voluntary }: ReadTable): Promise<void> {
  if (bands.length > 0) await act.db.insert(dueScaleBand).values(bands.map((band) => ({ id: randomUUID(), scaleId, ...band })));
  if (flats.length > 0) await act.db.insert(dueScaleFlat).values(flats.map((flat) => ({ scaleId, ...flat })));
  if (voluntary.length > 0) await act.db.insert(dueScaleVoluntary).values(voluntary.map((amountCents) => ({ scaleId, amountCents })));
}
