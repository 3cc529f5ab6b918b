import type { ScoringGrid } from '../../calls/forms/definition.ts';

/** What scores weigh together, in hundredths of a percent of the most. */
export function weigh({ criteria, most }: Pick<ScoringGrid, 'criteria' | 'most'>, scores: Readonly<Record<string, number>>): number {
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  const points = criteria.reduce((sum, { key, weight }) => sum + weight * (scores[key] ?? 0), 0);
  return Math.round((points * 10_000) / (weights * most));
}

/** Someone's scores of a dossier, by what they weigh. */
export interface Given {
  userId: string;
  total: number;
}

/** What the scores of a dossier say together. */
export interface Ranked {
  /** The mean, in hundredths of a percent; null while it may not be said. */
  score: number | null;
  /** The most less the least. */
  spread: number;
  /** Why there is no score yet. */
  lacks: 'scorers' | 'another' | 'third' | null;
}

/**
 * The score of a dossier: the mean of at least two people, one of whom does not appraise it; of three, where the first two are
 * further apart than the gap of the grid (in hundredths of the scale).
 */
export function rankOf(given: readonly Given[], { gap, officerId }: { gap: number; officerId: string | null }): Ranked {
  const totals = given.map(({ total }) => total);
  const spread = totals.length === 0 ? 0 : Math.max(...totals) - Math.min(...totals);
  const lacks =
    given.length > 0 && given.every(({ userId }) => userId === officerId)
      ? 'another'
      : given.length < 2
        ? 'scorers'
        : given.length === 2 && spread > gap * 100
          ? 'third'
          : null;
  const score = lacks === null ? Math.round(totals.reduce((sum, total) => sum + total, 0) / totals.length) : null;
  return { score, spread, lacks };
}
