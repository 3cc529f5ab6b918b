import { Hono } from 'hono';
import { type Env, pathParam } from '../../../kernel/http/env.ts';
import { serveFile } from '../../../kernel/files/index.ts';
import { respond } from '../../../ui/index.ts';
import { assemblyPaths } from '../paths.ts';
import { CitySittingPage, CitySittingsPage } from './city-pages.tsx';
import { findCityPaper, getCitySitting, listCitySittings } from './queries.ts';

/** What a city reads of the sittings to which it is convened. */
export const cityRoutes = new Hono<Env>()
  .get(assemblyPaths.citySittings(), async (c) => respond(c, <CitySittingsPage sittings={await listCitySittings(c.var.act)} />))
  .get(assemblyPaths.citySitting(':slug'), async (c) =>
    respond(c, <CitySittingPage found={await getCitySitting(c.var.act, pathParam(c, 'slug'))} />),
  )
  .get(assemblyPaths.cityPaper(':slug', ':paper'), async (c) =>
    serveFile(c, await findCityPaper(c.var.act, pathParam(c, 'slug'), pathParam(c, 'paper'))),
  );
