import { asc, eq, isNull } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
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
 * sentences speak of and once for today, however many sentences quote it.
 * @throws Forbidden for those who are not of the secretariat
 */
export async function listDrift(act: Act): Promise<Drift[]> {
  if (!maySeeDrift(act.actor)) throw new Forbidden();
  const quoted = await listQuoted(act);
  const today = dayOf(act.now);
  const values = await evaluateOnce(act, quoted, today);
  const drifts = quoted.flatMap((one): Drift[] => {
    const sameDay = values.get(keyOf(one.versionId, one.on))!.value;
    const nowadays = values.get(keyOf(one.versionId, today))!.value;
    const found = (cause: DriftCause, now: number | null): Drift => {
      const { versionId: _, reading: __, ...kept } = one;
      return { ...kept, now, cause, state: hedgeState(one.hedge, one.bound, now) };
    };
    return [
      ...(sameDay === one.published ? [] : [found('correction', sameDay)]),
      ...(nowadays === sameDay || nowadays === one.published ? [] : [found('time', nowadays)]),
    ];
  });
  return drifts.sort((a, b) => (a.cause === b.cause ? 0 : a.cause === 'correction' ? -1 : 1));
}

interface Quoted extends Omit<Drift, 'now' | 'cause' | 'state'> {
  versionId: string;
  reading: Reading;
}

async function listQuoted(act: Act): Promise<Quoted[]> {
  const rows = await act.db
    .select({
      citationId: citation.id, text: citation.textTitle, path: citation.textPath, lang: citation.lang, sentence: citation.sentence,
      figure: figure.slug, code: citation.snapshotCode, on: snapshot.on, published: snapshot.value, hedge: citation.hedge, bound: citation.bound,
      signedBy: citation.signedBy, signedById: citation.signedById, versionId: citation.figureVersionId,
    })
    .from(citation)
    .innerJoin(snapshot, eq(snapshot.code, citation.snapshotCode))
    .innerJoin(figureVersion, eq(figureVersion.id, citation.figureVersionId))
    .innerJoin(figure, eq(figure.id, figureVersion.figureId))
    .where(isNull(citation.withdrawnAt))
    .orderBy(asc(citation.textTitle), asc(citation.lang), asc(citation.position));
  // Expressions are read apart: there are few, and each sentence would bring its own copy.
  const versions = await act.db
    .selectDistinctOn([figureVersion.id], { id: figureVersion.id, expression: figureVersion.expression, certainties: figureVersion.certainties })
    .from(figureVersion).innerJoin(citation, eq(citation.figureVersionId, figureVersion.id)).where(isNull(citation.withdrawnAt));
  const readings = new Map(versions.map(({ id, ...reading }) => [id, reading]));
  return rows.map((row) => ({ ...row, reading: readings.get(row.versionId)! }));
}

async function evaluateOnce(act: Act, quoted: readonly Quoted[], today: Temporal.PlainDate): Promise<Map<string, { value: number | null }>> {
  const { revision } = await resolveMoment(act, {});
  const wanted = new Map<string, { reading: Reading; at: { on: Temporal.PlainDate; revision: number } }>();
  for (const { versionId, reading, on } of quoted) {
    wanted.set(keyOf(versionId, on), { reading, at: { on, revision } });
    wanted.set(keyOf(versionId, today), { reading, at: { on: today, revision } });
  }
  const values = await evaluateValues(act, [...wanted.values()]);
  return new Map([...wanted.keys()].map((key, index) => [key, { value: values[index] ?? null }]));
}

function keyOf(versionId: string, on: Temporal.PlainDate): string {
  return `${versionId} ${on.toString()}`;
}
