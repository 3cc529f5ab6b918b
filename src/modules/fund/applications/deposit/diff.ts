import type { PieceValue } from '../content/pieces.ts';
import type { DossierContent } from '../content/read.ts';
import { isSame } from '../edits/rules.ts';

/** What a piece said before and says now; null where there is none. */
export interface Difference {
  path: string;
  before: PieceValue | null;
  after: PieceValue | null;
}

/** What changed from one deposit to a later one: pieces, then files. */
export function diffVersions(
  before: DossierContent,
  after: DossierContent,
): { pieces: Difference[]; files: { added: string[]; removed: string[] } } {
  const paths = [...new Set([...Object.keys(before.pieces), ...Object.keys(after.pieces)])].filter((path) => !path.endsWith('/_'));
  const pieces = paths
    .map((path): Difference => ({ path, before: before.pieces[path] ?? null, after: after.pieces[path] ?? null }))
    .filter((one) => !isSame(one.before, one.after));
  const names = (one: DossierContent, other: DossierContent) =>
    one.files.filter(({ sha256 }) => !other.files.some((file) => file.sha256 === sha256)).map(({ name }) => name);
  return { pieces, files: { added: names(after, before), removed: names(before, after) } };
}
