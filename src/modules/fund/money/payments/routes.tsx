import { Hono } from 'hono';
import { z } from 'zod';
import { actorId } from '../../../../kernel/actor.ts';
import { Forbidden } from '../../../../kernel/errors.ts';
import { type ExportColumn, exportTable, wantsExport } from '../../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../../kernel/http/forms.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { respond } from '../../../../ui/index.ts';
import { readChoice } from '../../../register/index.ts';
import { listInstalments } from '../../projects/instalments/queries.ts';
import { findProject } from '../../projects/queries.ts';
import { say } from '../messages.ts';
import { moneyPaths } from '../paths.ts';
import { mayBring } from '../policy.ts';
import { orderInput, orderPayments } from '../transfers/commands.ts';
import { approvePayment, executePayment, executionInput, requestPayment, returnInput, returnPayment, verifyPayment } from './commands.ts';
import { findPayment, listPayments, listSteps } from './queries.ts';
import { conflictOf, nextState } from './rules.ts';
import { paymentStates } from './schema.ts';
import { PaymentPage, PaymentsPage } from './views/payment-pages.tsx';

/** Payments, step by step. */
export const paymentRoutes = new Hono<Env>();

type Refusal = Extract<FormResult<unknown>, { ok: false }>;

paymentRoutes.get(moneyPaths.payments(), async (c) => {
  const format = wantsExport(c);
  if (!format) return showPayments(c);
  const { act, lang } = c.var;
  const rows = await listPayments(act, readChoice(c, 'state', paymentStates) ?? null);
  return exportTable(c, {
    filename: `versements-${dayOf(act.now).toString()}`,
    columns,
    rows: rows.map(({ payment, state, since, reference, title, instalment }) => ({
      payment: payment.reference,
      project: reference,
      title,
      instalment,
      amount: payment.amountCents / 100,
      currency: payment.currency,
      state: say.in(lang)(`payment.state.${state}`),
      since,
    })),
    format,
  });
});

paymentRoutes.post(moneyPaths.transfers(), async (c) => {
  const { act } = c.var;
  if (!mayBring(act.actor, 'ordered')) throw new Forbidden();
  const result = await submitForm(c, orderInput, (input) => orderPayments(act, input));
  return result.ok ? seeOther(c, moneyPaths.transfer(result.value)) : showPayments(c, result);
});

paymentRoutes.post(moneyPaths.request(':ref', ':number'), async (c) => {
  const { act } = c.var;
  if (!mayBring(act.actor, 'requested')) throw new Forbidden();
  const { project } = await findProject(act, pathParam(c, 'ref'));
  const payment = await requestPayment(act, project.id, Number(pathParam(c, 'number')) || 0);
  return seeOther(c, moneyPaths.payment(payment.reference));
});

paymentRoutes.get(moneyPaths.payment(':reference'), (c) => showPayment(c));

const stepInput = z.discriminatedUnion('to', [
  z.object({ to: z.literal('verified') }),
  z.object({ to: z.literal('approved') }),
  executionInput.extend({ to: z.literal('executed') }),
  returnInput.extend({ to: z.literal('returned') }),
]);

paymentRoutes.post(moneyPaths.payment(':reference'), async (c) => {
  const { act } = c.var;
  const { payment } = await findPayment(act, pathParam(c, 'reference'));
  const result = await submitForm(c, stepInput, (input) => {
    switch (input.to) {
      case 'verified':
        return verifyPayment(act, payment.id);
      case 'approved':
        return approvePayment(act, payment.id);
      case 'executed':
        return executePayment(act, payment.id, input);
      case 'returned':
        return returnPayment(act, payment.id, input);
    }
  });
  return result.ok ? seeOther(c, moneyPaths.payment(payment.reference)) : showPayment(c, result);
});

async function showPayments(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  const state = refused ? 'approved' : (readChoice(c, 'state', paymentStates) ?? null);
  const rows = await listPayments(act, state);
  const orderable: string[] = [];
  if (state === 'approved' && mayBring(act.actor, 'ordered')) {
    for (const { payment } of rows)
      if (!conflictOf(await listSteps(act.db, payment.id), 'ordered', actorId(act.actor) ?? '')) orderable.push(payment.id);
  }
  return respond(c, <PaymentsPage rows={rows} state={state} orderable={orderable} refused={refused} />, refused ? 422 : 200);
}

async function showPayment(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  const found = await findPayment(act, pathParam(c, 'reference'));
  const next = nextState(found.state);
  const cases = await listInstalments(act.db, found.payment.projectId, dayOf(act.now));
  return respond(
    c,
    <PaymentPage
      found={found}
      instalment={cases.find(({ instalment }) => instalment.id === found.payment.instalmentId)!}
      mayGoOn={next !== null && mayBring(act.actor, next)}
      conflict={next && conflictOf(found.steps, next, actorId(act.actor) ?? '')}
      mayReturn={mayBring(act.actor, 'returned')}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}

const columns: ExportColumn[] = [
  { key: 'payment', label: say.later('column.payment'), type: 'text' },
  { key: 'project', label: say.later('column.project'), type: 'text' },
  { key: 'title', label: say.later('column.title'), type: 'text' },
  { key: 'instalment', label: say.later('column.instalmentNumber'), type: 'number' },
  { key: 'amount', label: say.later('column.amount'), type: 'number' },
  { key: 'currency', label: say.later('column.currency'), type: 'text' },
  { key: 'state', label: say.later('column.state'), type: 'text' },
  { key: 'since', label: say.later('column.since'), type: 'date' },
];
