import { Hono } from 'hono';
import { exportTable, wantsExport, type ExportColumn, mostExported } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, findPartiesById, findParty, readChoice, readPage, readSort } from '../../register/index.ts';
import { mayManageFund, maySignFundExceptions } from '../policy.ts';
import { sitsWhereDecided } from '../portfolio/queries.ts';
import { projectStates } from '../vocabulary.ts';
import { listAgreements } from './agreements/queries.ts';
import { termsOn } from './agreements/terms.ts';
import type { PartyNames } from './agreements/words.ts';
import { decideStep, stepInput } from './commands.ts';
import { type InstalmentCase, listInstalments } from './instalments/queries.ts';
import { readCut } from './cut-form.ts';
import { say } from './messages.ts';
import { projectPaths } from './paths.ts';
import { mayKeepBankAccounts } from './policy.ts';
import { findOwnProject, findProject, listOwnProjects, listProjects, type ProjectCase, type ProjectRow, projectSorts } from './queries.ts';
import { ProjectPage } from './views/project-page.tsx';
import { OwnProjectsPage, ProjectsPage } from './views/projects-page.tsx';

const pageSize = 50;

/** Projects, for the secretariat and for the cities that lead them. */
export const projectRoutes = new Hono<Env>();

projectRoutes.get(projectPaths.projects(), async (c) => {
  const { act, lang } = c.var;
  const state = readChoice(c, 'state', projectStates);
  const form = await readCut(c);
  const words = c.req.query('words')?.trim() ?? '';
  const sort = readSort(c, projectSorts, { key: 'reference', direction: 'descending' });
  const slug = c.req.query('party') ?? '';
  const party = slug ? await findParty(act.db, slug, await asKnownNow(act)) : null;
  const filter = { ...form.cut, state, words: words || undefined, leadId: party?.id };
  const format = wantsExport(c);
  if (format) {
    const { rows } = await listProjects(act, filter, { sort, page: 1, size: mostExported });
    return exportTable(c, {
      filename: `projets-${dayOf(act.now).toString()}`,
      columns,
      rows: rows.map((row) => exportRow(row, lang)),
      format,
    });
  }
  const page = readPage(c);
  const { rows, total } = await listProjects(act, filter, { sort, page, size: pageSize });
  const chosen = { ...form.chosen, state: state ?? '', words, party: party?.slug ?? '' };
  return respond(
    c,
    <ProjectsPage rows={rows} total={total} page={page} pages={Math.ceil(total / pageSize)} sort={sort} chosen={chosen} form={form} />,
  );
});

projectRoutes.get(projectPaths.project(':ref'), (c) => showProject(c));

projectRoutes.post(projectPaths.steps(':ref'), async (c) => {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const { project } = await findProject(act, pathParam(c, 'ref'));
  const result = await submitForm(c, stepInput, (input) => decideStep(act, project.id, input));
  return result.ok ? seeOther(c, `${projectPaths.project(project.reference)}?fait`) : showProject(c, result);
});

projectRoutes.get(projectPaths.ownProjects(), async (c) => {
  const { act } = c.var;
  return respond(c, <OwnProjectsPage rows={await listOwnProjects(act)} decides={await sitsWhereDecided(act)} />);
});

projectRoutes.get(projectPaths.ownProject(':ref'), async (c) => {
  const { act } = c.var;
  const found = await findOwnProject(act, pathParam(c, 'ref'));
  return respond(c, <ProjectPage found={found} {...await readContent(c, found)} mayManage={false} mayCancel={false} own />);
});

async function showProject(c: RouteContext, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act } = c.var;
  const found = await findProject(act, pathParam(c, 'ref'));
  return respond(
    c,
    <ProjectPage
      found={found}
      {...await readContent(c, found)}
      mayManage={mayManageFund(act.actor)}
      mayCancel={maySignFundExceptions(act.actor)}
      mayReadAccounts={mayKeepBankAccounts(act.actor)}
      done={c.req.query('fait') !== undefined}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function readContent(c: RouteContext, { project }: ProjectCase) {
  const { db, now } = c.var.act;
  const instalments = await listInstalments(db, project.id, dayOf(now));
  return {
    terms: await termsOn(db, project.id, dayOf(now)),
    agreements: await listAgreements(db, project.id),
    instalments,
    names: await namesIn(c, instalments),
  };
}

/** The names of the donors that conditions name. */
async function namesIn(c: RouteContext, instalments: readonly InstalmentCase[]): Promise<PartyNames> {
  const { act, lang } = c.var;
  const ids = instalments.flatMap((one) => one.conditions.flatMap(({ condition }) => condition.donorId ?? []));
  const parties = await findPartiesById(act.db, ids, await asKnownNow(act));
  return new Map([...parties].map(([id, party]) => [id, inLang(party.name, lang)]));
}

const columns: ExportColumn[] = [
  { key: 'reference', label: say.later('column.reference'), type: 'text' },
  { key: 'title', label: say.later('column.title'), type: 'text' },
  { key: 'lead', label: say.later('column.lead'), type: 'text' },
  { key: 'purse', label: say.later('column.purse'), type: 'text' },
  { key: 'granted', label: say.later('column.granted'), type: 'number' },
  { key: 'currency', label: say.later('column.currency'), type: 'text' },
  { key: 'starts', label: say.later('column.starts'), type: 'date' },
  { key: 'ends', label: say.later('column.ends'), type: 'date' },
  { key: 'state', label: say.later('column.state'), type: 'text' },
];

function exportRow({ project, state, grantedCents, lead }: ProjectRow, lang: RouteContext['var']['lang']) {
  const t = say.in(lang);
  return {
    reference: project.reference,
    title: project.titleFr,
    lead: inLang(lead.name, lang),
    purse: t(`purse.${project.purse}`),
    granted: grantedCents / 100,
    currency: project.currency,
    starts: project.startsOn,
    ends: project.endsOn,
    state: t(`state.${state}`),
  };
}
