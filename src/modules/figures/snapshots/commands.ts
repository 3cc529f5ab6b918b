import { and, eq } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import type { At } from '../../../kernel/collections.ts';
import { Forbidden, Refused } from '../../../kernel/errors.ts';
import { dayOf, formatDate } from '../../../kernel/i18n/format.ts';
import { recordKey, signValue } from '../../../kernel/signing/index.ts';
import { evaluateVersion, findPublished, type FigureEvaluation } from '../definitions/queries.ts';
import { complete } from '../evaluation/compile.ts';
import { resolveMoment, type Moment } from '../evaluation/evaluate.ts';
import { recompute } from '../evaluation/recompute.ts';
import { say } from '../messages.ts';
import { mayFreeze } from '../policy.ts';
import { snapshot } from '../schema.ts';
import { payloadFormat, type SnapshotPayload } from './payload.ts';

export type Snapshot = typeof snapshot.$inferSelect;

/**
 * Freezes a published figure on a day as known at an instant: its value, words and rows, signed, under a short code.
 * The same figure on the same day in the same state of knowledge is frozen once: asking again gives the same snapshot.
 * @throws Missing when no such figure is published; Forbidden; Refused for a day or an instant to come, or a figure without value
 */
export async function freeze(act: Act, slug: string, moment: Moment = {}): Promise<Snapshot> {
  if (!mayFreeze(act.actor)) throw new Forbidden();
  refuseFuture(act, moment);
  return inTransaction(act, async (act) => {
    const version = await findPublished(act, slug);
    const at = await resolveMoment(act, moment);
    const frozen = await findFrozen(act, version.id, at);
    if (frozen) return frozen;
    const evaluation = await evaluateVersion(act, version, { on: at.on, knownAt: moment.knownAt ?? null });
    const { text, hash, signature, key, code } = signValue(payloadOf(act, evaluation), act.signer);
    await recordKey(act, key);
    const row: Snapshot = {
      code,
      figureVersionId: version.id,
      on: at.on,
      revision: at.revision,
      knownAt: evaluation.knownAt,
      value: evaluation.value!,
      payload: text,
      hash,
      signature,
      keyId: key.id,
      frozenBy: actorName(act.actor),
      frozenById: actorId(act.actor),
      frozenAt: act.now,
    };
    const added = await act.db.insert(snapshot).values(row).onConflictDoNothing().returning({ code: snapshot.code });
    if (added.length === 0) {
      // Someone froze the same in the meantime: theirs is the snapshot.
      const theirs = await findFrozen(act, version.id, at);
      if (!theirs) throw new Error(`The code ${code} is already that of another figure`);
      return theirs;
    }
    await audit(act, { command: 'figure.freeze', subject: slug, detail: { code, on: at.on.toString() } });
    return row;
  });
}

async function findFrozen(act: Act, versionId: string, { on, revision }: At): Promise<Snapshot | undefined> {
  const [frozen] = await act.db
    .select()
    .from(snapshot)
    .where(and(eq(snapshot.figureVersionId, versionId), eq(snapshot.on, on), eq(snapshot.revision, revision)));
  return frozen;
}

function refuseFuture(act: Act, { on, knownAt }: Moment): void {
  const today = dayOf(act.now);
  if (on && Temporal.PlainDate.compare(on, today) > 0)
    throw new Refused((lang) => say.in(lang)('freeze.futureDay', { day: formatDate(on, lang) }));
  if (knownAt && Temporal.Instant.compare(knownAt, act.now) > 0) throw new Refused(say.later('freeze.futureKnowledge'));
}

function payloadOf(act: Act, { version, at, knownAt, value, rows, excluded, alternatives }: FigureEvaluation): SnapshotPayload {
  if (value === null)
    throw new Refused((lang) =>
      say.in(lang)('freeze.noValue', { name: lang === 'en' ? version.name.en : version.name.fr, day: formatDate(at.on, lang) }),
    );
  const expression = complete(version.reading.expression, act.catalogue);
  const recomputed = recompute(expression, rows, at.on.toString());
  if (recomputed !== value) throw new Error(`The rows of ${version.slug} give ${recomputed}, the database says ${value}`);
  return {
    format: payloadFormat,
    figure: { slug: version.slug, version: version.number, name: version.name, rule: version.rule, unit: version.unit },
    value,
    on: at.on.toString(),
    // As fine as the database keeps it.
    knownAt: knownAt.round({ smallestUnit: 'microsecond', roundingMode: 'floor' }).toString(),
    revision: at.revision,
    expression,
    certainties: version.reading.certainties,
    rows,
    excluded,
    alternatives: alternatives.map(({ label, value }) => ({ label: { fr: label.fr, en: label.en ?? label.fr }, value })),
    frozenBy: actorName(act.actor),
    frozenAt: act.now.round({ smallestUnit: 'microsecond', roundingMode: 'floor' }).toString(),
  };
}
