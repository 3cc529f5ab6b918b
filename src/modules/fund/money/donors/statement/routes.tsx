import { Hono } from 'hono';
import { parseDay } from '../../../../../kernel/dates.ts';
import { Forbidden } from '../../../../../kernel/errors.ts';
import { exportTable, type ExportColumn, wantsExport } from '../../../../../kernel/export/index.ts';
import { serveBytes } from '../../../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext } from '../../../../../kernel/http/env.ts';
import { dayOf } from '../../../../../kernel/i18n/format.ts';
import { writePaperPdf } from '../../../../../kernel/papers/index.ts';
import { respond } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { moneyPaths } from '../../paths.ts';
import { mayReadMoney } from '../../policy.ts';
import { listDonorAgreements } from '../queries.ts';
import { statementPaper } from './paper.ts';
import { findReadableAgreement, readStatement } from './queries.ts';
import { OwnAgreementsPage, StatementPage } from './views/statement-page.tsx';

/** What became of a donor's money on a day: for the secretariat, and for the donor itself. */
export const statementRoutes = new Hono<Env>();

statementRoutes.get(moneyPaths.own(), async (c) => {
  const { actor } = c.var.act;
  if (actor.kind !== 'user' || actor.role !== 'donor' || !actor.partyId) throw new Forbidden();
  return respond(c, <OwnAgreementsPage rows={await listDonorAgreements(c.var.act, actor.partyId)} />);
});

for (const own of [false, true]) {
  statementRoutes.get(own ? moneyPaths.ownStatement(':reference') : moneyPaths.statementOf(':reference'), async (c) => {
    const { act } = c.var;
    requireReader(c, own);
    const agreement = await findReadableAgreement(act, pathParam(c, 'reference'));
    const asked = c.req.query('au');
    const day = asked ? parseDay(asked) : dayOf(act.now);
    const statement = await readStatement(act, agreement, day ?? dayOf(act.now));
    const format = wantsExport(c);
    if (format)
      return exportTable(c, {
        filename: `releve-${agreement.reference}-${statement.day.toString()}`,
        columns,
        rows: [
          ...statement.projects.map((line) => ({ kind: 'project' as const, project: line.reference, what: line.title, ...line })),
          ...statement.totals.map((line) => ({ kind: 'total' as const, project: '', what: '', ...line })),
        ].map(({ kind, project, what, currency, allocatedCents, paidCents, justifiedCents, askedBackCents, refundedCents }) => ({
          kind: say.in(c.var.lang)(`statement.kind.${kind}`),
          project,
          what,
          currency,
          allocated: allocatedCents / 100,
          paid: paidCents / 100,
          justified: justifiedCents / 100,
          toJustify: (paidCents - justifiedCents - askedBackCents) / 100,
          refunded: refundedCents / 100,
        })),
        format,
      });
    const refused = day ? undefined : say.in(c.var.lang)('statement.dayUnread');
    return respond(c, <StatementPage statement={statement} own={own} refused={refused} />, refused ? 422 : 200);
  });

  statementRoutes.get(own ? moneyPaths.ownStatementPdf(':reference') : moneyPaths.statementPdf(':reference'), async (c) => {
    const { act, lang } = c.var;
    requireReader(c, own);
    const agreement = await findReadableAgreement(act, pathParam(c, 'reference'));
    const statement = await readStatement(act, agreement, parseDay(c.req.query('au') ?? '') ?? dayOf(act.now));
    return serveBytes(c, {
      name: `releve-${agreement.reference}-${statement.day.toString()}.pdf`,
      mediaType: 'application/pdf',
      bytes: writePaperPdf(statementPaper(statement, lang)),
    });
  });
}

/** A donor reads at its own address, the secretariat at its own. @throws Forbidden */
function requireReader(c: RouteContext, own: boolean): void {
  const { actor } = c.var.act;
  const isDonor = actor.kind === 'user' && actor.role === 'donor';
  if (own ? !isDonor : !mayReadMoney(actor)) throw new Forbidden();
}

const columns: ExportColumn[] = [
  { key: 'kind', label: say.later('column.kind'), type: 'text' },
  { key: 'project', label: say.later('column.project'), type: 'text' },
  { key: 'what', label: say.later('column.title'), type: 'text' },
  { key: 'currency', label: say.later('column.currency'), type: 'text' },
  { key: 'allocated', label: say.later('column.allocated'), type: 'number' },
  { key: 'paid', label: say.later('column.paid'), type: 'number' },
  { key: 'justified', label: say.later('column.justified'), type: 'number' },
  { key: 'toJustify', label: say.later('column.toJustify'), type: 'number' },
  { key: 'refunded', label: say.later('column.refunded'), type: 'number' },
];
