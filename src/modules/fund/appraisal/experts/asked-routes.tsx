import { Hono } from 'hono';
import type { z } from 'zod';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { serveFile } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { submitForm } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { listThemes } from '../../themes/queries.ts';
import { type RefusedForm, wasDone } from '../answer.ts';
import { appraisalPaths } from '../paths.ts';
import { mayBeAsked } from '../policy.ts';
import { giveScores, scoresInput } from '../scoring/commands.ts';
import { findStates } from '../scoring/ranking.ts';
import { declareOwnInterest, giveOpinion, interestInput, opinionInput } from './commands.ts';
import { listAskedOf, listEvaluations } from './queries.ts';
import { findAskedFile, readAsked } from './reading.ts';
import { AskedPage } from './views/asked-page.tsx';
import { type AskedForm, AssignmentPage } from './views/assignment-page.tsx';

/** What was asked of whoever is signed in. */
export const askedRoutes = new Hono<Env>()
  .get(appraisalPaths.asked(), async (c) => {
    const { act } = c.var;
    if (!mayBeAsked(act.actor)) throw new Forbidden();
    const asked = await listAskedOf(act.db, act.actor.id);
    const ids = [...new Set(asked.map(({ dossier }) => dossier.id))];
    return respond(
      c,
      <AskedPage
        asked={asked}
        states={await findStates(act.db, ids)}
        given={[...(await listEvaluations(act.db, ids)).values()].flat()}
        done={wasDone(c)}
      />,
    );
  })
  .get(appraisalPaths.assignment(':id'), (c) => show(c))
  .get(appraisalPaths.assignmentFile(':id', ':file'), async (c) =>
    serveFile(c, await findAskedFile(c.var.act, pathParam(c, 'id'), pathParam(c, 'file'))),
  )
  .post(appraisalPaths.interest(':id'), (c) =>
    // Who has an interest reads nothing: they go back to their list.
    answer(c, 'interest', interestInput, declareOwnInterest, ({ interest }) => interest === 'some'),
  )
  .post(appraisalPaths.opinion(':id'), (c) => answer(c, 'opinion', opinionInput, giveOpinion))
  .post(appraisalPaths.scores(':id'), (c) => answer(c, 'scores', scoresInput, giveScores));

async function answer<S extends z.ZodType>(
  c: RouteContext,
  form: AskedForm,
  input: S,
  run: (act: Act, id: string, value: z.output<S>) => Promise<void>,
  leaves: (value: z.output<S>) => boolean = () => false,
): Promise<Response> {
  const { act } = c.var;
  if (!mayBeAsked(act.actor)) throw new Forbidden();
  const id = pathParam(c, 'id');
  const result = await submitForm(c, input, async (value) => {
    await run(act, id, value);
    return leaves(value);
  });
  if (!result.ok) return show(c, { form, ...result });
  return seeOther(c, `${result.value ? appraisalPaths.asked() : appraisalPaths.assignment(id)}?fait`);
}

async function show(c: RouteContext, refused?: RefusedForm & { form: AskedForm }): Promise<Response> {
  const { act } = c.var;
  const asked = await readAsked(act, pathParam(c, 'id'));
  return respond(
    c,
    <AssignmentPage asked={asked} themes={await listThemes(act.db)} done={wasDone(c)} refused={refused} />,
    refused ? 422 : 200,
  );
}
