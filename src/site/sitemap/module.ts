import { Hono } from 'hono';
import { type Env, localPath } from '../../kernel/http/env.ts';
import { langs } from '../../kernel/i18n/lang.ts';
import type { Module } from '../../kernel/module.ts';

/** What search engines may list: every public page that the modules offer, in each language. */
export function sitemapOf(modules: readonly Module[]): Module {
  const routes = new Hono<Env>()
    .get('/sitemap.txt', async (c) => {
      const listed = await Promise.all(modules.flatMap(({ sitemap }) => sitemap ?? []).map((sitemap) => sitemap(c.var.act)));
      const { url } = c.var.act.site;
      return c.text(['/', ...listed.flat()].flatMap((path) => langs.map((lang) => `${url}${localPath(lang, path)}\n`)).join(''));
    })
    .get('/robots.txt', (c) =>
      c.text(`User-agent: *\nDisallow: /recherche\nDisallow: /connexion\nSitemap: ${c.var.act.site.url}/sitemap.txt\n`),
    );
  return { name: 'sitemap', routes };
}
