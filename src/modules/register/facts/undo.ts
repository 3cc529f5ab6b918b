import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing, Refused } from '../../../kernel/errors.ts';
import { say } from '../messages.ts';
import { mayRecord } from '../policy.ts';
import { journalEntry, revision, type JsonRow } from '../schema.ts';
import { factKindsByName } from './kinds.ts';
import { findHeldFact } from './read.ts';
import { refuseOverlap } from './record.ts';
import { inRevision } from './revision.ts';
import { closeRows, insertRows } from './rows.ts';

/** The commands whose revision can be undone by one click. */
export const undoable: ReadonlySet<string> = new Set(['fact record', 'fact end', 'fact correct']);

/**
 * Undoes a revision by a correcting one: what it recorded is retracted, what it changed is as before. Nothing is erased.
 * @returns the new revision's number, and a fact that it changed
 * @throws Refused when one of its facts has changed since, or its place was taken
 */
export async function undoRevision(act: Act, number: number): Promise<{ revision: number; fact: { kind: string; row: JsonRow } }> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  const [undone] = await act.db.select().from(revision).where(eq(revision.number, number));
  if (!undone || !undoable.has(undone.command)) throw new Missing(`revision ${number}`);
  return inRevision(act, { command: 'fact undo', reason: say.in('fr')('undo.reason', { number, reason: undone.reason }) }, async (rev) => {
    const changes = await listChanges(rev.act, number);
    for (const { kind, factId, before, after } of changes) {
      const held = await findHeldFact(rev.act.db, kind, factId);
      if (held?.row['id'] !== after['id']) throw new Refused(say.later('undo.changed'));
      await closeRows(rev, factKindsByName.get(kind)!, [factId], before ? 'correct' : 'retract');
    }
    for (const { kind, before } of changes) {
      if (!before) continue;
      const row: JsonRow = { ...before, id: randomUUID() };
      if (row['retained']) await refuseOverlap(rev, factKindsByName.get(kind)!, row);
      await insertRows(rev, factKindsByName.get(kind)!, [row], 'correct');
    }
    return { revision: rev.number, fact: { kind: changes[0]!.kind, row: changes[0]!.after } };
  });
}

interface Change {
  kind: string;
  factId: string;
  before: JsonRow | null;
  after: JsonRow;
}

async function listChanges(act: Act, number: number): Promise<Change[]> {
  const entries = await act.db.select().from(journalEntry).where(eq(journalEntry.revision, number)).orderBy(asc(journalEntry.position));
  return [...Map.groupBy(entries, (entry) => entry.factId)].flatMap(([factId, ofFact]) => {
    const after = ofFact.findLast((entry) => entry.operation === 'record')?.row;
    const before = ofFact.find((entry) => entry.operation === 'close')?.row ?? null;
    return after ? [{ kind: ofFact[0]!.kind, factId, before, after }] : [];
  });
}
