import { Hono } from 'hono';
import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import type { Act } from '../../../../kernel/act.ts';
import { type Actor } from '../../../../kernel/actor.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../../kernel/http/forms.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { respond } from '../../../../ui/index.ts';
import { recordPastDue, pastDueInput, resendCall } from '../calls/commands.ts';
import { contactInput, nameContact } from '../contacts/commands.ts';
import { askReversal, proposeRefund, proposeWaiver, refundInput, reversalInput, waiverInput } from '../exceptions/commands.ts';
import { isId } from '../ids.ts';
import { findOperation } from '../ledger/record.ts';
import { duesPaths } from '../paths.ts';
import { paymentInput, recordPayment } from '../payments/commands.ts';
import { mayKeepDues, mayPropose } from '../policy.ts';
import { pastReminderInput, pauseInput, pauseReminders, recordReminder } from '../reminders/commands.ts';
import { readSetting } from '../settings/queries.ts';
import { type Account, getAccount, getOwnAccount } from './queries.ts';
import { sendCallPdf, sendStatementPdf } from './paper-routes.ts';
import { AccountPage, doneThings } from './views/account-page.tsx';
import {
  ContactFields,
  PastDueFields,
  PastReminderFields,
  PaymentFields,
  ReasonField,
  RefundFields,
  ReversalFields,
  WaiverFields,
} from './views/ask-fields.tsx';
import { type Asked, AskPage } from './views/ask-page.tsx';
import { OwnAccountPage } from './views/own-account-page.tsx';

export const accountRoutes = new Hono<Env>();

accountRoutes.get(duesPaths.ownAccount(), async (c) => respond(c, <OwnAccountPage account={await getOwnAccount(c.var.act)} />));

accountRoutes.get(duesPaths.ownStatementPdf(), async (c) => sendStatementPdf(c, (await getOwnAccount(c.var.act)).party));

accountRoutes.get('/espace/cotisations/appels/:file{.+\\.pdf}', async (c) =>
  sendCallPdf(c, (await getOwnAccount(c.var.act)).party, callId(c)),
);

accountRoutes.get(duesPaths.account(':slug'), async (c) => {
  const { act } = c.var;
  const account = await getAccount(act, pathParam(c, 'slug'));
  const done = doneThings.find((one) => one === c.req.query('fait'));
  return respond(c, <AccountPage account={account} mayKeep={mayKeepDues(act.actor)} mayPropose={mayPropose(act.actor)} done={done} />);
});

accountRoutes.get(duesPaths.statementPdf(':slug'), async (c) =>
  sendStatementPdf(c, (await getAccount(c.var.act, pathParam(c, 'slug'))).party),
);

accountRoutes.get('/cotisations/comptes/:slug/appels/:file{.+\\.pdf}', async (c) =>
  sendCallPdf(c, (await getAccount(c.var.act, pathParam(c, 'slug'))).party, callId(c)),
);

accountRoutes.post(duesPaths.resend(':slug', ':id'), async (c) => {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const { party } = await getAccount(act, pathParam(c, 'slug'));
  await resendCall(act, party.id, pathParam(c, 'id'));
  return seeOther(c, `${duesPaths.account(party.slug)}?fait=resend`);
});

ask('payment', duesPaths.payment, mayKeepDues, paymentInput, recordPayment, (account) => <PaymentFields account={account} />);
ask('waiver', duesPaths.waiver, mayPropose, waiverInput, proposeWaiver, (account) => <WaiverFields account={account} />);
ask('refund', duesPaths.refund, mayPropose, refundInput, proposeRefund, (account) => <RefundFields account={account} />);
ask('pastDue', duesPaths.pastDue, mayKeepDues, pastDueInput, recordPastDue, () => <PastDueFields />);
ask('pastReminder', duesPaths.pastReminder, mayKeepDues, pastReminderInput, recordReminder, (account) => (
  <PastReminderFields account={account} />
));
ask('contact', duesPaths.contact, mayKeepDues, contactInput, nameContact, (account) => <ContactFields account={account} />);

