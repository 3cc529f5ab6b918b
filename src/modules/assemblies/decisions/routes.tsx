import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { Forbidden } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { assemblyPaths } from '../paths.ts';
import { mayReadSittings, maySignException } from '../policy.ts';
import { voteResult } from '../schema.ts';
import { listAllBodies } from '../sittings/queries.ts';
import { getBody } from '../voters/queries.ts';
import { cancelDecision, cancellationInput } from './commands.ts';
import { listDecisions, readDecision } from './queries.ts';
import { DecisionPage } from './views/decision-page.tsx';
import { DecisionsPage } from './views/decisions-page.tsx';

export const decisionRoutes = new Hono<Env>();

decisionRoutes.get(assemblyPaths.decisions(), async (c) => {
  const { act, lang } = c.var;
  const decisions = await listDecisions(act.db, { onlyPublic: !mayReadSittings(act.actor) });
  const format = wantsExport(c);
  if (!format) return respond(c, <DecisionsPage decisions={decisions} bodies={await listAllBodies(act)} />);
  return exportTable(c, {
    filename: 'decisions',
    columns: [
      { key: 'number', label: say.later('decisions.number'), type: 'text' },
      { key: 'about', label: say.later('decisions.about'), type: 'text' },
      { key: 'text', label: say.later('decisions.text'), type: 'text' },
      { key: 'on', label: say.later('decisions.on'), type: 'date' },
      { key: 'cancelled', label: say.later('decisions.cancelled'), type: 'text' },
    ],
    rows: decisions.map((one) => ({
      number: one.code,
      about: inLang(one.title, lang),
      text: inLang(one.text, lang),
      on: dayOf(one.at),
      cancelled: one.cancelled?.reason ?? '',
    })),
    format,
  });
});

decisionRoutes.get(assemblyPaths.decision(':code'), async (c) => show(c));

decisionRoutes.post(assemblyPaths.cancellation(':code'), async (c) => {
  if (!maySignException(c.var.act.actor)) throw new Forbidden();
  const code = pathParam(c, 'code');
  const result = await submitForm(c, cancellationInput, (input) => cancelDecision(c.var.act, code, input));
  return result.ok ? seeOther(c, assemblyPaths.decision(code)) : show(c, result);
});

async function show(c: RouteContext, refused?: Extract<FormResult<unknown>, { ok: false }>): Promise<Response> {
  const { act } = c.var;
  const decision = await readDecision(act, pathParam(c, 'code'));
  const [voted] = decision.voteId
    ? await act.db.select({ result: voteResult.result }).from(voteResult).where(eq(voteResult.voteId, decision.voteId))
    : [];
  return respond(
    c,
    <DecisionPage
      decision={decision}
      body={await getBody(act, decision.sitting.bodyId)}
      result={voted?.result ?? null}
      mayCancel={maySignException(act.actor)}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}
