import { Hono } from 'hono';
import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import { parseDay } from '../../../kernel/dates.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { type ExportColumn, exportTable, wantsExport } from '../../../kernel/export/index.ts';
import type { Env } from '../../../kernel/http/env.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { respond } from '../../../ui/index.ts';
import { readPage } from '../../register/index.ts';
import { readBalances } from '../ledger/queries.ts';
import { fundEntry } from '../ledger/schema.ts';
import { fundProject } from '../projects/schema.ts';
import { fundDonorAgreement } from './donors/schema.ts';
import { say } from './messages.ts';
import { moneyPaths } from './paths.ts';
import { mayReadMoney } from './policy.ts';
import { LedgerPage } from './views/ledger-page.tsx';

const pageSize = 100;

/** The ledger of the fund. */
export const ledgerRoutes = new Hono<Env>();

ledgerRoutes.get(moneyPaths.ledger(), async (c) => {
  const { act, lang } = c.var;
  if (!mayReadMoney(act.actor)) throw new Forbidden();
  const [from, to] = [parseDay(c.req.query('from') ?? ''), parseDay(c.req.query('to') ?? '')];
  const where = and(from ? gte(fundEntry.bookedOn, from) : undefined, to ? lte(fundEntry.bookedOn, to) : undefined);
  const read = act.db
    .select({ entry: fundEntry, project: fundProject.reference, agreement: fundDonorAgreement.reference })
    .from(fundEntry)
    .leftJoin(fundProject, eq(fundProject.id, fundEntry.projectId))
    .leftJoin(fundDonorAgreement, eq(fundDonorAgreement.id, fundEntry.donorAgreementId))
    .where(where)
    .orderBy(asc(fundEntry.number));
  const format = wantsExport(c);
  if (format) {
    const rows = (await read).map(({ entry, project, agreement }) => ({
      number: entry.number,
      day: entry.bookedOn,
      label: entry.label,
      debit: say.in(lang)(`account.${entry.debit}`),
      credit: say.in(lang)(`account.${entry.credit}`),
      amount: entry.amountCents / 100,
      currency: entry.currency,
      rate: entry.rate ?? '',
      rateSource: entry.rateSource ?? '',
      project: project ?? '',
      agreement: agreement ?? '',
      by: entry.by,
    }));
    return exportTable(c, { filename: `journal-du-fonds-${dayOf(act.now).toString()}`, columns, rows, format });
  }
  const page = readPage(c);
  const [counted] = await act.db
    .select({ total: sql<number>`count(*)::int` })
    .from(fundEntry)
    .where(where);
  return respond(
    c,
    <LedgerPage
      rows={await read.limit(pageSize).offset((page - 1) * pageSize)}
      total={counted!.total}
      page={page}
      pages={Math.ceil(counted!.total / pageSize)}
      balances={await readBalances(act.db, to)}
      typed={{ from: c.req.query('from') ?? '', to: c.req.query('to') ?? '' }}
    />,
  );
});

const columns: ExportColumn[] = [
  { key: 'number', label: say.later('column.number'), type: 'number' },
  { key: 'day', label: say.later('column.day'), type: 'date' },
  { key: 'label', label: say.later('column.words'), type: 'text' },
  { key: 'debit', label: say.later('column.debit'), type: 'text' },
  { key: 'credit', label: say.later('column.credit'), type: 'text' },
  { key: 'amount', label: say.later('column.amount'), type: 'number' },
  { key: 'currency', label: say.later('column.currency'), type: 'text' },
  { key: 'rate', label: say.later('column.rate'), type: 'text' },
  { key: 'rateSource', label: say.later('allocation.rateSource'), type: 'text' },
  { key: 'project', label: say.later('column.project'), type: 'text' },
  { key: 'agreement', label: say.later('column.agreement'), type: 'text' },
  { key: 'by', label: say.later('column.by'), type: 'text' },
];
