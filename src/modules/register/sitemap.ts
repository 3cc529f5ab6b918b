import { asc } from 'drizzle-orm';
import type { Act } from '../../kernel/act.ts';
import { registerPaths } from './paths.ts';
import { party, series } from './schema.ts';

/** The register's public pages: its lists, every party, every series. */
export async function listSitemap({ db }: Act): Promise<string[]> {
  const parties = await db.select({ slug: party.slug, kind: party.kind }).from(party).orderBy(asc(party.slug));
  const allSeries = await db.select({ slug: series.slug }).from(series).orderBy(asc(series.slug));
  return [
    registerPaths.parties(),
    registerPaths.map(),
    registerPaths.allSeries(),
    ...parties.map(({ slug }) => registerPaths.party(slug)),
    ...parties.filter(({ kind }) => holders.has(kind)).map(({ slug }) => registerPaths.members(slug)),
    ...allSeries.map(({ slug }) => registerPaths.series(slug)),
  ];
}

/** Kinds of parties that others are in, or support. */
const holders: ReadonlySet<string> = new Set(['institution', 'coalition', 'network']);
