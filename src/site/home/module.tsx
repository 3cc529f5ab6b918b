import { Hono } from 'hono';
import type { Env } from '../../kernel/http/env.ts';
import { dayOf } from '../../kernel/i18n/format.ts';
import type { Module } from '../../kernel/module.ts';
import { listFigures } from '../../modules/figures/index.ts';
import { listPublishedTexts } from '../../modules/publishing/index.ts';
import { revisionAt } from '../../modules/register/index.ts';
import { layoutPaths } from '../../ui/paths.ts';
import { respond } from '../../ui/respond.tsx';
import { HomePage } from './home-page.tsx';

const textsShown = 3;

/** The front door. */
export const home: Module = {
  name: 'home',
  routes: new Hono<Env>().get(layoutPaths.home, async (c) => {
    const { act, lang } = c.var;
    const { texts } = await listPublishedTexts(act, lang, {}, { page: 1, size: textsShown });
    return respond(
      c,
      <HomePage figures={await listFigures(act)} texts={texts} today={dayOf(act.now)} revision={await revisionAt(act.db, null)} />,
    );
  }),
};
