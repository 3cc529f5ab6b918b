import { sql } from 'drizzle-orm';
import type { Db } from '../../kernel/db/db.ts';

/** The letters beyond the Latin ones in the names of parties and persons, each once: what papers need more fonts for. */
export async function listUnusualLetters(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ letter: string }>(sql`
    select distinct letter
    from (select name from party_name union all select name from person_name) named, regexp_split_to_table(name, '') letter
    where name ~ ${unusual} and letter ~ ${unusual}
    order by letter`);
  return rows.map(({ letter }) => letter);
}

/** Beyond Latin with all its accents (Vietnamese included) and the marks of printed text. */
const unusual = '[^\\u0001-\\u036f\\u1e00-\\u1eff\\u2000-\\u20bf]';
