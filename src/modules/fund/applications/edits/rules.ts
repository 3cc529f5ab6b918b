import type { PieceValue } from '../content/pieces.ts';

/** A piece as someone wrote it, and the edit that they saw there: 0 for nothing. */
export interface Edit {
  /** Given by the author's device: an edit that comes twice is one. */
  id: string;
  path: string;
  /** Null: the piece is taken out. */
  value: PieceValue | null;
  base: number;
  /** The edit in conflict that this one settles. */
  settles?: number | undefined;
}

/** What a dossier holds while it is written: each piece with the edit it comes from, and the edits that no one has settled yet. */
export interface Written {
  last: number;
  pieces: ReadonlyMap<string, { value: PieceValue; number: number }>;
  /** Who wrote each edit that is in conflict, by its number. */
  open: ReadonlyMap<number, { path: string; by: string }>;
  /** Edits that are known already. */
  numbers: ReadonlyMap<string, number>;
}

/** `kept`: it stands. `agreed`: it says what is already there. `conflict`: another was there first. `known`: it came before. */
export type Outcome = 'kept' | 'agreed' | 'conflict' | 'known';

export interface Merged {
  edit: Edit;
  number: number;
  outcome: Outcome;
  /** The edit that it found there; 0 for nothing. */
  against: number;
  /** Edits in conflict that it settles, or whose place it takes. */
  settles: number[];
}

/**
 * Adds edits to what is written, one after the other. An edit on top of what its author saw stands; one that says the same agrees;
 * anything else is in conflict: what was there first stays until someone chooses. No value is ever lost: each is an edit.
 */
export function mergeEdits(written: Written, edits: readonly Edit[], by: string): { merged: Merged[]; written: Written } {
  const pieces = new Map(written.pieces);
  const open = new Map(written.open);
  const numbers = new Map(written.numbers);
  let { last } = written;
  const merged = edits.map((edit): Merged => {
    const known = numbers.get(edit.id);
    const there = pieces.get(edit.path);
    const against = there?.number ?? 0;
    if (known !== undefined) return { edit, number: known, outcome: 'known', against, settles: [] };
    const number = (last += 1);
    numbers.set(edit.id, number);
    const outcome = outcomeOf(edit, there);
    // Who writes on in a piece where they are in conflict is still in one conflict, about their last words.
    const settles = [...open]
      .filter(
        ([other, one]) =>
          one.path === edit.path && ((outcome !== 'conflict' && other === edit.settles) || (outcome === 'conflict' && one.by === by)),
      )
      .map(([other]) => other);
    for (const other of settles) open.delete(other);
    if (outcome === 'conflict') open.set(number, { path: edit.path, by });
    else if (outcome === 'kept' && edit.value === null) pieces.delete(edit.path);
    else if (outcome === 'kept') pieces.set(edit.path, { value: edit.value!, number });
    return { edit, number, outcome, against, settles };
  });
  return { merged, written: { last, pieces, open, numbers } };
}

function outcomeOf(edit: Edit, there: { value: PieceValue; number: number } | undefined): Outcome {
  if (isSame(edit.value, there?.value ?? null)) return 'agreed';
  return (there?.number ?? 0) === edit.base ? 'kept' : 'conflict';
}

/** Whether two pieces say the same. */
export function isSame(one: PieceValue | null, other: PieceValue | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
