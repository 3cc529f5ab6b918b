import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { VNode } from 'preact';
import { hasRole } from '../kernel/actor.ts';
import { localPath, type RouteContext, type ShellEntry } from '../kernel/http/env.ts';
import type { Lang } from '../kernel/i18n/lang.ts';
import { staffGroups } from '../kernel/module.ts';
import { uiWords } from './messages.ts';
import { type NavigationItem, PageContext, type PageContextValue } from './page-context.ts';
import { renderPage } from './render.ts';

/**
 * Answers with a page: `return respond(c, <PartyPage party={party} />)`, or `respond(c, <PartyForm … />, 422)`
 * when what was typed is refused.
 */
export function respond(c: RouteContext, view: VNode, status: ContentfulStatusCode = 200): Response {
  const html = renderPage(<PageContext.Provider value={pageContext(c)}>{view}</PageContext.Provider>);
  return c.body(html, status, {
    'content-type': 'text/html; charset=utf-8',
    // A form's key serves once: the page that holds it may not be kept and given to another.
    ...(html.includes('name="requestKey"') ? { 'cache-control': 'no-store' } : {}),
  });
}

/** What the layout needs to know of the request. */
export function pageContext(c: RouteContext): PageContextValue {
  const { lang, act } = c.var;
  const url = new URL(c.req.url);
  return {
    lang,
    path: url.pathname + url.search,
    user: act.actor.kind === 'user' ? { name: act.actor.name, role: act.actor.role } : null,
    ...navigationFor(c),
    isDemonstration: act.site.isDemonstration,
    otherLanguageHref: otherLanguage(lang, c.req.path) + url.search,
  };
}

/** What this person may open: in the bar, in its groups, and under their own name. */
function navigationFor(c: RouteContext): Pick<PageContextValue, 'navigation' | 'groups' | 'menu'> {
  const { navigation, staffNavigation } = c.var.shell;
  const staff = staffNavigation.filter((entry) => hasRole(c.var.act.actor, ...entry.roles));
  const bar = [...navigation, ...staff.filter((entry) => entry.place === undefined)];
  // A page below two entries belongs to the nearer one.
  const nearest = [...navigation, ...staff]
    .filter(({ path }) => isUnder(c.req.path, path))
    .sort((one, other) => other.path.length - one.path.length)[0];
  const toItem = (entry: ShellEntry): NavigationItem => ({
    href: localPath(c.var.lang, entry.path),
    label: entry.label(c.var.lang),
    current: entry === nearest,
  });
  const inPlace = (place: string) => staff.filter((entry) => entry.place === place).map(toItem);
  return {
    navigation: bar.map(toItem),
    groups: staffGroups
      .map((group) => ({ label: uiWords.in(c.var.lang)(`group.${group}`), items: inPlace(group) }))
      .filter(({ items }) => items.length > 0),
    menu: inPlace('menu'),
  };
}

function isUnder(requested: string, path: string): boolean {
  return requested === path || requested.startsWith(`${path}/`);
}

function otherLanguage(lang: Lang, path: string): string {
  return localPath(lang === 'fr' ? 'en' : 'fr', path);
}
