import { createHash, randomUUID } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { day } from '../../../../kernel/http/fields.ts';
import { dayOf, formatInstant } from '../../../../kernel/i18n/format.ts';
import { findNetwork, readStatement } from '../../../membership/index.ts';
import { asKnownNow } from '../../../register/index.ts';
import { lockMoney } from '../../ledger/record.ts';
import { findUsableAccount } from '../../projects/bank-accounts/queries.ts';
import { fundBankAccount } from '../../projects/bank-accounts/schema.ts';
import { fundProject } from '../../projects/schema.ts';
import { signedByPerson } from '../../signed.ts';
import { isId } from '../ids.ts';
import { say } from '../messages.ts';
import { executePayment, orderPayment } from '../payments/commands.ts';
import { fundPayment, fundPaymentState } from '../payments/schema.ts';
import { mayRecordMoney } from '../policy.ts';
import { writePain001 } from './pain001.ts';
import { fundStatement, fundStatementMatch, fundTransfer, fundTransferDownload, fundTransferFile } from './schema.ts';
import { findPaymentOf, type KeptLine } from './statements.ts';

export const orderInput = z.object({
  payments: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.uuid()).min(1)),
  executeOn: day,
});

/**
 * Orders payments that were approved: the bank's file and their step are written together, or neither.
 * @returns the file's identifier
 * @throws Forbidden, Missing; Refused where one may not be ordered, or the network has no confirmed account; Invalid for a day gone by
 */
export async function orderPayments(act: Act, { payments: ids, executeOn }: z.output<typeof orderInput>): Promise<string> {
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  if (Temporal.PlainDate.compare(executeOn, dayOf(act.now)) < 0) throw new Invalid({ executeOn: say.later('transfer.past') });
  return inTransaction(act, async (act) => {
    await lockMoney(act);
    const rows = await act.db
      .select({ payment: fundPayment, account: fundBankAccount, project: fundProject })
      .from(fundPayment)
      .innerJoin(fundBankAccount, eq(fundBankAccount.id, fundPayment.bankAccountId))
      .innerJoin(fundProject, eq(fundProject.id, fundPayment.projectId))
      .where(inArray(fundPayment.id, ids))
      .orderBy(fundPayment.reference);
    if (rows.length !== new Set(ids).size) throw new Missing('payments');
    const [currency, other] = [...new Set(rows.map((one) => one.payment.currency))];
    if (other) throw new Refused(say.later('transfer.currencies'));
    const network = await findNetwork(act.db, await asKnownNow(act));
    const from = network && (await findUsableAccount(act, network.id));
    if (!from) throw new Refused(say.later('transfer.noAccount'));
    for (const { payment } of rows) await orderPayment(act, payment.id);
    const id = randomUUID();
    // No two messages have one identifier: a bank refuses, or pays once, what it has already seen.
    const messageId = `BF-${id.replaceAll('-', '').slice(0, 24).toUpperCase()}`;
    const content = writePain001({
      messageId,
      createdAt: act.now,
      executeOn,
      currency: currency!,
      from,
      transfers: rows.map(({ payment, account, project }) => ({
        reference: payment.reference,
        amountCents: payment.amountCents,
        to: account,
        words: `${payment.reference} ${project.reference} ${project.titleFr}`,
      })),
    });
    await act.db.insert(fundTransferFile).values({
      id,
      messageId,
      currency: currency!,
      totalCents: rows.reduce((total, one) => total + one.payment.amountCents, 0),
      count: rows.length,
      executeOn,
      content,
      hash: hashOf(content),
      ...signedByPerson(act),
    });
    await act.db.insert(fundTransfer).values(rows.map(({ payment }) => ({ fileId: id, paymentId: payment.id })));
    await audit(act, {
      command: 'fund.transfer.order',
      subject: messageId,
      detail: { payments: rows.map((one) => one.payment.reference) },
    });
    return id;
  });
}

