import type { Db } from '../../../../kernel/db/db.ts';
import type { Message } from '../../../../kernel/i18n/lang.ts';
import { series } from '../../schema.ts';
import { say } from '../messages.ts';
import type { RowReader } from '../row-reader.ts';

/** A series as a line gives it; empty cells leave what the register has. */
export interface SeriesClaim {
  line: number;
  slug: string;
  values: { nameFr: string; nameEn: string | null; wordsFr: string; wordsEn: string; institutionId: string | null };
}

type SeriesRow = typeof series.$inferSelect;

export type SeriesVerdict =
  | { outcome: 'new' | 'same'; claim: SeriesClaim }
  | {
      outcome: 'corrected';
      claim: SeriesClaim;
      held: SeriesRow;
      changed: { column: string; before: string | null; after: string | null }[];
    }
  | { outcome: 'refused'; claim: SeriesClaim; reason: Message };

/** A series of meetings is not a dated fact but what dated facts count: it has a name, and words that announce it. */
export function readSeries(row: RowReader): SeriesClaim | null {
  const slug = row.needed('slug');
  if (slug && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) row.refuse('slug', say.later('cell.slug', { value: slug }));
  const nameFr = row.needed('name_fr');
  const institution = row.party('institution');
  const values = {
    nameFr: nameFr ?? '',
    nameEn: row.text('name_en'),
    wordsFr: row.text('words_fr') ?? '',
    wordsEn: row.text('words_en') ?? '',
    institutionId: institution?.id ?? null,
  };
  return row.faults.length > 0 || !slug ? null : { line: row.line, slug, values };
}

export async function compareSeries(db: Db, claims: readonly SeriesClaim[]): Promise<SeriesVerdict[]> {
  const held = new Map((await db.select().from(series)).map((one) => [one.slug, one]));
  const seen = new Map<string, number>();
  return claims.map((claim) => {
    const before = seen.get(claim.slug);
    if (before !== undefined) return { outcome: 'refused', claim, reason: say.later('row.repeated', { line: before }) };
    seen.set(claim.slug, claim.line);
    const known = held.get(claim.slug);
    if (!known) return { outcome: 'new', claim };
    const changed = (Object.keys(columns) as (keyof SeriesClaim['values'])[])
      .filter((property) => claim.values[property] && claim.values[property] !== known[property])
      .map((property) => ({ column: columns[property], before: known[property], after: claim.values[property] }));
    return changed.length === 0 ? { outcome: 'same', claim } : { outcome: 'corrected', claim, held: known, changed };
  });
}

const columns: Record<keyof SeriesClaim['values'], string> = {
  nameFr: 'name_fr',
  nameEn: 'name_en',
  wordsFr: 'words_fr',
  wordsEn: 'words_en',
  institutionId: 'institution',
};
