import { Hono } from 'hono';
import { Forbidden } from '../../../kernel/errors.ts';
import { exportTable, type ExportColumn, wantsExport, mostExported } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm } from '../../../kernel/http/forms.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, findParty, readChoice, readPage, readSort } from '../../register/index.ts';
import { maySignFundExceptions } from '../policy.ts';
import { readCut } from '../projects/cut-form.ts';
import { findProject } from '../projects/queries.ts';
import { hideProject, hidingInput } from './commands.ts';
import { say } from './messages.ts';
import { publicPaths } from './paths.ts';
import { findPublicProject, listPublicProjects, placePublicProjects, publicSorts, readPublication } from './queries.ts';
import { PublicationPage } from './views/publication-page.tsx';
import { PublicProjectPage } from './views/public-project-page.tsx';
import { PublicMapPage, PublicProjectsPage } from './views/public-projects-page.tsx';

const pageSize = 50;

/** The projects of the fund for anyone, and what is not shown of them. */
export const publicRoutes = new Hono<Env>();

publicRoutes.get(publicPaths.projects(), async (c) => {
  const { act, lang } = c.var;
  const form = await readCut(c);
  const { fromYear, toYear, countryId, theme } = form.cut;
  const words = c.req.query('words')?.trim() ?? '';
  const slug = c.req.query('party') ?? '';
  const lead = slug ? await findParty(act.db, slug, await asKnownNow(act)) : null;
  const filter = { fromYear, toYear, countryId, theme, words: words || undefined, leadId: lead?.id };
  const order = readSort(c, publicSorts, { key: 'year', direction: 'descending' });
  const format = wantsExport(c);
  if (format) {
    const { rows } = await listPublicProjects(act, filter, { order, lang, page: 1, size: mostExported });
    return exportTable(c, {
      filename: 'projets',
      columns,
      rows: rows.map(({ project, lead, country, year, grantedCents }) => ({
        reference: project.reference,
        title: inLang({ fr: project.titleFr, en: project.titleEn }, lang),
        lead: lead ? inLang(lead.name, lang) : '',
        country: country ? inLang(country.name, lang) : '',
        year,
        granted: grantedCents === null ? null : grantedCents / 100,
        currency: project.currency,
        starts: project.startsOn,
        ends: project.endsOn,
      })),
      format,
    });
  }
  const { from, to, state_of, theme: code } = form.chosen;
  const chosen = { words, from, to, state_of, theme: code, party: lead?.slug ?? '' };
  if (readChoice(c, 'view', ['map'])) {
    return respond(c, <PublicMapPage {...await placePublicProjects(act, filter)} chosen={chosen} form={form} lead={lead} />);
  }
  const page = readPage(c);
  const { rows, total } = await listPublicProjects(act, filter, { order, lang, page, size: pageSize });
  const pages = Math.ceil(total / pageSize);
  return respond(
    c,
    <PublicProjectsPage rows={rows} total={total} page={page} pages={pages} order={order} chosen={chosen} form={form} lead={lead} />,
  );
});

publicRoutes.get(publicPaths.project(':slug'), async (c) =>
  respond(c, <PublicProjectPage found={await findPublicProject(c.var.act, pathParam(c, 'slug'))} />),
);

publicRoutes.get(publicPaths.publication(':ref'), (c) => showPublication(c));

publicRoutes.post(publicPaths.publication(':ref'), async (c) => {
  const { act } = c.var;
  if (!maySignFundExceptions(act.actor)) throw new Forbidden();
  const { project } = await findProject(act, pathParam(c, 'ref'));
  const result = await submitForm(c, hidingInput, (input) => hideProject(act, project.id, input));
  return result.ok ? seeOther(c, publicPaths.publication(project.reference)) : showPublication(c, result);
});

async function showPublication(c: RouteContext, refused?: { values: FormValues; errors: FieldErrors }): Promise<Response> {
  const { act } = c.var;
  const found = await findProject(act, pathParam(c, 'ref'));
  const publication = await readPublication(act.db, found.project.id);
  return respond(
    c,
    <PublicationPage found={found} {...publication} mayHide={maySignFundExceptions(act.actor)} refused={refused} />,
    refused ? 422 : 200,
  );
}

const columns: ExportColumn[] = [
  { key: 'reference', label: say.later('column.reference'), type: 'text' },
  { key: 'title', label: say.later('column.project'), type: 'text' },
  { key: 'lead', label: say.later('column.lead'), type: 'text' },
  { key: 'country', label: say.later('column.country'), type: 'text' },
  { key: 'year', label: say.later('column.year'), type: 'number' },
  { key: 'granted', label: say.later('column.granted'), type: 'number' },
  { key: 'currency', label: say.later('column.currency'), type: 'text' },
  { key: 'starts', label: say.later('column.starts'), type: 'date' },
  { key: 'ends', label: say.later('column.ends'), type: 'date' },
];
