import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Refused } from '../../../../kernel/errors.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { checkInput, type FieldErrors, type FormResult, submitForm } from '../../../../kernel/http/forms.ts';
import { BrokenUpload, readUpload } from '../../../../kernel/http/upload.ts';
import { respond } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { duesPaths } from '../paths.ts';
import { mayKeepDues, maySignExceptions } from '../policy.ts';
import {
  columnsInput,
  handInput,
  matchByHand,
  matchingInput,
  matchLines,
  nameColumns,
  receiveBankFile,
  undoFile,
  undoInput,
} from './commands.ts';
import { guessColumns, signatureOf } from './csv.ts';
import { findColumns, findNamedParties, getBankFile, getLine, listBankFiles, listLines } from './queries.ts';
import { BankColumnsPage, BankFilePage, BankPage, BankUploadPage } from './views/bank-pages.tsx';
import { LinePage, UndoPage } from './views/line-page.tsx';

export const bankRoutes = new Hono<Env>();

type Refusal = Extract<FormResult<unknown>, { ok: false }>;

const uploadInput = z.object({
  encoding: z
    .enum(['', 'windows-1252'])
    .default('')
    .transform((encoding) => encoding || null),
});

bankRoutes.get(duesPaths.bank(), async (c) => {
  const { act } = c.var;
  return respond(c, <BankPage files={await listBankFiles(act)} mayKeep={mayKeepDues(act.actor)} />);
});

bankRoutes.get(duesPaths.newBankFile(), (c) => {
  if (!mayKeepDues(c.var.act.actor)) throw new Forbidden();
  return respond(c, <BankUploadPage />);
});

bankRoutes.post(duesPaths.newBankFile(), async (c) => {
  if (!mayKeepDues(c.var.act.actor)) throw new Forbidden();
  const result = await receive(c);
  if (typeof result === 'string') return seeOther(c, duesPaths.bankFile(result));
  return respond(c, <BankUploadPage errors={result} />, 422);
});

bankRoutes.get(duesPaths.bankFile(':id'), async (c) => {
  const file = await getBankFile(c.var.act, pathParam(c, 'id'));
  return file.waiting ? seeOther(c, duesPaths.bankColumns(file.id)) : showFile(c);
});

bankRoutes.get(duesPaths.bankColumns(':id'), (c) => showColumns(c));
bankRoutes.post(duesPaths.bankColumns(':id'), async (c) => {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const file = await getBankFile(act, pathParam(c, 'id'));
  const result = await submitForm(c, columnsInput, (input) => nameColumns(act, file.id, input));
  return result.ok ? seeOther(c, duesPaths.bankFile(file.id)) : showColumns(c, result);
});

bankRoutes.post(duesPaths.bankMatching(':id'), async (c) => {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const file = await getBankFile(act, pathParam(c, 'id'));
  const result = await submitForm(c, matchingInput, (input) => matchLines(act, file.id, input));
  return result.ok ? seeOther(c, `${duesPaths.bankFile(file.id)}?fait=matched`) : showFile(c, result);
});

bankRoutes.get(duesPaths.bankLine(':id', ':line'), (c) => showLine(c));
bankRoutes.post(duesPaths.bankLine(':id', ':line'), async (c) => {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const file = await getBankFile(act, pathParam(c, 'id'));
  const { line } = await getLine(act, file.id, pathParam(c, 'line'));
  const result = await submitForm(c, handInput, (input) => matchByHand(act, file.id, line.id, input));
  return result.ok ? seeOther(c, `${duesPaths.bankFile(file.id)}?fait=matched`) : showLine(c, result);
});

bankRoutes.get(duesPaths.bankUndoing(':id'), (c) => showUndo(c));
bankRoutes.post(duesPaths.bankUndoing(':id'), async (c) => {
  const { act } = c.var;
  refuseUndoer(c);
  const file = await getBankFile(act, pathParam(c, 'id'));
  const result = await submitForm(c, undoInput, (input) => undoFile(act, file.id, input));
  return result.ok ? seeOther(c, `${duesPaths.bankFile(file.id)}?fait=undone`) : showUndo(c, result);
});

/** The new file's identifier, or what is wrong with it. */
async function receive(c: RouteContext): Promise<string | FieldErrors> {
  const { act, lang } = c.var;
  const t = say.in(lang);
  try {
    const { fields, name, bytes } = await readUpload(c);
    if (name === null) return { file: t('bank.noFile') };
    const read = checkInput(uploadInput, fields, lang);
    if (!read.ok) return read.errors;
    return await receiveBankFile(act, { name, encoding: read.value.encoding, bytes });
  } catch (error) {
    if (error instanceof BrokenUpload) return { file: t('bank.cut') };
    if (error instanceof Refused) return { file: error.sentence(lang) };
    throw error;
  }
}

async function showColumns(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const file = await getBankFile(act, pathParam(c, 'id'));
  if (!file.waiting) return seeOther(c, duesPaths.bankFile(file.id));
  const remembered = await findColumns(act, signatureOf(file.waiting.header));
  return respond(
    c,
    <BankColumnsPage
      file={file}
      table={file.waiting}
      mapping={remembered ?? guessColumns(file.waiting.header)}
      remembered={remembered !== null}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function showFile(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  const file = await getBankFile(act, pathParam(c, 'id'));
  const cases = await listLines(act, file.id);
  return respond(
    c,
    <BankFilePage
      file={file}
      cases={cases}
      parties={await findNamedParties(act, cases)}
      mayKeep={mayKeepDues(act.actor)}
      mayUndo={mayKeepDues(act.actor) || maySignExceptions(act.actor)}
      done={c.req.query('fait')}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function showLine(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const file = await getBankFile(act, pathParam(c, 'id'));
  const found = await getLine(act, file.id, pathParam(c, 'line'));
  // Someone matched it in between: the list says by whom it is now.
  if (!found.match && !refused) return seeOther(c, duesPaths.bankFile(file.id));
  return respond(
    c,
    <LinePage file={file} found={found} parties={await findNamedParties(act, [found])} values={refused?.values} errors={refused?.errors} />,
    refused ? 422 : 200,
  );
}

async function showUndo(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  refuseUndoer(c);
  const file = await getBankFile(act, pathParam(c, 'id'));
  const count = (await listLines(act, file.id)).filter((one) => one.payment).length;
  return respond(c, <UndoPage file={file} count={count} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}

function refuseUndoer(c: RouteContext): void {
  const { actor } = c.var.act;
  if (!mayKeepDues(actor) && !maySignExceptions(actor)) throw new Forbidden();
}
