import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Invalid } from '../../../../kernel/errors.ts';
import { serveBytes } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, submitForm, submitUpload } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { moneyPaths } from '../paths.ts';
import { mayRecordMoney } from '../policy.ts';
import { matchStatement, readStatementLines, receiveStatement, takeTransferFile } from './commands.ts';
import { findTransferFile, listStatements, listTransferFiles } from './queries.ts';
import { StatementPage, StatementsPage, TransferPage, TransfersPage } from './views/transfer-pages.tsx';

/** Files for the bank, and statements from it. */
export const transferRoutes = new Hono<Env>();

transferRoutes.get(moneyPaths.transfers(), async (c) => respond(c, <TransfersPage files={await listTransferFiles(c.var.act)} />));

transferRoutes.get(moneyPaths.transfer(':id'), async (c) => {
  const { act } = c.var;
  return respond(c, <TransferPage found={await findTransferFile(act, pathParam(c, 'id'))} mayTake={mayRecordMoney(act.actor)} />);
});

// A file leaves once: taking it changes something, so it is posted.
transferRoutes.post(moneyPaths.transferFile(':id'), async (c) => {
  const { act } = c.var;
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const { file } = await findTransferFile(act, pathParam(c, 'id'));
  const { name, content } = await takeTransferFile(act, file.id);
  return serveBytes(c, { name, mediaType: 'application/xml', bytes: Buffer.from(content) });
});

transferRoutes.get(moneyPaths.statements(), (c) => showStatements(c));

const uploadInput = z.object({
  encoding: z
    .enum(['', 'windows-1252'])
    .default('')
    .transform((encoding) => encoding || null),
});

transferRoutes.post(moneyPaths.statements(), async (c) => {
  const { act } = c.var;
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const result = await submitUpload(c, uploadInput, async ({ encoding }, { name, bytes }) => {
    if (name === null) throw new Invalid({ file: say.later('statement.noFile') });
    return receiveStatement(act, { name, encoding, bytes });
  });
  return result.ok ? seeOther(c, moneyPaths.statement(result.value)) : showStatements(c, result.errors);
});

transferRoutes.get(moneyPaths.statement(':id'), (c) => showStatement(c));
transferRoutes.post(moneyPaths.statement(':id'), async (c) => {
  const { act } = c.var;
  if (!mayRecordMoney(act.actor)) throw new Forbidden();
  const { statement } = await readStatementLines(act, pathParam(c, 'id'));
  const result = await submitForm(c, z.object({}), () => matchStatement(act, statement.id));
  return result.ok ? seeOther(c, `${moneyPaths.statement(statement.id)}?fait`) : showStatement(c, result.errors);
});

async function showStatements(c: RouteContext, errors?: FieldErrors): Promise<Response> {
  const { act } = c.var;
  return respond(
    c,
    <StatementsPage statements={await listStatements(act)} mayBring={mayRecordMoney(act.actor)} errors={errors} />,
    errors ? 422 : 200,
  );
}

async function showStatement(c: RouteContext, errors?: FieldErrors): Promise<Response> {
  const found = await readStatementLines(c.var.act, pathParam(c, 'id'));
  return respond(c, <StatementPage {...found} done={c.req.query('fait') !== undefined} errors={errors} />, errors ? 422 : 200);
}
