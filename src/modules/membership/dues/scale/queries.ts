import { and, asc, desc, eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { isId } from '../ids.ts';
import { mayReadDues } from '../policy.ts';
import { dueScale, dueScaleBand, dueScaleFlat, dueScaleStep, dueScaleVoluntary, type ScaleStep } from '../schema.ts';
import type { ScaleState } from '../vocabulary.ts';
import type { ScaleTable } from './rules.ts';

export interface Scale extends ScaleTable {
  id: string;
  year: number;
  version: number;
  entryFeeCents: number;
  voluntary: number[];
  note: string | null;
  state: ScaleState;
  /** The first one first. */
  steps: ScaleStep[];
}

export interface ScaleSummary {
  id: string;
  year: number;
  version: number;
  floorCents: number;
  last: ScaleStep;
}

/** Every scale, the latest year first. @throws Forbidden */
export async function listScales(act: Act): Promise<ScaleSummary[]> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const rows = await act.db
    .select({ scale: dueScale, step: dueScaleStep })
    .from(dueScale)
    .innerJoin(dueScaleStep, eq(dueScaleStep.scaleId, dueScale.id))
    .orderBy(desc(dueScale.year), desc(dueScale.version), desc(dueScaleStep.number));
  return [...Map.groupBy(rows, (row) => row.scale.id).values()].map(([row]) => {
    const { id, year, version, floorCents } = row!.scale;
    return { id, year, version, floorCents, last: row!.step };
  });
}

/** One scale, whole. @throws Forbidden, Missing */
export async function findScale(act: Act, id: string): Promise<Scale> {
  if (!mayReadDues(act.actor)) throw new Forbidden();
  const [scale] = isId(id) ? await act.db.select().from(dueScale).where(eq(dueScale.id, id)) : [];
  if (!scale) throw new Missing(`scale ${id}`);
  const bands = await act.db.select().from(dueScaleBand).where(eq(dueScaleBand.scaleId, id));
  const flats = await act.db.select().from(dueScaleFlat).where(eq(dueScaleFlat.scaleId, id));
  const voluntary = await act.db
    .select()
    .from(dueScaleVoluntary)
    .where(eq(dueScaleVoluntary.scaleId, id))
    .orderBy(asc(dueScaleVoluntary.amountCents));
  const steps = await act.db.select().from(dueScaleStep).where(eq(dueScaleStep.scaleId, id)).orderBy(asc(dueScaleStep.number));
  return {
    id,
    year: scale.year,
    version: scale.version,
    floorCents: scale.floorCents,
    entryFeeCents: scale.entryFeeCents,
    note: scale.note,
    bands: bands
      .map(({ gni, population, amountCents }) => ({ gni, population, amountCents }))
      .toSorted((one, other) => one.gni.from - other.gni.from || one.population.from - other.population.from),
    flats,
    voluntary: voluntary.map((one) => one.amountCents),
    state: steps.at(-1)!.state,
    steps,
  };
}

/** The scale in force for a year, or null. @throws Forbidden */
export async function findScaleInForce(act: Act, year: number): Promise<Scale | null> {
  const [found] = await act.db
    .select({ id: dueScaleStep.scaleId })
    .from(dueScaleStep)
    .where(and(eq(dueScaleStep.year, year), eq(dueScaleStep.state, 'in_force')));
  return found ? findScale(act, found.id) : null;
}
