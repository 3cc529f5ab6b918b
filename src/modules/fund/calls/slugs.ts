import { like } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { firstFree } from '../../../kernel/slugs.ts';
import type { fundCall, fundForm } from './schema.ts';

/** An address that no other has: the words, or the words and a number. */
export async function freeSlug(act: Act, table: typeof fundCall | typeof fundForm, words: string): Promise<string> {
  const wished = words.slice(0, 70).padEnd(2, '-1');
  const rows = await act.db
    .select({ slug: table.slug })
    .from(table)
    .where(like(table.slug, `${wished}%`));
  return firstFree(wished, new Set([...reserved, ...rows.map(({ slug }) => slug)]));
}

/** Words that are addresses already. */
const reserved = ['nouveau', 'type', 'import'];
