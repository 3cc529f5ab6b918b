import { eq } from 'drizzle-orm';
import type { RouteContext } from '../../../kernel/http/env.ts';
import { mayRecord } from '../policy.ts';
import { revision } from '../schema.ts';
import { undoable } from './undo.ts';

/** A revision that the page tells of: what was done, and whether it can be undone from there. */
export interface Done {
  number: number;
  reason: string;
  mayUndo: boolean;
}

/** The revision that the address names after a form (`?revision=12`), for those who may record. */
export async function readDone(c: RouteContext): Promise<Done | null> {
  const { act } = c.var;
  const number = Number(c.req.query('revision'));
  if (!Number.isSafeInteger(number) || number < 1 || !mayRecord(act.actor)) return null;
  const [found] = await act.db.select().from(revision).where(eq(revision.number, number));
  if (!found) return null;
  return { number, reason: found.reason, mayUndo: undoable.has(found.command) };
}
