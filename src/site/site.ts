import type { Module } from '../kernel/module.ts';
import { modules } from '../modules.ts';
import { about } from './about/module.tsx';
import { accounts } from './accounts/module.ts';
import { demonstrating } from './demonstration/module.ts';
import { home } from './home/module.tsx';
import { operation } from './operation/module.ts';
import { searchOf } from './search/module.tsx';
import { sitemapOf } from './sitemap/module.ts';

/** The site's own pages, in the shape of modules. */
export const siteModules: readonly Module[] = [home, searchOf(modules), accounts, operation, about, demonstrating, sitemapOf(modules)];
