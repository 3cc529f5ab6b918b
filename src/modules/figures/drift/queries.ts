import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { At } from '../../../kernel/collections.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { evaluateValues, resolveMoment } from '../evaluation/evaluate.ts';
import type { Reading } from '../evaluation/expression.ts';
import { hedgeState, type Hedge, type HedgeState } from '../hedges.ts';
import { maySeeDrift } from '../policy.ts';
import { citation, figure, figureVersion, snapshot, type DriftCause } from '../schema.ts';

/** A sentence whose figure is no longer what was published. */
export interface Drift {
  citationId: string;
  /** The text's title. */
  text: string;
  path: string;
  lang: Lang;
  sentence: string;
  /** The figure's slug. */
  figure: string;
  code: string;
  /** The day that the sentence speaks of. */
  on: Temporal.PlainDate;
  published: number;
  now: number | null;
  /** A correction: on the same day the value is now known to be another. Time: on that day it was so, today it is another. */
  cause: DriftCause;
  hedge: Hedge;
  bound: number;
  /** What becomes of the sentence with the value of now. */
  state: HedgeState;
  signedBy: string;
  signedById: string | null;
}

/**
 * Every published sentence whose figure has drifted, corrections first. Each figure is evaluated once for each day that
 * sentences speak of and once for today, however many sentences quote it; sentences that still hold are not read.
 * @throws Forbidden for those who are not of the secretariat
 */
export async function listDrift(act: Act): Promise<Drift[]> {
  if (!maySeeDrift(act.actor)) throw new Forbidden();
  const changes = await findChanges(act, await listQuoted(act));
  if (changes.size === 0) return [];
  const rows = await act.db
    .select({
      citationId: citation.id,
      text: citation.textTitle,
      path: citation.textPath,
      lang: citation.lang,
      sentence: citation.sentence,
      code: citation.snapshotCode,
      hedge: citation.hedge,
      bound: citation.bound,
      signedBy: citation.signedBy,
      signedById: citation.signedById,
    })
    .from(citation)
    .where(and(isNull(citation.withdrawnAt), inArray(citation.snapshotCode, [...changes.keys()])))
    .orderBy(asc(citation.textTitle), asc(citation.lang), asc(citation.position));
  const drifts = rows.flatMap((row) => {
    const {
      quoted: { figure, on, published },
      changed,
    } = changes.get(row.code)!;
    return changed.map(({ cause, now }): Drift => ({
      ...row,
      figure,
      on,
      published,
      cause,
      now,
      state: hedgeState(row.hedge, row.bound, now),
    }));
  });
  return drifts.sort((a, b) => (a.cause === b.cause ? 0 : a.cause === 'correction' ? -1 : 1));
}

/** A snapshot that sentences quote. */
interface Quoted {
  code: string;
  on: Temporal.PlainDate;
  published: number;
  figure: string;
  versionId: string;
  reading: Reading;
}

interface Change {
  cause: DriftCause;
  now: number | null;
}

async function listQuoted(act: Act): Promise<Quoted[]> {
  const quoted = act.db.selectDistinct({ code: citation.snapshotCode }).from(citation).where(isNull(citation.withdrawnAt));
  const rows = await act.db
    .select({
      code: snapshot.code,
      on: snapshot.on,
      published: snapshot.value,
      figure: figure.slug,
      versionId: snapshot.figureVersionId,
      expression: figureVersion.expression,
      certainties: figureVersion.certainties,
    })
    .from(snapshot)
    .innerJoin(figureVersion, eq(figureVersion.id, snapshot.figureVersionId))
    .innerJoin(figure, eq(figure.id, figureVersion.figureId))
    .where(inArray(snapshot.code, quoted));
  return rows.map(({ expression, certainties, ...row }) => ({ ...row, reading: { expression, certainties } }));
}

/** The snapshots whose figure now gives another value: on the same day, today, or both; by code. */
async function findChanges(act: Act, quoted: readonly Quoted[]): Promise<Map<string, { quoted: Quoted; changed: Change[] }>> {
  const today = dayOf(act.now);
  const values = await evaluateOnce(act, quoted, today);
  const changes = new Map<string, { quoted: Quoted; changed: Change[] }>();
  for (const one of quoted) {
    const sameDay = values.get(keyOf(one.versionId, one.on)) ?? null;
    const nowadays = values.get(keyOf(one.versionId, today)) ?? null;
    const changed: Change[] = [];
    if (sameDay !== one.published) changed.push({ cause: 'correction', now: sameDay });
    if (nowadays !== sameDay && nowadays !== one.published) changed.push({ cause: 'time', now: nowadays });
    if (changed.length > 0) changes.set(one.code, { quoted: one, changed });
  }
  return changes;
}

async function evaluateOnce(act: Act, quoted: readonly Quoted[], today: Temporal.PlainDate): Promise<Map<string, number | null>> {
  const { revision } = await resolveMoment(act, {});
  const wanted = new Map<string, { reading: Reading; at: At }>();
  for (const { versionId, reading, on } of quoted) {
    wanted.set(keyOf(versionId, on), { reading, at: { on, revision } });
    wanted.set(keyOf(versionId, today), { reading, at: { on: today, revision } });
  }
  const values = await evaluateValues(act, [...wanted.values()]);
  return new Map([...wanted.keys()].map((key, index) => [key, values[index] ?? null]));
}

function keyOf(versionId: string, on: Temporal.PlainDate): string {
  return `${versionId} ${on.toString()}`;
}
