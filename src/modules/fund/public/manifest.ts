import { and, ilike } from 'drizzle-orm';
import type { Part } from '../manifest.ts';
import { fundProject } from '../projects/schema.ts';
import { say } from './messages.ts';
import { publicPaths } from './paths.ts';
import { isPublic } from './queries.ts';
import { publicRoutes } from './routes.tsx';

/** The projects of the fund for anyone. */
export const publicProjects = {
  routes: publicRoutes,
  navigation: [{ path: publicPaths.projects(), label: say.later('nav.projects') }],
  async sitemap(act) {
    const rows = await act.db.select({ slug: fundProject.slug }).from(fundProject).where(isPublic);
    return [publicPaths.projects(), ...rows.map(({ slug }) => publicPaths.project(slug))];
  },
  async search(act, query, lang) {
    const pattern = `%${query.replace(/[\\%_]/g, '\\$&')}%`;
    const found = await act.db
      .select({ slug: fundProject.slug, title: fundProject.titleFr })
      .from(fundProject)
      .where(and(ilike(fundProject.titleFr, pattern), isPublic))
      .limit(20);
    return found.map(({ slug, title }) => ({ path: publicPaths.project(slug), title, kind: say.in(lang)('search.kind'), score: 0.6 }));
  },
} satisfies Part;
