import { Hono } from 'hono';
import { requireCity } from '../../../../kernel/actor.ts';
import { type Env, pathParam } from '../../../../kernel/http/env.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { respond } from '../../../../ui/index.ts';
import { asKnownNow, findPartiesById } from '../../../register/index.ts';
import { answerOf, checkEligibility } from '../eligibility/check.ts';
import { callPaths } from '../paths.ts';
import { getPublicCall, listPublicCalls } from '../queries.ts';
import { OwnCallPage, OwnCallsPage } from './views/own-call-pages.tsx';

/** The calls as a city reads them: with what the register says of the city itself. */
export const ownCallRoutes = new Hono<Env>()
  .get(callPaths.ownCalls(), async (c) => {
    const { act } = c.var;
    const partyId = requireCity(act.actor);
    const calls = [];
    for (const call of await listPublicCalls(act))
      if (call.standing !== 'closed') calls.push({ call, answer: answerOf(await checkEligibility(act, call, partyId)) });
    return respond(c, <OwnCallsPage calls={calls} />);
  })
  .get(callPaths.ownCall(':slug'), async (c) => {
    const { act, lang } = c.var;
    const partyId = requireCity(act.actor);
    const call = await getPublicCall(act, pathParam(c, 'slug'));
    const party = (await findPartiesById(act.db, [partyId], await asKnownNow(act))).get(partyId);
    return respond(
      c,
      <OwnCallPage call={call} city={inLang(party?.name ?? { fr: '–' }, lang)} lines={await checkEligibility(act, call, partyId)} />,
    );
  });
