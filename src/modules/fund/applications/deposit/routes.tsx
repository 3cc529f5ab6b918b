import { Hono } from 'hono';
import { Forbidden, Missing } from '../../../../kernel/errors.ts';
import { serveBytes } from '../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, refusalErrors } from '../../../../kernel/http/forms.ts';
import { writePaperPdf } from '../../../../kernel/papers/index.ts';
import { respond } from '../../../../ui/index.ts';
import { dossierPaths } from '../paths.ts';
import type { Deposit } from '../queries.ts';
import { getOwnDossier, type OwnDossier } from '../writing/queries.ts';
import { depositDossier } from './commands.ts';
import { examineDossier } from './examination.ts';
import { receiptPaper } from './paper.ts';
import { DepositPage, ReceiptPage } from './views/deposit-pages.tsx';

/** Where a dossier is deposited, and the receipts of its deposits. */
export const depositRoutes = new Hono<Env>()
  .get(dossierPaths.deposit(':id'), async (c) => showDeposit(c))
  .post(dossierPaths.deposit(':id'), async (c) => {
    const { dossier } = await getOwnDossier(c.var.act, pathParam(c, 'id'));
    try {
      const deposit = await depositDossier(c.var.act, dossier.id);
      return seeOther(c, `${dossierPaths.receipt(dossier.id, deposit.number)}?depose`);
    } catch (error) {
      const errors = refusalErrors(error, c.var.lang);
      if (!errors) throw error;
      // What is wrong in pieces is listed by the page itself.
      return showDeposit(c, { '': errors[''] ?? '' });
    }
  })
  .get(dossierPaths.receipt(':id', ':version'), async (c) => {
    const { own, deposit } = await open(c);
    return respond(c, <ReceiptPage own={own} deposit={deposit} isNew={c.req.query('depose') !== undefined} />);
  })
  .get(dossierPaths.receiptPdf(':id', ':version'), async (c) => {
    const { own, deposit } = await open(c);
    return serveBytes(c, {
      name: `recepisse-${own.dossier.reference}-${deposit.number}.pdf`,
      mediaType: 'application/pdf',
      bytes: writePaperPdf(receiptPaper(own, deposit, c.var.lang)),
    });
  });

async function showDeposit(c: RouteContext, errors?: FieldErrors): Promise<Response> {
  const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
  if (!own.isLead) throw new Forbidden();
  const last = own.deposits.at(-1);
  if (!own.isOpen) return seeOther(c, last ? dossierPaths.receipt(own.dossier.id, last.number) : dossierPaths.dossier(own.dossier.id));
  const examined = await examineDossier(c.var.act, own.dossier);
  return respond(c, <DepositPage own={own} examined={examined} errors={errors?.[''] ? errors : undefined} />, errors ? 422 : 200);
}

async function open(c: RouteContext): Promise<{ own: OwnDossier; deposit: Deposit }> {
  const own = await getOwnDossier(c.var.act, pathParam(c, 'id'));
  const deposit = own.deposits.find(({ number }) => String(number) === pathParam(c, 'version'));
  if (!deposit) throw new Missing('deposit');
  return { own, deposit };
}
