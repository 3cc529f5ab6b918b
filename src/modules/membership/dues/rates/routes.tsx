import { Hono } from 'hono';
import { Forbidden } from '../../../../kernel/errors.ts';
import { type Env, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { readPage } from '../../../register/index.ts';
import { duesPaths } from '../paths.ts';
import { mayKeepDues } from '../policy.ts';
import { rateInput, recordRate } from './commands.ts';
import { listRates } from './queries.ts';
import { RatesPage } from './views/rates-page.tsx';

const pageSize = 50;

export const rateRoutes = new Hono<Env>();

rateRoutes.get(duesPaths.rates(), (c) => show(c));
rateRoutes.post(duesPaths.rates(), async (c) => {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const result = await submitForm(c, rateInput, (input) => recordRate(act, input));
  return result.ok ? seeOther(c, `${duesPaths.rates()}?fait`) : show(c, result);
});

async function show(c: RouteContext, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act } = c.var;
  const page = readPage(c);
  const { rates, total } = await listRates(act, { page, size: pageSize });
  return respond(
    c,
    <RatesPage
      rates={rates}
      total={total}
      page={page}
      pages={Math.ceil(total / pageSize)}
      mayKeep={mayKeepDues(act.actor)}
      done={c.req.query('fait') !== undefined}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}