accountRoutes.get(duesPaths.pause(':slug'), async (c) => showPause(c));
accountRoutes.post(duesPaths.pause(':slug'), async (c) => {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const { party, pause } = await getAccount(act, pathParam(c, 'slug'));
  const result = await submitForm(c, pauseInput, (input) => pauseReminders(act, party.id, pause === null, input));
  if (!result.ok) return showPause(c, result);
  return seeOther(c, `${duesPaths.account(party.slug)}?fait=${pause ? 'resume' : 'pause'}`);
});

accountRoutes.get(duesPaths.reversal(':slug', ':entry'), async (c) => showReversal(c));
accountRoutes.post(duesPaths.reversal(':slug', ':entry'), async (c) => {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const { party } = await getAccount(act, pathParam(c, 'slug'));
  const result = await submitForm(c, reversalInput, (input) => askReversal(act, party.id, entryId(c), input));
  if (!result.ok) return showReversal(c, result);
  return seeOther(c, `${duesPaths.account(party.slug)}?fait=${result.value.done ? 'reversal' : 'proposed'}`);
});

type Refused = Extract<FormResult<unknown>, { ok: false }>;

/** One thing that is done on an account: its page asks, its form does. */
function ask<S extends z.ZodType>(
  asked: Exclude<Asked, 'reversal' | 'pause' | 'resume'>,
  pathOf: (slug: string) => string,
  may: (actor: Actor) => boolean,
  input: S,
  run: (act: Act, partyId: string, input: z.output<S>) => Promise<unknown>,
  fields: (account: Account) => ComponentChildren,
): void {
  const show = async (c: RouteContext, refused?: Refused) => {
    if (!may(c.var.act.actor)) throw new Forbidden();
    const account = await getAccount(c.var.act, pathParam(c, 'slug'));
    return respond(
      c,
      <AskPage asked={asked} party={account.party} action={pathOf(account.party.slug)} values={refused?.values} errors={refused?.errors}>
        {fields(account)}
      </AskPage>,
      refused ? 422 : 200,
    );
  };
  accountRoutes.get(pathOf(':slug'), (c) => show(c));
  accountRoutes.post(pathOf(':slug'), async (c) => {
    const { act } = c.var;
    if (!may(act.actor)) throw new Forbidden();
    const { party } = await getAccount(act, pathParam(c, 'slug'));
    const result = await submitForm(c, input, (value) => run(act, party.id, value));
    return result.ok ? seeOther(c, `${duesPaths.account(party.slug)}?fait=${asked}`) : show(c, result);
  });
}

async function showPause(c: RouteContext, refused?: Refused): Promise<Response> {
  if (!mayKeepDues(c.var.act.actor)) throw new Forbidden();
  const { party, pause } = await getAccount(c.var.act, pathParam(c, 'slug'));
  return respond(
    c,
    <AskPage
      asked={pause ? 'resume' : 'pause'}
      party={party}
      action={duesPaths.pause(party.slug)}
      values={refused?.values}
      errors={refused?.errors}
    >
      <ReasonField />
    </AskPage>,
    refused ? 422 : 200,
  );
}

async function showReversal(c: RouteContext, refused?: Refused): Promise<Response> {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const { party } = await getAccount(act, pathParam(c, 'slug'));
  const entries = await findOperation(act, entryId(c));
  if (entries.some((one) => one.partyId !== party.id)) throw new Missing('entry');
  const { cents } = await readSetting(act.db, 'reversal_threshold', dayOf(act.now));
  return respond(
    c,
    <AskPage
      asked="reversal"
      party={party}
      action={duesPaths.reversal(party.slug, entryId(c))}
      values={refused?.values}
      errors={refused?.errors}
    >
      <ReversalFields entries={entries} threshold={cents} />
    </AskPage>,
    refused ? 422 : 200,
  );
}

function entryId(c: RouteContext): string {
  const id = pathParam(c, 'entry');
  if (!isId(id)) throw new Missing('entry');
  return id;
}

function callId(c: RouteContext): string {
  return pathParam(c, 'file').replace(/\.pdf$/, '');
}
