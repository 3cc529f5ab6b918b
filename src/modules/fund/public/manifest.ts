import { and } from 'drizzle-orm';
import { inLang } from '../../../kernel/i18n/lang.ts';
import type { Part } from '../manifest.ts';
import { fundProject } from '../projects/schema.ts';
import { say } from './messages.ts';
import { publicPaths } from './paths.ts';
import { isPublic, titledLike } from './queries.ts';
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
    const found = await act.db
      .select({ slug: fundProject.slug, title: { fr: fundProject.titleFr, en: fundProject.titleEn } })
      .from(fundProject)
      .where(and(titledLike(query), isPublic))
      .limit(20);
    return found.map(({ slug, title }) => ({
      path: publicPaths.project(slug),
      title: inLang(title, lang),
      kind: say.in(lang)('search.kind'),
      score: 0.6,
    }));
  },
} satisfies Part;
