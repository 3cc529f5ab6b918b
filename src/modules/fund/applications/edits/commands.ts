import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Refused } from '../../../../kernel/errors.ts';
import { withoutNul } from '../../../../kernel/http/nul.ts';
import { signed } from '../../signed.ts';
import { findFormVersion } from '../../calls/forms/queries.ts';
import { openAsAuthor } from '../authors.ts';
import { isAsked, titlePath } from '../content/addresses.ts';
import type { FormDefinition } from '../../calls/forms/definition.ts';
import type { PieceValue } from '../content/pieces.ts';
import { lockDossier } from '../life.ts';
import { say } from '../messages.ts';
import { isWritable } from '../rules.ts';
import { fundDossier, fundDossierEdit, fundDossierField } from '../schema.ts';
import { findWritten } from './queries.ts';
import { type Edit, type Merged, mergeEdits, type Outcome } from './rules.ts';
import { fundDossierConflict } from './schema.ts';

const text = z.string().overwrite(withoutNul).max(20_000);

/** Pieces as a device or a form sends them. */
export const editsInput = z
  .array(
    z.object({
      id: z.uuid(),
      path: z.string().max(200),
      value: z
        .union([text, z.array(text).max(60)])
        .nullable()
        .transform((value): PieceValue | null => (value === null || value.length === 0 ? null : value.length === 1 ? value[0]! : value)),
      base: z.union([z.int().min(0), z.uuid()]),
      settles: z.int().min(1).optional(),
    }),
  )
  .max(2000);

/** What became of an edit. `refused`: its form asks no such thing. */
export interface EditResult {
  id: string;
  path: string;
  outcome: Outcome | 'refused';
  /** What stands there now, and the number to build on. */
  value: PieceValue | null;
  number: number;
  /** The edit there that is still to be settled. */
  conflict: number | null;
}

/**
 * Writes pieces of a dossier, by one of its authors. Each is kept once, however often it is sent; one that was written over something its
 * author had not seen is a conflict, shown to all until one of them settles it.
 * @throws Missing to anyone but its authors; Refused where it is no longer written
 */
export async function recordEdits(act: Act, dossierId: string, edits: z.output<typeof editsInput>): Promise<EditResult[]> {
  return inTransaction(act, async (act) => {
    await openAsAuthor(act, dossierId);
    const dossier = await lockDossier(act, dossierId);
    if (!isWritable(dossier.state)) throw new Refused(say.later('dossier.closed'));
    const { definition } = await findFormVersion(act.db, dossier.formId, dossier.formVersion);
    const before = await findWritten(act.db, dossierId, {
      ids: edits.flatMap(({ id, base }) => (typeof base === 'string' ? [id, base] : [id])),
      bases: edits.flatMap(({ base }) => (typeof base === 'number' ? [base] : [])),
    });
    const asked = edits.filter((edit) => isWanted(definition, edit) && (typeof edit.base === 'string' || edit.base <= before.last));
    const { merged, written } = mergeEdits(before, asked, actorId(act.actor) ?? actorName(act.actor));
    await rename(act, dossier, written.pieces.get(titlePath)?.value);
    await keep(
      act,
      dossierId,
      merged.filter(({ outcome }) => outcome !== 'known'),
      written.pieces,
    );
    const outcomes = new Map(merged.map(({ edit, outcome }) => [edit.id, outcome]));
    const conflicts = new Map([...written.open].map(([number, { path }]) => [path, number]));
    return edits.map(({ id, path }) => ({
      id,
      path,
      outcome: outcomes.get(id) ?? 'refused',
      value: written.pieces.get(path)?.value ?? null,
      number: written.pieces.get(path)?.number ?? 0,
      conflict: conflicts.get(path) ?? null,
    }));
  });
}

/** A title may be changed, never taken out. */
function isWanted(definition: FormDefinition, { path, value }: Edit): boolean {
  return path === titlePath ? typeof value === 'string' && value.trim() !== '' && value.length <= 200 : isAsked(definition, path);
}

async function rename(act: Act, { id, title }: { id: string; title: string }, now: PieceValue | undefined): Promise<void> {
  if (typeof now === 'string' && now !== title) await act.db.update(fundDossier).set({ title: now.trim() }).where(eq(fundDossier.id, id));
}

async function keep(
  act: Act,
  dossierId: string,
  merged: readonly Merged[],
  pieces: ReadonlyMap<string, { value: PieceValue; number: number }>,
): Promise<void> {
  if (merged.length === 0) return;
  const by = signed(act);
  await act.db
    .insert(fundDossierEdit)
    .values(merged.map(({ edit: { id, path, value }, number, base }) => ({ id, dossierId, number, path, value, base, ...by })));
  const changed = [...new Set(merged.filter(({ outcome }) => outcome === 'kept').map(({ edit }) => edit.path))];
  const removed = changed.filter((path) => !pieces.has(path));
  const there = changed.filter((path) => pieces.has(path));
  if (removed.length > 0)
    await act.db.delete(fundDossierField).where(and(eq(fundDossierField.dossierId, dossierId), inArray(fundDossierField.path, removed)));
  if (there.length > 0)
    await act.db
      .insert(fundDossierField)
      .values(there.map((path) => ({ dossierId, path, ...pieces.get(path)! })))
      .onConflictDoUpdate({
        target: [fundDossierField.dossierId, fundDossierField.path],
        set: { value: sql`excluded.value`, number: sql`excluded.number` },
      });
  const conflicts = merged.filter(({ outcome }) => outcome === 'conflict');
  if (conflicts.length > 0)
    await act.db
      .insert(fundDossierConflict)
      .values(conflicts.map(({ edit, number, against }) => ({ dossierId, number, path: edit.path, against })));
  for (const { number, settles } of merged)
    if (settles.length > 0)
      await act.db
        .update(fundDossierConflict)
        .set({ settledBy: number })
        .where(and(eq(fundDossierConflict.dossierId, dossierId), inArray(fundDossierConflict.number, settles)));
  await audit(act, { command: 'fund.writeDossier', subject: dossierId, detail: { pieces: merged.length, conflicts: conflicts.length } });
}
