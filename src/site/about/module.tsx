import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import type { Module } from '../../kernel/module.ts';
import { layoutPaths } from '../../ui/paths.ts';
import { respond } from '../../ui/respond.tsx';
import { AccessibilityPage, LegalPage } from './about-page.tsx';

/** The pages that the footer of every page leads to. */
export const about: Module = {
  name: 'about',
  routes: new Hono<Env>()
    .get(layoutPaths.accessibility, (c) => respond(c, <AccessibilityPage />))
    .get(layoutPaths.legal, (c) => respond(c, <LegalPage />)),
};
