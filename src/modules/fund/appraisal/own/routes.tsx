import { Hono } from 'hono';
import { type Env, pathParam } from '../../../../kernel/http/env.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { respond } from '../../../../ui/index.ts';
import { listAdmissibility, listCompletions } from '../admissibility/queries.ts';
import { openAsAuthor } from '../../applications/authors.ts';
import { listSteps } from '../../applications/queries.ts';
import { listAwardsOf } from '../awards/queries.ts';
import { listSharedOpinions } from '../experts/queries.ts';
import { appraisalPaths } from '../paths.ts';
import { OwnPage } from './views/own-page.tsx';

/** What the authors of a dossier read of its appraisal: never a score, a note nor a name. */
export const ownRoutes = new Hono<Env>().get(appraisalPaths.own(':id'), async (c) => {
  const { act } = c.var;
  const dossier = await openAsAuthor(act, pathParam(c, 'id'));
  return respond(
    c,
    <OwnPage
      dossier={dossier}
      today={dayOf(act.now)}
      steps={await listSteps(act.db, dossier.id)}
      admissibility={await listAdmissibility(act.db, dossier.id)}
      completions={await listCompletions(act.db, dossier.id)}
      opinions={await listSharedOpinions(act.db, dossier.id)}
      awards={await listAwardsOf(act.db, dossier.id)}
    />,
  );
});
