import type { MembershipCategory } from '../../standing/rules.ts';
import type { NumberRange } from '../schema.ts';
import type { ScaleState } from '../vocabulary.ts';

/** A cell of the table: GNI per head × population → amount, in hundredths. */
export interface Band {
  gni: NumberRange;
  population: NumberRange;
  amountCents: number;
}

/** The scale of a year, as a member's due is read from it. */
export interface ScaleTable {
  floorCents: number;
  bands: readonly Band[];
  flats: readonly { category: MembershipCategory; amountCents: number }[];
}

/** What is known of a member when its due is read. */
export interface Figures {
  category: MembershipCategory;
  gni: number | null;
  population: number | null;
}

/** Why no due can be read for a member: nothing is guessed in its place. */
export type NoDue = 'no_flat' | 'honorary' | 'no_figures' | 'no_gni' | 'no_population' | 'no_band';

export type ReadDue = { amountCents: number; rule: 'table' | 'floor' | 'flat' } | { none: NoDue };

/**
 * R5: what a member owes by a scale. The amount of its category where there is one; else that of its cell, by GNI per head
 * and population, never under the floor. An association and an honorary member have no population: without an amount of
 * their category they owe nothing that can be read.
 */
export function readDue(scale: ScaleTable, { category, gni, population }: Figures): ReadDue {
  const flat = scale.flats.find((one) => one.category === category);
  if (flat) return { amountCents: flat.amountCents, rule: 'flat' };
  if (category === 'honorary') return { none: 'honorary' };
  if (category === 'association') return { none: 'no_flat' };
  if (gni === null && population === null) return { none: 'no_figures' };
  if (gni === null) return { none: 'no_gni' };
  if (population === null) return { none: 'no_population' };
  const band = scale.bands.find((one) => isWithin(gni, one.gni) && isWithin(population, one.population));
  if (!band) return { none: 'no_band' };
  return band.amountCents < scale.floorCents
    ? { amountCents: scale.floorCents, rule: 'floor' }
    : { amountCents: band.amountCents, rule: 'table' };
}

/** The first two cells of a table that hold a member in common; null where none do. */
export function findOverlap(bands: readonly Band[]): [number, number] | null {
  for (const [one, band] of bands.entries()) {
    const other = bands.findIndex((next, index) => index > one && meets(band.gni, next.gni) && meets(band.population, next.population));
    if (other > 0) return [one, other];
  }
  return null;
}

/** R4: the life of a scale. It is edited while it is proposed, voted by the general assembly, then in force, and never changes again. */
export const scaleLife: readonly { from: ScaleState; to: ScaleState }[] = [
  { from: 'proposed', to: 'voted' },
  { from: 'proposed', to: 'withdrawn' },
  { from: 'voted', to: 'in_force' },
];

/** Whether a scale may go from its state to another. */
export function canBecome(from: ScaleState, to: ScaleState): boolean {
  return scaleLife.some((one) => one.from === from && one.to === to);
}

function isWithin(value: number, { from, to }: NumberRange): boolean {
  return value >= from && (to === null || value < to);
}

function meets(one: NumberRange, other: NumberRange): boolean {
  return (one.to === null || other.from < one.to) && (other.to === null || one.from < other.to);
}
