import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import type { Module } from '../../kernel/module.ts';
import { respond } from '../../ui/respond.tsx';
import { searchPaths } from './paths.ts';
import { SearchPage } from './search-page.tsx';

/** As many as one reads; the words are then made more precise. */
const mostHits = 60;
/** Longer than any name: what follows is not searched. */
const longestQuery = 120;

/** One search over what every module holds. */
export function searchOf(modules: readonly Module[]): Module {
  const routes = new Hono<Env>().get(searchPaths.search(), async (c) => {
    const query = (c.req.query('q') ?? '').trim().slice(0, longestQuery);
    const searches = query ? modules.flatMap(({ search }) => search ?? []) : [];
    const found = await Promise.all(searches.map((search) => search(c.var.act, query, c.var.lang)));
    const hits = found
      .flat()
      .sort((one, other) => other.score - one.score)
      .slice(0, mostHits);
    return respond(c, <SearchPage query={query} hits={hits} />);
  });
  return { name: 'search', routes };
}
