import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Invalid, Missing } from '../../../kernel/errors.ts';
import { serveBytes, serveFile } from '../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FieldErrors, submitForm } from '../../../kernel/http/forms.ts';
import { BrokenUpload, readUpload } from '../../../kernel/http/upload.ts';
import { clearedInput, clearTrouble, listTroubles, type TroubledAddress } from '../../../kernel/mail/addresses.ts';
import { resendMail, vouchMail } from '../../../kernel/mail/doubts.ts';
import { findMailFile, findReturnedFile, getMail, listMails } from '../../../kernel/mail/outbox.ts';
import { mayReadOutbox } from '../../../kernel/mail/policy.ts';
import { longestReturn, recordReturn } from '../../../kernel/mail/returns.ts';
import { mailStates } from '../../../kernel/mail/schema.ts';
import { asKnownNow, findPartiesById, type PartyRef } from '../../../modules/register/index.ts';
import { respond } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { operationPaths } from '../paths.ts';
import { AddressesPage, ClearingPage } from './addresses-page.tsx';
import { MailPage } from './mail-page.tsx';
import { MailsPage } from './mails-page.tsx';
import { ReturnsPage } from './returns-page.tsx';

const size = 50;
const mailsQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  etat: z.enum(mailStates).optional().catch(undefined),
});
const done = z.enum(['resent', 'vouched', 'returned']).optional().catch(undefined);

/** Mails: what was written, what became of it, what came back, for those who may read the outbox. */
export const mailRoutes = new Hono<Env>()
  .get(operationPaths.mails(), async (c) => {
    const { page, etat } = mailsQuery.parse(c.req.query());
    const { mails, total } = await listMails(c.var.act, etat, { page, size });
    return respond(
      c,
      <MailsPage
        mails={mails}
        total={total}
        page={page}
        pages={Math.ceil(total / size)}
        state={etat}
        sendsMail={c.var.act.site.sendsMail}
      />,
    );
  })
  .get(operationPaths.returns(), (c) => showReturns(c, {}))
  .post(operationPaths.returns(), async (c) => {
    if (!mayReadOutbox(c.var.act.actor)) throw new Forbidden();
    const read = await readWhole(c);
    if (!(read instanceof Uint8Array)) return showReturns(c, { file: read }, 422);
    try {
      const { mailId } = await recordReturn(c.var.act, read);
      return seeOther(c, `${operationPaths.mail(mailId)}?fait=returned`);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return showReturns(c, { file: error.fields['file']!(c.var.lang) }, 422);
    }
  })
  .get(operationPaths.addresses(), async (c) => {
    const troubles = await listTroubles(c.var.act);
    const parties = await partiesOf(
      c,
      troubles.map((one) => one.partyId),
    );
    return respond(c, <AddressesPage troubles={troubles} parties={parties} cleared={c.req.query('fait')?.slice(0, 320)} />);
  })
  .get(operationPaths.clearing(':id'), async (c) => respond(c, <ClearingPage trouble={await findTrouble(c)} values={{}} errors={{}} />))
  .post(operationPaths.clearing(':id'), async (c) => {
    const trouble = await findTrouble(c);
    const result = await submitForm(c, clearedInput, (input) => clearTrouble(c.var.act, trouble.id, input));
    if (result.ok) return seeOther(c, `${operationPaths.addresses()}?${new URLSearchParams({ fait: trouble.address })}`);
    return respond(c, <ClearingPage trouble={trouble} {...result} />, 422);
  })
  .get(operationPaths.mail(':id'), async (c) => {
    const file = await getMail(c.var.act, idOf(c));
    const party = (await partiesOf(c, [file.mail.partyId])).get(file.mail.partyId ?? '') ?? null;
    return respond(c, <MailPage {...file} party={party} done={done.parse(c.req.query('fait'))} />);
  })
  .get(operationPaths.mailFile(':id', ':position'), async (c) => {
    const { fileId, name, mediaType, content } = await findMailFile(c.var.act, idOf(c), Number(pathParam(c, 'position')));
    return fileId ? serveFile(c, fileId) : serveBytes(c, { name, mediaType, bytes: Buffer.from(content!, 'utf8') });
  })
  .get(operationPaths.returnedFile(':id', ':returned', ':position'), async (c) => {
    const id = idOf(c);
    const returned = z.uuid().safeParse(pathParam(c, 'returned'));
    if (!returned.success) throw new Missing();
    return serveFile(c, await findReturnedFile(c.var.act, id, returned.data, Number(pathParam(c, 'position'))));
  })
  .post(operationPaths.resending(':id'), async (c) => {
    await resendMail(c.var.act, idOf(c));
    return seeOther(c, `${operationPaths.mail(idOf(c))}?fait=resent`);
  })
  .post(operationPaths.vouching(':id'), async (c) => {
    await vouchMail(c.var.act, idOf(c));
    return seeOther(c, `${operationPaths.mail(idOf(c))}?fait=vouched`);
  });

function showReturns(c: RouteContext, errors: FieldErrors, status: 200 | 422 = 200): Response {
  if (!mayReadOutbox(c.var.act.actor)) throw new Forbidden();
  return respond(c, <ReturnsPage errors={errors} />, status);
}

/** The file that was sent, or what is wrong with it. */
async function readWhole(c: RouteContext): Promise<Uint8Array | string> {
  const t = say.in(c.var.lang);
  try {
    const { name, bytes } = await readUpload(c);
    if (name === null) return t('returns.none');
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of bytes) {
      length += piece.length;
      if (length <= longestReturn) pieces.push(piece);
    }
    return length > longestReturn ? t('returns.tooLong', { most: longestReturn / 1_000_000 }) : Buffer.concat(pieces);
  } catch (error) {
    if (error instanceof BrokenUpload) return t('returns.broken');
    throw error;
  }
}

async function findTrouble(c: RouteContext): Promise<TroubledAddress> {
  const found = (await listTroubles(c.var.act)).find((one) => one.id === pathParam(c, 'id'));
  if (!found) throw new Missing('address');
  return found;
}

async function partiesOf(c: RouteContext, ids: readonly (string | null)[]): Promise<Map<string, PartyRef>> {
  const { db, now } = c.var.act;
  return findPartiesById(
    db,
    ids.filter((id) => id !== null),
    await asKnownNow({ db, now }),
  );
}

/** What is no identifier names nothing. */
function idOf(c: RouteContext): string {
  const id = z.uuid().safeParse(pathParam(c, 'id'));
  if (!mayReadOutbox(c.var.act.actor)) throw new Forbidden();
  if (!id.success) throw new Missing();
  return id.data;
}
