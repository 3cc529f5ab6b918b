import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { withQuery } from '../asked-day.ts';
import { asKnownNow } from '../facts/revision.ts';
import { recordByForm, type RecordInput } from '../facts/commands.ts';
import { factForms, recordInput } from '../facts/forms.ts';
import { RecordFactPage, type Refusal } from '../facts/views/fact-forms.tsx';
import { say as sayRegister } from '../messages.ts';
import { registerPaths } from '../paths.ts';
import { mayRecord } from '../policy.ts';
import { listSeries } from '../series/queries.ts';
import { listRecentSources } from '../sources.ts';
import { createElectionByForm } from './commands.ts';
import { listElections } from './queries.ts';
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
  })
  .get(registerPaths.votingDay(':event'), (c) => showVotingDay(c, { values: {}, errors: {} }))
  .post(registerPaths.votingDay(':event'), async (c) => {
    const { slug, href } = await findElection(c);
    const result = await submitForm(c, recordInput(factForms['voting_day']!), (input) =>
      recordByForm(c.var.act, 'voting_day', { event: slug }, input as unknown as RecordInput),
    );
    return result.ok ? seeOther(c, withQuery(href, { revision: result.value })) : showVotingDay(c, result, 422);
  });

/** The election that the address names, and the page of its series. @throws Missing */
async function findElection(c: RouteContext): Promise<{ slug: string; href: string }> {
  const { act } = c.var;
  if (!mayRecord(act.actor)) throw new Forbidden();
  const { elections } = await listElections(act.db, await asKnownNow(act));
  const found = elections.find(({ slug }) => slug === pathParam(c, 'event'));
  if (!found) throw new Missing('election');
  return { slug: found.slug, href: found.series ? registerPaths.series(found.series) : registerPaths.allSeries() };
}

async function showVotingDay(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { href } = await findElection(c);
  const subject = { text: sayRegister.in(c.var.lang)('series.title'), href };
  const sources = await listRecentSources(c.var.act.db);
  return respond(c, <RecordFactPage kind="voting_day" subject={subject} refusal={refusal} sources={sources} holders={[]} />, status);
}

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
