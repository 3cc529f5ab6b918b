import { Hono } from 'hono';
import { type Env, pathParam, type RouteContext } from '../../../../kernel/http/env.ts';
import { respond } from '../../../../ui/index.ts';
import { checkEligibility } from '../../calls/eligibility/check.ts';
import { answerForm, type RefusedForm, wasDone } from '../answer.ts';
import { openFile } from '../overview/queries.ts';
import { appraisalPaths } from '../paths.ts';
import { admissibilityInput, askCompletion, completionInput, decideAdmissibility } from './commands.ts';
import { listAdmissibility, listCompletions } from './queries.ts';
import { AdmissibilityPage, type AdmissibilityPageProps } from './views/admissibility-page.tsx';

/** Admissibility of a dossier, and what is asked to complete it. */
export const admissibilityRoutes = new Hono<Env>()
  .get(appraisalPaths.admissibility(':reference'), (c) => show(c))
  .post(appraisalPaths.admissibility(':reference'), (c) =>
    answerForm(c, admissibilityInput, decideAdmissibility, backTo(c, 'admissibility')),
  )
  .post(appraisalPaths.completions(':reference'), (c) => answerForm(c, completionInput, askCompletion, backTo(c, 'completion')));

function backTo(c: RouteContext, form: 'admissibility' | 'completion') {
  return { to: appraisalPaths.admissibility, again: ({ values, errors }: RefusedForm) => show(c, { form, values, errors }) };
}

async function show(c: RouteContext, refused?: AdmissibilityPageProps['refused']): Promise<Response> {
  const { act } = c.var;
  const file = await openFile(act, pathParam(c, 'reference'));
  return respond(
    c,
    <AdmissibilityPage
      file={file}
      now={act.now}
      done={wasDone(c)}
      eligibility={await checkEligibility(act, file.call, file.dossier.leadId)}
      said={await listAdmissibility(act.db, file.dossier.id)}
      completions={await listCompletions(act.db, file.dossier.id)}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}
