import { Hono } from 'hono';
import { linkPaths } from '../../../../kernel/auth/links/mails.ts';
import { listEvaluators } from '../../../../kernel/auth/users/queries.ts';
import { Missing } from '../../../../kernel/errors.ts';
import { type Env, localPath, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { submitForm } from '../../../../kernel/http/forms.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { respond } from '../../../../ui/index.ts';
import { asKnownNow, findPartiesById, indexParties } from '../../../register/index.ts';
import { requireManager } from '../../require-manager.ts';
import { answerForm, type RefusedForm, wasDone } from '../answer.ts';
import { listDesk } from '../desk/queries.ts';
import { openFile } from '../overview/queries.ts';
import { appraisalPaths } from '../paths.ts';
import { listRawScores, listScores } from '../scoring/queries.ts';
import { assignmentInput, assignPeople, endAssignment, endInput, expertInput, inviteExpert } from './commands.ts';
import { AssignmentsPage } from './views/assignments-page.tsx';
import { EndPage } from './views/end-page.tsx';
import { EvaluationsPage } from './views/evaluations-page.tsx';
import { ExpertsPage, type ExpertsPageProps } from './views/experts-page.tsx';

/** The people whom the secretariat asks, and what it asks them. */
export const expertRoutes = new Hono<Env>()
  .get(appraisalPaths.experts(), (c) => showExperts(c))
  .post(appraisalPaths.experts(), async (c) => {
    requireManager(c);
    const result = await submitForm(c, expertInput, (input) => inviteExpert(c.var.act, input));
    if (!result.ok) return showExperts(c, { values: result.values, errors: result.errors });
    const { sendsMail, url } = c.var.act.site;
    return showExperts(c, { invited: { link: sendsMail ? null : url + localPath(c.var.lang, linkPaths.invitation(result.value.token)) } });
  })
  .get(appraisalPaths.assignments(), (c) => showAssignments(c))
  .post(appraisalPaths.assignments(), async (c) => {
    requireManager(c);
    const result = await submitForm(c, assignmentInput, (input) => assignPeople(c.var.act, input));
    return result.ok ? seeOther(c, `${appraisalPaths.assignments()}?fait=${result.value}`) : showAssignments(c, result);
  })
  .get(appraisalPaths.evaluations(':reference'), async (c) => {
    const { act } = c.var;
    const file = await openFile(act, pathParam(c, 'reference'));
    const scores = (await listScores(act.db, [file.dossier.id])).get(file.dossier.id) ?? [];
    const scorings = scores.map(({ scoring }) => scoring);
    const raw = file.mustAnswerFirst ? [] : await listRawScores(act.db, scorings);
    return respond(c, <EvaluationsPage file={file} now={act.now} done={wasDone(c)} scores={scores} raw={raw} />);
  })
  .get(appraisalPaths.assignmentEnd(':reference', ':assignment'), (c) => showEnd(c))
  .post(appraisalPaths.assignmentEnd(':reference', ':assignment'), (c) =>
    answerForm(c, endInput, (act, reference, input) => endAssignment(act, reference, pathParam(c, 'assignment'), input), {
      to: appraisalPaths.evaluations,
      again: (refused) => showEnd(c, refused),
    }),
  );

async function showExperts(c: RouteContext, more: Pick<ExpertsPageProps, 'invited' | 'values' | 'errors'> = {}): Promise<Response> {
  requireManager(c);
  const experts = (await listEvaluators(c.var.act)).filter(({ role }) => role === 'expert');
  const { suggestions } = await indexParties(c.var.act.db, await asKnownNow(c.var.act));
  return respond(
    c,
    <ExpertsPage experts={experts} cities={await cityNames(c, experts)} suggestions={suggestions} {...more} />,
    more.errors ? 422 : 200,
  );
}

async function showAssignments(c: RouteContext, refused?: RefusedForm): Promise<Response> {
  requireManager(c);
  const { act } = c.var;
  const people = await listEvaluators(act);
  const asked = /^\d{1,4}$/.exec(c.req.query('fait') ?? '');
  return respond(
    c,
    <AssignmentsPage
      dossiers={await listDesk(act, { states: ['submitted', 'completion_asked', 'admissible'] })}
      people={people}
      cities={await cityNames(c, people)}
      asked={asked ? Number(asked[0]) : undefined}
      values={refused?.values ?? { dossiers: c.req.queries('dossier') ?? [] }}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function showEnd(c: RouteContext, refused?: RefusedForm): Promise<Response> {
  requireManager(c);
  const file = await openFile(c.var.act, pathParam(c, 'reference'));
  const found = file.evaluations.find(({ assignment }) => assignment.id === pathParam(c, 'assignment'));
  if (!found || found.assignment.endedAt) throw new Missing('assignment');
  return respond(
    c,
    <EndPage file={file} now={c.var.act.now} assignment={found.assignment} values={refused?.values} errors={refused?.errors} />,
    refused ? 422 : 200,
  );
}

async function cityNames(c: RouteContext, people: readonly { partyId: string | null }[]): Promise<Map<string, string>> {
  const ids = [...new Set(people.flatMap(({ partyId }) => (partyId ? [partyId] : [])))];
  const parties = await findPartiesById(c.var.act.db, ids, await asKnownNow(c.var.act));
  return new Map([...parties].map(([id, { name }]) => [id, inLang(name, c.var.lang)]));
}
