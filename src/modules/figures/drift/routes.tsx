import { Hono } from 'hono';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import type { Env } from '../../../kernel/http/env.ts';
import { respond } from '../../../ui/index.ts';
import { figurePaths } from '../paths.ts';
import { driftAsJson, driftColumns, filterDrift, readDriftFilter } from './filter.ts';
import { listDrift } from './queries.ts';
import { DriftPage } from './views/drift-page.tsx';

export const driftRoutes = new Hono<Env>();

driftRoutes.get(figurePaths.drift(), async (c) => {
  const all = await listDrift(c.var.act);
  const filter = readDriftFilter(c.req.query());
  const drifts = filterDrift(all, filter);
  const format = wantsExport(c);
  if (format) return exportTable(c, { filename: 'derives', format, columns: driftColumns, rows: drifts.map(driftAsJson) });
  return respond(
    c,
    <DriftPage drifts={drifts} total={all.length} figures={[...new Set(all.map((drift) => drift.figure))].sort()} filter={filter} />,
  );
});
