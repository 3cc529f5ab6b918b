import { Hono } from 'hono';
import { Invalid, Refused } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { formValues } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { assemblyPaths } from '../paths.ts';
import { readSays } from './ballot-fields.ts';
import { readVoterPage } from './queries.ts';
import { VoterPage, type VoterPageProps } from './views/voter-page.tsx';
import { arriveByLink, voteByLink } from './voter-commands.ts';

/** What a voter's link opens. Nobody is counted by their address here: a whole assembly votes from one room. */
export const voterRoutes = new Hono<Env>()
  .get(assemblyPaths.voter(':token'), async (c) => {
    const done = c.req.query('fait');
    return show(c, { done: done === 'vote' || done === 'presence' ? done : undefined });
  })
  .post(assemblyPaths.voterPresence(':token'), async (c) => {
    const token = pathParam(c, 'token');
    await arriveByLink(c.var.act, token);
    return seeOther(c, `${assemblyPaths.voter(token)}?fait=presence`);
  })
  .post(assemblyPaths.voterBallot(':token', ':vote'), async (c) => {
    const [token, voteId] = [pathParam(c, 'token'), pathParam(c, 'vote')];
    const values = await formValues(c);
    const asked = typeof values['party'] === 'string' ? values['party'] : null;
    try {
      await voteByLink(c.var.act, token, voteId, asked, (form, voices) => readSays(form, voices, values));
      return seeOther(c, `${assemblyPaths.voter(token)}?fait=vote`);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Invalid)) throw error;
      const sentence = error instanceof Refused ? error.sentence : Object.values(error.fields)[0]!;
      // What was chosen is not printed again where it may be seen over a shoulder: only why it was refused.
      const refused = { vote: voteId, party: asked, values: {}, errors: { '': sentence(c.var.lang) } };
      return show(c, { refused }, error instanceof Refused ? 409 : 422);
    }
  });

async function show(c: RouteContext, more: Pick<VoterPageProps, 'refused' | 'done'>, status: 200 | 409 | 422 = 200): Promise<Response> {
  const token = pathParam(c, 'token');
  const found = await readVoterPage(c.var.act, token);
  const response = respond(c, <VoterPage token={token} found={found} {...more} />, status);
  // A page of one voter is kept by nobody, and its address is told to no other site.
  response.headers.set('cache-control', 'no-store');
  response.headers.set('referrer-policy', 'no-referrer');
  return response;
}