/** Hands out a bank's file, once: who took it and its hash are kept. @throws Forbidden, Missing; Refused a second time */
export async function takeTransferFile(act: Act, id: string): Promise<{ name: string; content: string }> {
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const [file] = await act.db.select().from(fundTransferFile).where(eq(fundTransferFile.id, id)).for('update');
    if (!file) throw new Missing(`transfer file ${id}`);
    const [taken] = await act.db.select().from(fundTransferDownload).where(eq(fundTransferDownload.fileId, id));
    if (taken) throw new Refused((lang) => say.in(lang)('transfer.taken', { by: taken.by, at: formatInstant(taken.at, lang) }));
    const hash = hashOf(file.content);
    if (hash !== file.hash) throw new Error(`the transfer file ${id} is not the one that was written`);
    await act.db.insert(fundTransferDownload).values({ fileId: id, hash, ...signedByPerson(act) });
    await audit(act, { command: 'fund.transfer.take', subject: file.messageId, detail: { hash } });
    return { name: `${file.messageId}.xml`, content: file.content };
  });
}

/**
 * Takes a statement in and keeps it; what it executes is said by `matchStatement`.
 * @returns its identifier
 * @throws Forbidden; Refused where it cannot be read, or was brought before
 */
export async function receiveStatement(
  act: Act,
  { name, encoding = null, bytes }: { name: string; encoding?: 'windows-1252' | null; bytes: AsyncIterable<Uint8Array> },
): Promise<string> {
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const { sha256, statement } = await readStatement(bytes, encoding);
  return inTransaction(act, async (act) => {
    await lockMoney(act);
    const [before] = await act.db.select().from(fundStatement).where(eq(fundStatement.sha256, sha256));
    if (before) throw new Refused((lang) => say.in(lang)('statement.same', { by: before.by, at: formatInstant(before.at, lang) }));
    const id = randomUUID();
    const lines = statement.lines.map(({ bookedOn, amountCents, currency, reference, words }): KeptLine => ({
      bookedOn: bookedOn.toString(),
      amountCents,
      currency,
      reference,
      words,
    }));
    await act.db
      .insert(fundStatement)
      .values({ id, name: name.slice(0, 200), sha256, account: statement.account, lines, ...signedByPerson(act) });
    await audit(act, { command: 'fund.statement.receive', subject: name.slice(0, 200), detail: { id, lines: lines.length } });
    return id;
  });
}

/** A line of a statement with the ordered payment that it bears the reference of, or why it has none. */
export interface LineCase {
  number: number;
  line: KeptLine;
  payment: { id: string; reference: string } | null;
  state: 'found' | 'done' | 'amount' | 'none';
}

/** What each line of a statement says of the payments that were ordered. @throws Forbidden, Missing */
export async function readStatementLines(
  act: Act,
  id: string,
): Promise<{ statement: typeof fundStatement.$inferSelect; cases: LineCase[] }> {
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const [statement] = isId(id) ? await act.db.select().from(fundStatement).where(eq(fundStatement.id, id)) : [];
  if (!statement) throw new Missing(`statement ${id}`);
  const payments = await act.db
    .select({ payment: fundPayment, state: fundPaymentState.state })
    .from(fundPayment)
    .innerJoin(fundPaymentState, eq(fundPaymentState.paymentId, fundPayment.id))
    .where(inArray(fundPaymentState.state, ['ordered', 'executed']));
  const cases = statement.lines.map((line, number): LineCase => {
    const found = findPaymentOf(line, payments);
    if (!found) return { number, line, payment: null, state: 'none' };
    const { id, reference, amountCents, currency } = found.payment;
    const isSame = -line.amountCents === amountCents && line.currency === currency;
    return { number, line, payment: { id, reference }, state: found.state === 'executed' ? 'done' : isSame ? 'found' : 'amount' };
  });
  return { statement, cases };
}

/** Executes every ordered payment that a line of the statement bears, to the cent. @returns how many @throws Forbidden, Missing, Refused */
export async function matchStatement(act: Act, id: string): Promise<number> {
  return inTransaction(act, async (act) => {
    await lockMoney(act);
    const { cases } = await readStatementLines(act, id);
    const found = cases.filter((one) => one.state === 'found');
    if (found.length === 0) throw new Refused(say.later('statement.nothing'));
    for (const { number, line, payment } of found) {
      await executePayment(act, payment!.id, { executedOn: Temporal.PlainDate.from(line.bookedOn) });
      await act.db.insert(fundStatementMatch).values({ statementId: id, line: number, paymentId: payment!.id, ...signedByPerson(act) });
    }
    return found.length;
  });
}

function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
