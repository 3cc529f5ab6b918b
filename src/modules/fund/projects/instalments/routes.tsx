import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { receiveFile, serveFile } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm, submitUpload } from '../../../../kernel/http/forms.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { respond } from '../../../../ui/index.ts';
import { asKnownNow, findPartiesById } from '../../../register/index.ts';
import { mayManageFund } from '../../policy.ts';
import { projectPaths } from '../paths.ts';
import { maySignForNetwork } from '../policy.ts';
import { findProject, type ProjectCase } from '../queries.ts';
import { proofInput, proveCondition, waiveCondition, waiverInput } from './commands.ts';
import { type ConditionCase, listInstalments } from './queries.ts';
import { ConditionPage } from './views/condition-page.tsx';

/** What an instalment depends on: proved by a file, or waived by the direction. */
export const conditionRoutes = new Hono<Env>();

conditionRoutes.get(projectPaths.condition(':ref', ':id'), (c) => showCondition(c));

conditionRoutes.post(projectPaths.condition(':ref', ':id'), async (c) => {
  const { act } = c.var;
  if (!maySignForNetwork(act.actor)) throw new Forbidden();
  const { found, one } = await readCondition(c);
  const result = await submitForm(c, waiverInput, (input) => waiveCondition(act, found.project.id, one.condition.id, input));
  return result.ok ? seeOther(c, projectPaths.project(found.project.reference)) : showCondition(c, { form: 'waiver', ...result });
});

const largestProof = 20_000_000;

conditionRoutes.post(projectPaths.proofs(':ref', ':id'), async (c) => {
  const { act } = c.var;
  if (!mayManageFund(act.actor)) throw new Forbidden();
  const { found, one } = await readCondition(c);
  const result = await submitUpload(c, proofInput, async (input, upload) => {
    const file = await receiveFile(act, upload, { accept: ['pdf', 'image'], most: largestProof });
    await proveCondition(act, found.project.id, one.condition.id, input, file);
  });
  return result.ok ? seeOther(c, projectPaths.project(found.project.reference)) : showCondition(c, { form: 'proof', ...result });
});

conditionRoutes.get(projectPaths.proof(':ref', ':id', ':proof'), async (c) => {
  const { one } = await readCondition(c);
  const proof = one.proofs.find(({ id }) => id === c.req.param('proof'));
  if (!proof) throw new Missing(`proof ${c.req.param('proof')}`);
  return serveFile(c, proof.fileId);
});

async function readCondition(c: RouteContext): Promise<{ found: ProjectCase; one: ConditionCase; number: number }> {
  const { act } = c.var;
  const found = await findProject(act, pathParam(c, 'ref'));
  for (const { instalment, conditions } of await listInstalments(act.db, found.project.id, dayOf(act.now))) {
    const one = conditions.find(({ condition }) => condition.id === c.req.param('id'));
    if (one) return { found, one, number: instalment.number };
  }
  throw new Missing(`condition ${c.req.param('id')}`);
}

async function showCondition(
  c: RouteContext,
  refused?: { form: 'waiver' | 'proof'; values: FormValues; errors: FieldErrors },
): Promise<Response> {
  const { act, lang } = c.var;
  const { found, one, number } = await readCondition(c);
  const parties = await findPartiesById(act.db, one.condition.donorId ? [one.condition.donorId] : [], await asKnownNow(act));
  return respond(
    c,
    <ConditionPage
      found={found}
      one={one}
      number={number}
      names={new Map([...parties].map(([id, party]) => [id, inLang(party.name, lang)]))}
      mayManage={mayManageFund(act.actor)}
      mayWaive={maySignForNetwork(act.actor)}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}
