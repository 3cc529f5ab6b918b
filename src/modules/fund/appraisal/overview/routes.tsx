import { Hono } from 'hono';
import { z } from 'zod';
import { listColleagues } from '../../../../kernel/auth/users/queries.ts';
import { type Env, pathParam, type RouteContext } from '../../../../kernel/http/env.ts';
import { respond } from '../../../../ui/index.ts';
import { takeOffAgenda, withdrawalInput } from '../agenda/commands.ts';
import { answerForm, type RefusedForm, wasDone } from '../answer.ts';
import { assignOfficer, officerInput } from '../officers/commands.ts';
import { appraisalPaths } from '../paths.ts';
import { checkReadiness } from '../readiness/check.ts';
import { finishAppraisal, reopenAppraisal, reopeningInput } from '../readiness/commands.ts';
import { openFile } from './queries.ts';
import { AppraisalPage, type OverviewForm } from './views/appraisal-page.tsx';

/** The appraisal of a dossier at a glance, and what moves it on. */
export const overviewRoutes = new Hono<Env>()
  .get(appraisalPaths.dossier(':reference'), (c) => show(c))
  .post(appraisalPaths.officer(':reference'), (c) => answerForm(c, officerInput, assignOfficer, backTo(c, 'officer')))
  .post(appraisalPaths.appraised(':reference'), (c) => answerForm(c, z.object({}), finishAppraisal, backTo(c, 'appraised')))
  .post(appraisalPaths.reopening(':reference'), (c) => answerForm(c, reopeningInput, reopenAppraisal, backTo(c, 'reopening')))
  .post(appraisalPaths.withdrawal(':reference'), (c) => answerForm(c, withdrawalInput, takeOffAgenda, backTo(c, 'withdrawal')));

function backTo(c: RouteContext, form: OverviewForm) {
  return { to: appraisalPaths.dossier, again: ({ values, errors }: RefusedForm) => show(c, { form, values, errors }) };
}

async function show(c: RouteContext, refused?: Parameters<typeof AppraisalPage>[0]['refused']): Promise<Response> {
  const { act } = c.var;
  const file = await openFile(act, pathParam(c, 'reference'));
  const dossier = { ...file.dossier, state: file.state, deposit: file.versions.at(-1)! };
  return respond(
    c,
    <AppraisalPage
      file={file}
      now={act.now}
      done={wasDone(c)}
      readiness={await checkReadiness(act, { dossier, call: file.call })}
      colleagues={file.mayManage ? await listColleagues(act) : []}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}
