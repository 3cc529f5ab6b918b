import { Hono } from 'hono';
import { Forbidden } from '../../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../../kernel/export/index.ts';
import type { Env } from '../../../../kernel/http/env.ts';
import { respond } from '../../../../ui/index.ts';
import { readAskedDay } from '../../asked-day.ts';
import { fileName } from '../../facts/export.ts';
import { readChoice } from '../../list-params.ts';
import { registerPaths } from '../../paths.ts';
import { mayReadPersons, mayRecord } from '../../policy.ts';
import { exportRadar } from './export.ts';
import { getRadar, type RadarFilters } from './queries.ts';
import { alerts } from './rules.ts';
import { RadarPage, radarMonths, usualMonths } from './views/radar-page.tsx';

/** What the secretariat must look at in the mandates. */
export const radarRoutes = new Hono<Env>().get(registerPaths.radar(), async (c) => {
  const { act, lang } = c.var;
  if (!mayReadPersons(act.actor)) throw new Forbidden();
  const day = await readAskedDay(c);
  const filters: RadarFilters = {
    months: radarMonths.find((one) => String(one) === c.req.query('months')) ?? usualMonths,
    state: c.req.query('state') || undefined,
    alert: readChoice(c, 'alert', alerts),
  };
  const radar = await getRadar(act.db, filters, day.at, lang);
  const format = wantsExport(c);
  if (format) return exportTable(c, { ...exportRadar(radar, lang), filename: fileName('radar', day), format });
  return respond(c, <RadarPage day={day} mayRecord={mayRecord(act.actor)} radar={radar} filters={filters} />);
});
