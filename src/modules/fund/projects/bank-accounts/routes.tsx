import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { receiveFile, serveFile } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm, submitUpload } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { asKnownNow, findParty, type PartyRef } from '../../../register/index.ts';
import { projectPaths } from '../paths.ts';
import { mayKeepBankAccounts } from '../policy.ts';
import { accountEndInput, bankAccountInput, confirmBankAccount, confirmationInput, endBankAccount, enterBankAccount } from './commands.ts';
import { listBankAccounts } from './queries.ts';
import { BankAccountsPage } from './views/bank-accounts-page.tsx';

/** Where parties are paid: entered by one person, confirmed by another. */
export const bankAccountRoutes = new Hono<Env>();

bankAccountRoutes.get(projectPaths.bankAccounts(':slug'), (c) => showAccounts(c));

const largestFile = 10_000_000;

bankAccountRoutes.post(projectPaths.bankAccounts(':slug'), async (c) => {
  const { act } = c.var;
  if (!mayKeepBankAccounts(act.actor)) throw new Forbidden();
  const party = await readParty(c);
  const result = await submitUpload(c, bankAccountInput, async (input, upload) => {
    const file = upload.name === null ? null : await receiveFile(act, upload, { accept: ['pdf', 'image'], most: largestFile });
    await enterBankAccount(act, party.id, input, file);
  });
  return result.ok ? seeOther(c, projectPaths.bankAccounts(party.slug)) : showAccounts(c, result);
});

const answerInput = z.discriminatedUnion('answer', [
  confirmationInput.extend({ answer: z.literal('confirm') }),
  accountEndInput.extend({ answer: z.literal('end') }),
]);

bankAccountRoutes.post(projectPaths.bankAccount(':slug', ':id'), async (c) => {
  const { act } = c.var;
  if (!mayKeepBankAccounts(act.actor)) throw new Forbidden();
  const party = await readParty(c);
  const { account } = await readAccount(c, party);
  const result = await submitForm(c, answerInput, (input) =>
    input.answer === 'confirm' ? confirmBankAccount(act, account.id, input) : endBankAccount(act, account.id, input),
  );
  return result.ok ? seeOther(c, projectPaths.bankAccounts(party.slug)) : showAccounts(c, { ...result, account: account.id });
});

bankAccountRoutes.get(projectPaths.bankAccountFile(':slug', ':id'), async (c) => {
  const { account } = await readAccount(c, await readParty(c));
  if (!account.fileId) throw new Missing(`file of ${account.id}`);
  return serveFile(c, account.fileId);
});

async function readParty(c: RouteContext): Promise<PartyRef> {
  const { act } = c.var;
  if (!mayKeepBankAccounts(act.actor)) throw new Forbidden();
  const party = await findParty(act.db, pathParam(c, 'slug'), await asKnownNow(act));
  if (!party) throw new Missing(`party ${c.req.param('slug')}`);
  return party;
}

async function readAccount(c: RouteContext, party: PartyRef) {
  const found = (await listBankAccounts(c.var.act, party.id)).find(({ account }) => account.id === c.req.param('id'));
  if (!found) throw new Missing(`account ${c.req.param('id')}`);
  return found;
}

async function showAccounts(c: RouteContext, refused?: { values: FormValues; errors: FieldErrors; account?: string }): Promise<Response> {
  const { act } = c.var;
  const party = await readParty(c);
  return respond(
    c,
    <BankAccountsPage
      party={party}
      accounts={await listBankAccounts(act, party.id)}
      actor={act.actor}
      mayKeep={mayKeepBankAccounts(act.actor)}
      now={act.now}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}
