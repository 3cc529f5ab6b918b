import { Hono } from 'hono';
import { desc, eq } from 'drizzle-orm';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm } from '../../../kernel/http/forms.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { respond } from '../../../ui/index.ts';
import { termsOn } from '../projects/agreements/terms.ts';
import { listInstalments } from '../projects/instalments/queries.ts';
import { projectPaths } from '../projects/paths.ts';
import { findProject } from '../projects/queries.ts';
import { listAcceptedExpenses } from './charges/queries.ts';
import { listAllocations, listDonorAgreements } from './donors/queries.ts';
import { fundAllocation } from './donors/schema.ts';
import { moneyPaths } from './paths.ts';
import { listPaymentsOf } from './payments/queries.ts';
import { mayBring, mayReadMoney, mayRecordMoney } from './policy.ts';
import { askRecovery, recordRefund, recoveryInput, refundInput, settlementInput, settleProject } from './recoveries/commands.ts';
import { listRecoveries, readMoneyOf } from './recoveries/queries.ts';
import { fundSettlement } from './recoveries/schema.ts';
import { ProjectMoneyPage } from './views/project-money-page.tsx';
import { RecoveriesPage, RecoveryPage } from './recoveries/views/recovery-pages.tsx';

/** Where the money of one project is, what it comes to at its end, what is paid back. */
export const projectMoneyRoutes = new Hono<Env>();

projectMoneyRoutes.get(projectPaths.money(':ref'), (c) => showMoney(c));

projectMoneyRoutes.post(moneyPaths.settlement(':ref'), async (c) => {
  const { act } = c.var;
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const { project } = await findProject(act, pathParam(c, 'ref'));
  const result = await submitForm(c, settlementInput, ({ resources, dueOn, reason }) =>
    settleProject(act, project.id, { resourcesCents: resources ?? 0, dueOn, reason }),
  );
  return result.ok ? seeOther(c, projectPaths.money(project.reference)) : showMoney(c, { form: 'settlement', ...result });
});

projectMoneyRoutes.post(projectPaths.money(':ref'), async (c) => {
  const { act } = c.var;
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const { project } = await findProject(act, pathParam(c, 'ref'));
  const result = await submitForm(c, recoveryInput, (input) => askRecovery(act, project.id, input));
  return result.ok ? seeOther(c, moneyPaths.recoveries()) : showMoney(c, { form: 'recovery', ...result });
});

projectMoneyRoutes.get(moneyPaths.recoveries(), async (c) => {
  const { act } = c.var;
  return respond(c, <RecoveriesPage rows={await listRecoveries(act)} today={dayOf(act.now)} />);
});

projectMoneyRoutes.get(moneyPaths.recovery(':reference'), (c) => showRecovery(c));
projectMoneyRoutes.post(moneyPaths.recovery(':reference'), async (c) => {
  const { act } = c.var;
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const { recovery } = await readRecovery(c);
  const result = await submitForm(c, refundInput, (input) => recordRefund(act, recovery.id, input));
  return result.ok ? seeOther(c, moneyPaths.recovery(recovery.reference)) : showRecovery(c, result);
});

async function readRecovery(c: RouteContext) {
  const found = (await listRecoveries(c.var.act)).find(({ recovery }) => recovery.reference === c.req.param('reference'));
  if (!found) throw new Missing(`recovery ${c.req.param('reference')}`);
  return found;
}

async function showRecovery(c: RouteContext, refused?: { values: FormValues; errors: FieldErrors }): Promise<Response> {
  return respond(
    c,
    <RecoveryPage found={await readRecovery(c)} mayRecord={mayRecordMoney(c.var.act.actor)} refused={refused} />,
    refused ? 422 : 200,
  );
}

async function showMoney(
  c: RouteContext,
  refused?: { form: 'settlement' | 'recovery'; values: FormValues; errors: FieldErrors },
): Promise<Response> {
  const { act } = c.var;
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  const found = await findProject(act, pathParam(c, 'ref'));
  const { id } = found.project;
  const [settlement] = await act.db.select().from(fundSettlement).where(eq(fundSettlement.projectId, id)).orderBy(desc(fundSettlement.at));
  const expenses = await listAcceptedExpenses(act.db, id);
  return respond(
    c,
    <ProjectMoneyPage
      found={found}
      money={await readMoneyOf(act.db, id)}
      terms={await termsOn(act.db, id, dayOf(act.now))}
      eligibleCents={expenses.reduce((sum, one) => sum + one.acceptedCents, 0)}
      instalments={await listInstalments(act.db, id, dayOf(act.now))}
      payments={await listPaymentsOf(act.db, id)}
      allocations={await listAllocations(act.db, eq(fundAllocation.projectId, id))}
      agreements={(await listDonorAgreements(act)).filter((one) => one.freeCents > 0)}
      settlement={settlement ?? null}
      mayRequest={mayBring(act.actor, 'requested')}
      mayRecord={mayRecordMoney(act.actor)}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}
