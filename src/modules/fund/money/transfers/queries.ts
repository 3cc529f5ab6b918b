import { desc, eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { listPaymentsById } from '../payments/queries.ts';
import { isId } from '../ids.ts';
import { mayReadMoney } from '../policy.ts';
import { fundStatement, fundTransfer, fundTransferDownload, fundTransferFile } from './schema.ts';

/** The files written for the bank, the latest first, and who took each. @throws Forbidden */
export async function listTransferFiles(act: Act) {
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  return readTransferFiles(act, undefined);
}

function readTransferFiles(act: Act, id: string | undefined) {
  return act.db
    .select({ file: columnsOfFile, download: fundTransferDownload })
    .from(fundTransferFile)
    .leftJoin(fundTransferDownload, eq(fundTransferDownload.fileId, fundTransferFile.id))
    .where(id ? eq(fundTransferFile.id, id) : undefined)
    .orderBy(desc(fundTransferFile.at))
    .limit(500);
}
export type TransferFileRow = Awaited<ReturnType<typeof listTransferFiles>>[number];

/** One of them, with its payments. @throws Forbidden, Missing */
export async function findTransferFile(act: Act, id: string) {
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  const [found] = isId(id) ? await readTransferFiles(act, id) : [];
  if (!found) throw new Missing(`transfer file ${id}`);
  const transfers = await act.db.select().from(fundTransfer).where(eq(fundTransfer.fileId, id));
  const payments = await listPaymentsById(
    act.db,
    transfers.map((one) => one.paymentId),
  );
  return { ...found, payments };
}

/** The statements that were brought, the latest first. @throws Forbidden */
export async function listStatements(act: Act) {
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  return act.db.select().from(fundStatement).orderBy(desc(fundStatement.at)).limit(500);
}

// Without what the file holds: bank details are for the bank.
const columnsOfFile = {
  id: fundTransferFile.id,
  messageId: fundTransferFile.messageId,
  currency: fundTransferFile.currency,
  totalCents: fundTransferFile.totalCents,
  count: fundTransferFile.count,
  executeOn: fundTransferFile.executeOn,
  hash: fundTransferFile.hash,
  at: fundTransferFile.at,
  byId: fundTransferFile.byId,
  by: fundTransferFile.by,
};
