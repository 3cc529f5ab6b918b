/** The candidate that takes the fewest changes of letters to become `name` (Levenshtein). */
export function findNearest(name: string, candidates: readonly string[]): string {
  return candidates.map((candidate) => ({ candidate, changes: countChanges(name, candidate) })).sort((a, b) => a.changes - b.changes)[0]!
    .candidate;
}

function countChanges(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      next.push(Math.min(row[column + 1]! + 1, next[column]! + 1, row[column]! + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length]!;
}
