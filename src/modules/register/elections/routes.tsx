import { Hono } from 'hono';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { withQuery } from '../asked-day.ts';
import { asKnownNow } from '../facts/revision.ts';
import type { Refusal } from '../facts/views/fact-forms.tsx';
import { registerPaths } from '../paths.ts';
import { mayRecord } from '../policy.ts';
import { listSeries } from '../series/queries.ts';
import { listRecentSources } from '../sources.ts';
import { createElectionByForm } from './commands.ts';
import { newElectionInput } from './inputs.ts';
import { NewElectionPage } from './views/new-election-page.tsx';

/** Recording an election; its versions are then recorded as those of any meeting. */
export const electionRoutes = new Hono<Env>()
  .get(registerPaths.newElection(), (c) => showNewElection(c, { values: {}, errors: {} }))
  .post(registerPaths.newElection(), async (c) => {
    if (!mayRecord(c.var.act.actor)) throw new Forbidden();
    const result = await submitForm(c, newElectionInput, (input) => createElectionByForm(c.var.act, input));
    return result.ok
      ? seeOther(
          c,
          result.value.series
            ? withQuery(registerPaths.series(result.value.series), { revision: result.value.revision })
            : registerPaths.allSeries(),
        )
      : showNewElection(c, result, 422);
  });

async function showNewElection(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { act } = c.var;
  if (!mayRecord(act.actor)) throw new Forbidden();
  const series = await listSeries(act.db, await asKnownNow(act));
  return respond(
    c,
    <NewElectionPage refusal={refusal} series={series.map((one) => one.series)} sources={await listRecentSources(act.db)} />,
    status,
  );
}
