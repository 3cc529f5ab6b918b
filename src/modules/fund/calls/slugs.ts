import { like } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { fundCall, fundForm } from './schema.ts';

/** An address that no other has: the words, or the words and a number. */
export async function freeSlug(act: Act, table: typeof fundCall | typeof fundForm, words: string): Promise<string> {
  const wished = words.slice(0, 70).padEnd(2, '-1');
  const rows = await act.db
    .select({ slug: table.slug })
    .from(table)
    .where(like(table.slug, `${wished}%`));
  const taken = new Set(rows.map(({ slug }) => slug));
  if (!taken.has(wished) && !reserved.has(wished)) return wished;
  let number = 2;
  while (taken.has(`${wished}-${number}`)) number += 1;
  return `${wished}-${number}`;
}

/** Words that are addresses already. */
const reserved = new Set(['nouveau', 'type', 'import']);
