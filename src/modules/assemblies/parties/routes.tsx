import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { type Env, pathParam } from '../../../kernel/http/env.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, findParty } from '../../register/index.ts';
import { assemblyPaths } from '../paths.ts';
import { mayReadSittings } from '../policy.ts';
import { listPartySittings } from './queries.ts';
import { PartySittingsPage } from './views/party-sittings-page.tsx';

/** What a party did at the sittings of its bodies. */
export const partyRoutes = new Hono<Env>().get(assemblyPaths.partySittings(':party'), async (c) => {
  const { act } = c.var;
  if (!mayReadSittings(act.actor)) throw new Forbidden();
  const party = await findParty(act.db, pathParam(c, 'party'), await asKnownNow(act));
  if (!party) throw new Missing('party');
  return respond(c, <PartySittingsPage party={party} sittings={await listPartySittings(act, party.id)} />);
});
