import { desc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Missing } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { readCode, signedFile } from '../../../kernel/signing/index.ts';
import { signingKey } from '../../../kernel/signing/schema.ts';
import { findVersion } from '../definitions/queries.ts';
import { evaluateValues, resolveMoment } from '../evaluation/evaluate.ts';
import { figure, figureVersion, snapshot } from '../schema.ts';
import type { SnapshotPayload } from './payload.ts';

/** A snapshot as its public page and its file show it. */
export interface PublishedSnapshot {
  code: string;
  payload: SnapshotPayload;
  hash: string;
  signature: string;
  key: { id: string; publicKey: string; retiredAt: Temporal.Instant | null };
  figureVersionId: string;
  on: Temporal.PlainDate;
  knownAt: Temporal.Instant;
  revision: number;
  frozenAt: Temporal.Instant;
  /** The JSON file to download, with its signature. */
  file: string;
}

/** A snapshot by its code, however the person wrote it. @throws Missing */
export async function findSnapshot(act: Act, typed: string): Promise<PublishedSnapshot> {
  const code = readCode(typed);
  const [found] = code
    ? await act.db.select().from(snapshot).innerJoin(signingKey, eq(signingKey.id, snapshot.keyId)).where(eq(snapshot.code, code))
    : [];
  if (!found) throw new Missing(`snapshot ${typed}`);
  const { payload, hash, signature, figureVersionId, on, knownAt, revision, frozenAt } = found.snapshot;
  const { id, publicKey, retiredAt } = found.signing_key;
  return {
    code: found.snapshot.code,
    hash,
    signature,
    figureVersionId,
    on,
    knownAt,
    revision,
    frozenAt,
    key: { id, publicKey, retiredAt },
    payload: JSON.parse(payload) as SnapshotPayload,
    file: signedFile({ text: payload, hash, signature, code: found.snapshot.code, key: { id, publicKey } }),
  };
}

/** What the register now gives for what was frozen: on the same day, and today. */
export async function findCurrentValues(
  act: Act,
  { figureVersionId, on }: { figureVersionId: string; on: Temporal.PlainDate },
): Promise<{ sameDay: number | null; today: number | null }> {
  const { reading } = await findVersion(act, figureVersionId);
  const [then, now] = [await resolveMoment(act, { on }), await resolveMoment(act, { on: dayOf(act.now) })];
  const [sameDay, today] = await evaluateValues(act, [
    { reading, at: then },
    { reading, at: now },
  ]);
  return { sameDay: sameDay ?? null, today: today ?? null };
}

export interface SnapshotSummary {
  code: string;
  on: Temporal.PlainDate;
  knownAt: Temporal.Instant;
  value: number;
  version: number;
  frozenBy: string;
  frozenAt: Temporal.Instant;
}

/** The snapshots of a figure, in all its versions, the latest first. */
export async function listSnapshots(act: Act, slug: string): Promise<SnapshotSummary[]> {
  return act.db
    .select({
      code: snapshot.code,
      on: snapshot.on,
      knownAt: snapshot.knownAt,
      value: snapshot.value,
      version: figureVersion.number,
      frozenBy: snapshot.frozenBy,
      frozenAt: snapshot.frozenAt,
    })
    .from(snapshot)
    .innerJoin(figureVersion, eq(figureVersion.id, snapshot.figureVersionId))
    .innerJoin(figure, eq(figure.id, figureVersion.figureId))
    .where(eq(figure.slug, slug))
    .orderBy(desc(snapshot.frozenAt), desc(snapshot.code));
}
