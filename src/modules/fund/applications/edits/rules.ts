import type { PieceValue } from '../content/pieces.ts';

/** A piece as someone wrote it, and what they saw there. */
export interface Edit {
  /** Given by the author's device: an edit that comes twice is one. */
  id: string;
  path: string;
  /** Null: the piece is taken out. */
  value: PieceValue | null;
  /** The edit that its author saw there: its number, or its identifier where it has no number yet on their device; 0 for nothing. */
  base: number | string;
  /** The edit in conflict that this one settles. */
  settles?: number | undefined;
}

/** What a dossier holds while it is written. */
export interface Written {
  last: number;
  /** What stands at each piece, and the edit that it comes from. */
  pieces: ReadonlyMap<string, { value: PieceValue; number: number }>;
  /** Who wrote each edit that is in conflict, by its number. */
  open: ReadonlyMap<number, { path: string; by: string }>;
  /** Earlier edits: those that came already, and those that new ones are on top of. */
  numbers: ReadonlyMap<string, number>;
  said: ReadonlyMap<number, { path: string; value: PieceValue | null }>;
}

/** `kept`: it stands. `agreed`: it says what is already there. `conflict`: another was there first. `known`: it came before. */
export type Outcome = 'kept' | 'agreed' | 'conflict' | 'known';

export interface Merged {
  edit: Edit;
  number: number;
  outcome: Outcome;
  /** The number of what its author saw. */
  base: number;
  /** The edit that it found there; 0 for nothing. */
  against: number;
  /** Edits in conflict that it settles, or whose place it takes. */
  settles: number[];
}

/**
 * Adds edits to what is written, one after the other. An edit whose author saw what stands there is kept; one that says the same
 * agrees; anything else is in conflict: what was there first stays until someone chooses. No value is ever lost: each is an edit.
 */
export function mergeEdits(written: Written, edits: readonly Edit[], by: string): { merged: Merged[]; written: Written } {
  const pieces = new Map(written.pieces);
  const open = new Map(written.open);
  const numbers = new Map(written.numbers);
  const said = new Map(written.said);
  let { last } = written;
  const merged = edits.map((edit): Merged => {
    const base = typeof edit.base === 'number' ? edit.base : (numbers.get(edit.base) ?? 0);
    const there = pieces.get(edit.path);
    const against = there?.number ?? 0;
    const known = numbers.get(edit.id);
    if (known !== undefined) return { edit, number: known, outcome: 'known', base, against, settles: [] };
    const number = (last += 1);
    const seen = said.get(base);
    const outcome = isSame(edit.value, there?.value ?? null)
      ? 'agreed'
      : isSame(seen?.path === edit.path ? seen.value : null, there?.value ?? null)
        ? 'kept'
        : 'conflict';
    // Who writes on in a piece where they are in conflict is still in one conflict, about their last words.
    const settles = [...open]
      .filter(([other, one]) => one.path === edit.path && (outcome === 'conflict' ? one.by === by : other === edit.settles))
      .map(([other]) => other);
    for (const other of settles) open.delete(other);
    numbers.set(edit.id, number);
    said.set(number, { path: edit.path, value: edit.value });
    if (outcome === 'conflict') open.set(number, { path: edit.path, by });
    else if (outcome === 'kept' && edit.value === null) pieces.delete(edit.path);
    else if (outcome === 'kept') pieces.set(edit.path, { value: edit.value!, number });
    return { edit, number, outcome, base, against, settles };
  });
  return { merged, written: { last, pieces, open, numbers, said } };
}

/** Whether two pieces say the same. */
export function isSame(one: PieceValue | null, other: PieceValue | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
