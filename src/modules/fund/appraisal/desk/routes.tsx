import { Hono } from 'hono';
import type { Env } from '../../../../kernel/http/env.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { respond } from '../../../../ui/index.ts';
import { readChoice } from '../../../register/index.ts';
import { appraisalPaths } from '../paths.ts';
import { deskFilters, listDesk } from './queries.ts';
import { DeskPage } from './views/desk-page.tsx';

/** The dossiers under way. */
export const deskRoutes = new Hono<Env>().get(appraisalPaths.desk(), async (c) => {
  const { act } = c.var;
  const filter = readChoice(c, 'charge', deskFilters) ?? 'all';
  return respond(c, <DeskPage lines={await listDesk(act, { filter })} filter={filter} today={dayOf(act.now)} />);
});
