import type { Act } from '../../../kernel/act.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import { markers } from '../vocabulary.ts';
import { countPortfolio, type Portfolio, sitsWhereDecided, type Slice, type Sum } from './queries.ts';

/** Of fewer projects than this, no amount is told: it would be that of a city. */
export const fewestTold = 3;

/** What projects come to, as far as it may be told to another city. */
export interface ToldSlice {
  key: string;
  currency: string;
  name: Localized | null;
  /** Null: fewer than are told. */
  count: number | null;
  /** Null: not told. */
  amounts: { grantedCents: number; commitmentCents: number } | null;
}

/** The portfolio as a city reads it that sits where the fund is decided. */
export type DecidersPortfolio = Record<'totals' | 'byYear' | 'byPurse' | 'byState' | 'byCountry' | 'byTheme', ToldSlice[]> & {
  byMarker: Record<keyof Portfolio['byMarker'], ToldSlice[]>;
};

/**
 * The whole portfolio for whoever decides: projects not signed yet, cancelled, hidden and recused ones included, so that it tells
 * no amount that could be one project's, nor what is paid or justified. It is not narrowed: the difference of two cuts would tell.
 * @throws Forbidden
 */
export async function readDecidersPortfolio(act: Act): Promise<DecidersPortfolio> {
  if (!(await sitsWhereDecided(act))) throw new Forbidden();
  const { totals, byYear, byPurse, byState, byCountry, byTheme, byMarker } = await countPortfolio(act, {});
  return {
    totals: tell(totals.map((total) => ({ key: '', ...total }))),
    byYear: tell(byYear),
    byPurse: tell(byPurse),
    byState: tell(byState),
    byCountry: tell(byCountry).toSorted(byCount),
    // A project counts in several themes: no rule on their number keeps what they add up to from telling one.
    byTheme: tell(byTheme)
      .map((slice) => ({ ...slice, amounts: null }))
      .toSorted(byCount),
    byMarker: Object.fromEntries(markers.map((marker) => [marker, tell(byMarker[marker])])) as DecidersPortfolio['byMarker'],
  };
}

/**
 * What may be told of each slice. Where those that are kept back hold too few projects together, the smallest of the others is kept
 * back with them: taking what is told from the total would tell theirs.
 */
function tell(slices: readonly (Slice & { name?: Localized | null })[]): ToldSlice[] {
  const kept = new Set([...Map.groupBy(slices, ({ currency }) => currency).values()].flatMap(keptBack));
  return slices.map((slice) => {
    const { key, currency, name, count, grantedCents, commitmentCents } = slice;
    return {
      key,
      currency,
      name: name ?? null,
      count: count < fewestTold ? null : count,
      amounts: kept.has(slice) ? null : { grantedCents, commitmentCents },
    };
  });
}

function keptBack<S extends Sum>(slices: readonly S[]): S[] {
  const kept: S[] = [];
  let projects = 0;
  for (const slice of slices.toSorted((one, other) => one.count - other.count)) {
    if (slice.count >= fewestTold && (projects === 0 || projects >= fewestTold)) break;
    kept.push(slice);
    projects += slice.count;
  }
  return kept;
}

/** By their number: the order of amounts would tell of those that are not told. */
function byCount(one: ToldSlice, other: ToldSlice): number {
  return (other.count ?? 0) - (one.count ?? 0) || (one.key < other.key ? -1 : 1);
}
