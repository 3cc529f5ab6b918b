import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { readAskedDay, withQuery } from '../asked-day.ts';
import { recordByForm, type RecordInput } from '../facts/commands.ts';
import { fileName } from '../facts/export.ts';
import { readDone } from '../facts/done.ts';
import { factForms, recordInput } from '../facts/forms.ts';
import { RecordFactPage, type Refusal } from '../facts/views/fact-forms.tsx';
import { findPartiesById } from '../parties/directory.ts';
import { registerPaths } from '../paths.ts';
import { mayRecord } from '../policy.ts';
import { event, series } from '../schema.ts';
import { listRecentSources } from '../sources.ts';
import { createEvent, createSeries, newSeriesInput } from './commands.ts';
import { exportSeries } from './export.ts';
import { getSeries, listLoneEvents, listSeries } from './queries.ts';
import { NewSeriesPage } from './views/forms.tsx';
import { SeriesListPage } from './views/series-list-page.tsx';
import { SeriesPage } from './views/series-page.tsx';

export const seriesRoutes = new Hono<Env>();

seriesRoutes.get('/rencontres', async (c) => {
  const { act } = c.var;
  const day = await readAskedDay(c);
  return respond(
    c,
    <SeriesListPage
      day={day}
      mayRecord={mayRecord(act.actor)}
      series={await listSeries(act.db, day.at)}
      lone={await listLoneEvents(act.db, day.at)}
    />,
  );
});

seriesRoutes.get('/rencontres/nouvelle-serie', (c) => showNewSeries(c, empty));
seriesRoutes.post('/rencontres/nouvelle-serie', async (c) => {
  const result = await submitForm(c, newSeriesInput, (input) => createSeries(c.var.act, input));
  return result.ok ? seeOther(c, registerPaths.series(result.value)) : showNewSeries(c, result, 422);
});

seriesRoutes.get('/rencontres/:slug', async (c) => {
  const { act } = c.var;
  const day = await readAskedDay(c);
  const dossier = await getSeries(act.db, c.req.param('slug'), day.at);
  const format = wantsExport(c);
  if (format) return exportTable(c, { ...exportSeries(dossier, c.var.lang), filename: fileName(dossier.series.slug, day), format });
  const { institutionId } = dossier.series;
  const institution = institutionId ? (await findPartiesById(act.db, [institutionId], day.at)).get(institutionId) : undefined;
  return respond(
    c,
    <SeriesPage dossier={dossier} institution={institution ?? null} day={day} mayRecord={mayRecord(act.actor)} done={await readDone(c)} />,
  );
});

seriesRoutes.get('/rencontres/:slug/nouvelle', async (c) => showOccurrence(c, await findSeries(c, c.req.param('slug')), empty));
seriesRoutes.post('/rencontres/:slug/nouvelle', async (c) => {
  const found = await findSeries(c, c.req.param('slug'));
  const result = await submitForm(c, recordInput(factForms['occurrence']!), (input) =>
    createEvent(c.var.act, found.slug, input as unknown as Parameters<typeof createEvent>[2]),
  );
  return result.ok
    ? seeOther(c, withQuery(registerPaths.series(found.slug), { revision: result.value }))
    : showOccurrence(c, found, result, 422);
});

seriesRoutes.get('/rencontres/versions/:event/nouvelle', async (c) =>
  showOccurrence(c, await findSeriesOf(c, c.req.param('event')), empty),
);
seriesRoutes.post('/rencontres/versions/:event/nouvelle', async (c) => {
  const found = await findSeriesOf(c, c.req.param('event'));
  const result = await submitForm(c, recordInput(factForms['occurrence']!), (input) =>
    recordByForm(c.var.act, 'occurrence', { event: c.req.param('event') }, input as unknown as RecordInput),
  );
  return result.ok
    ? seeOther(c, withQuery(found ? registerPaths.series(found.slug) : registerPaths.allSeries(), { revision: result.value }))
    : showOccurrence(c, found, result, 422);
});

const empty: Refusal = { values: {}, errors: {} };

type SeriesRow = typeof series.$inferSelect;

async function findSeries(c: RouteContext, slug: string): Promise<SeriesRow> {
  if (!mayRecord(c.var.act.actor)) throw new Forbidden();
  const [found] = await c.var.act.db.select().from(series).where(eq(series.slug, slug));
  if (!found) throw new Missing(slug);
  return found;
}

/** The series of an event; null where the event stands alone. */
async function findSeriesOf(c: RouteContext, slug: string): Promise<SeriesRow | null> {
  if (!mayRecord(c.var.act.actor)) throw new Forbidden();
  const [found] = await c.var.act.db
    .select({ series })
    .from(event)
    .leftJoin(series, eq(series.id, event.seriesId))
    .where(eq(event.slug, slug));
  if (!found) throw new Missing(slug);
  return found.series;
}

async function showOccurrence(c: RouteContext, found: SeriesRow | null, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { act, lang } = c.var;
  const subject = found
    ? { text: inLang({ fr: found.nameFr, en: found.nameEn }, lang), href: registerPaths.series(found.slug) }
    : { text: '', href: registerPaths.allSeries() };
  return respond(
    c,
    <RecordFactPage kind="occurrence" subject={subject} refusal={refusal} sources={await listRecentSources(act.db)} holders={[]} />,
    status,
  );
}

async function showNewSeries(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  if (!mayRecord(c.var.act.actor)) throw new Forbidden();
  return respond(c, <NewSeriesPage refusal={refusal} />, status);
}
