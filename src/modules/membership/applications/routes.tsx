import { Hono } from 'hono';
import { isStaff } from '../../../kernel/actor.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { exportTable, type ExportColumn, type ExportFormat, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, listStates, readChoice, readPage, readSort } from '../../register/index.ts';
import { say } from '../messages.ts';
import { filePaths, membershipPaths } from '../paths.ts';
import { mayManageMembership, maySignExceptions } from '../policy.ts';
import { applicantCategories, applicationStates } from '../vocabulary.ts';
import { findCap } from './decisions/commands.ts';
import { beginForCity, cityApplicationInput } from './drafts/commands.ts';
import { type ApplicationFilter, applicationSorts, listApplications, type ListedApplication } from './list.ts';
import { findCapException, getApplication, listOpinionRequests, listOpinions } from './queries.ts';
import { waits } from './rules.ts';
import { ApplicationPage } from './views/application-page.tsx';
import { ApplicationListPage } from './views/list-page.tsx';
import { NewApplicationPage } from './views/new-page.tsx';

const pageSize = 50;

/** The applications, for the secretariat. */
export const applicationRoutes = new Hono<Env>()
  .get(membershipPaths.applications(), async (c) => {
    const { act, lang } = c.var;
    const filter = readFilter(c);
    const sort = readSort(c, applicationSorts, { key: 'since', direction: 'ascending' });
    const found = await listApplications(act, filter, sort, lang);
    const format = wantsExport(c);
    if (format) return takeAway(c, found, format);
    const pages = Math.ceil(found.length / pageSize);
    const page = Math.min(readPage(c), Math.max(pages, 1));
    return respond(
      c,
      <ApplicationListPage
        applications={found.slice((page - 1) * pageSize, page * pageSize)}
        total={found.length}
        page={page}
        pages={pages}
        filter={filter}
        sort={sort}
        states={await listStates(act.db, await asKnownNow(act))}
        mayManage={mayManageMembership(act.actor)}
      />,
    );
  })
  .get(membershipPaths.newApplication(), (c) => showNew(c))
  .post(membershipPaths.newApplication(), async (c) => {
    refuseOthers(c);
    const result = await submitForm(c, cityApplicationInput, (input) => beginForCity(c.var.act, input));
    return result.ok ? seeOther(c, filePaths.documents(membershipPaths.application(result.value))) : showNew(c, result);
  })
  .get(membershipPaths.application(':id'), async (c) => {
    const { act } = c.var;
    // Whoever is no one of the secretariat comes to a file by another way.
    if (act.actor.kind === 'user' && !isStaff(act.actor)) throw new Forbidden();
    const application = await getApplication(act, { id: pathParam(c, 'id') });
    return respond(
      c,
      <ApplicationPage
        application={application}
        requests={await listOpinionRequests(act, application.id)}
        opinions={await listOpinions(act, application.id)}
        cap={await findCap(act, application, dayOf(act.now))}
        signed={await findCapException(act, application.id)}
        mayManage={mayManageMembership(act.actor)}
        maySign={maySignExceptions(act.actor)}
        done={c.req.query('fait') !== undefined}
      />,
    );
  });

async function showNew(c: RouteContext, refused?: { values: FormValues; errors: FieldErrors }): Promise<Response> {
  refuseOthers(c);
  const states = await listStates(c.var.act.db, await asKnownNow(c.var.act));
  return respond(c, <NewApplicationPage states={states} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}

/** Before the form is read: whoever may not send it is not told what is wrong in it. */
function refuseOthers(c: RouteContext): void {
  if (!mayManageMembership(c.var.act.actor)) throw new Forbidden();
}

function readFilter(c: RouteContext): ApplicationFilter {
  return {
    words: c.req.query('mots')?.trim().slice(0, 200) || undefined,
    state: readChoice(c, 'etape', applicationStates),
    country: c.req.query('etat') || undefined,
    category: readChoice(c, 'categorie', applicantCategories),
    waiting: readChoice(c, 'attend', waits),
    closed: c.req.query('closes') === 'oui',
  };
}

function takeAway(c: RouteContext, found: readonly ListedApplication[], format: ExportFormat): Promise<Response> {
  const t = say.in(c.var.lang);
  const text = (key: string, label: Parameters<typeof say.later>[0]): ExportColumn => ({ key, label: say.later(label), type: 'text' });
  return exportTable(c, {
    filename: 'demandes-d-adhesion',
    format,
    columns: [
      text('reference', 'applications.reference'),
      text('name', 'applications.authority'),
      text('state', 'draft.state'),
      text('category', 'draft.category'),
      text('step', 'applications.state'),
      text('waiting', 'applications.waiting'),
      { key: 'since', label: say.later('applications.since'), type: 'date' },
    ],
    rows: found.map((one) => ({
      reference: one.reference,
      name: one.name,
      state: one.stateParty && inLang(one.stateParty.name, c.var.lang),
      category: one.category && t(`applicant.${one.category}`),
      step: t(`state.${one.state}`),
      waiting: one.waiting && t(`waiting.${one.waiting}`),
      since: dayOf(one.since),
    })),
  });
}
