import { Hono } from 'hono';
import { z } from 'zod';
import { actorId } from '../../../../kernel/actor.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { asKnownNow, findPartiesById, readPage } from '../../../register/index.ts';
import { duesPaths } from '../paths.ts';
import { maySignExceptions } from '../policy.ts';
import { refusalInput, refuseException, signException } from './commands.ts';
import { findException, listExceptions } from './queries.ts';
import { ExceptionPage, ExceptionsPage } from './views/exceptions-page.tsx';

const pageSize = 50;

export const exceptionRoutes = new Hono<Env>();

exceptionRoutes.get(duesPaths.exceptions(), async (c) => {
  const { act } = c.var;
  const waiting = c.req.query('state') !== 'all';
  const page = readPage(c);
  const { cases, total } = await listExceptions(act, { waiting }, { page, size: pageSize });
  const ids = cases.map((one) => one.exception.partyId);
  const parties = await findPartiesById(act.db, ids, await asKnownNow(act));
  const pages = Math.ceil(total / pageSize);
  return respond(c, <ExceptionsPage cases={cases} parties={parties} total={total} waiting={waiting} page={page} pages={pages} />);
});

exceptionRoutes.get(duesPaths.exception(':id'), (c) => showOne(c));

const answerInput = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('sign') }),
  refusalInput.extend({ answer: z.literal('refuse') }),
]);

exceptionRoutes.post(duesPaths.exception(':id'), async (c) => {
  const { act } = c.var;
  if (!maySignExceptions(act.actor)) throw new Forbidden();
  const { exception } = await findException(act, pathParam(c, 'id'));
  const result = await submitForm(c, answerInput, (input) =>
    input.answer === 'sign' ? signException(act, exception.id) : refuseException(act, exception.id, input),
  );
  return result.ok ? seeOther(c, `${duesPaths.exception(exception.id)}?fait`) : showOne(c, result);
});

async function showOne(c: RouteContext, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act } = c.var;
  const found = await findException(act, pathParam(c, 'id'));
  const { partyId, proposedById } = found.exception;
  const parties = await findPartiesById(act.db, [partyId], await asKnownNow(act));
  const party = parties.get(partyId);
  if (!party) throw new Missing(`party ${partyId}`);
  return respond(
    c,
    <ExceptionPage
      found={found}
      party={party}
      maySign={maySignExceptions(act.actor)}
      own={proposedById === actorId(act.actor)}
      done={c.req.query('fait') !== undefined}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}
