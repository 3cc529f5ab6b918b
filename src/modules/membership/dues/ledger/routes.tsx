import { Hono } from 'hono';
import { exportTable, wantsExport } from '../../../../kernel/export/index.ts';
import type { Env } from '../../../../kernel/http/env.ts';
import { respond } from '../../../../ui/index.ts';
import { readPage } from '../../../register/index.ts';
import { readPeriod } from '../account/paper-routes.ts';
import { duesPaths } from '../paths.ts';
import { journalColumns, journalRows, listJournal } from './export.ts';
import { LedgerPage } from './views/ledger-page.tsx';

const pageSize = 100;

export const ledgerRoutes = new Hono<Env>();

ledgerRoutes.get(duesPaths.ledger(), async (c) => {
  const period = readPeriod(c);
  const journal = await listJournal(c.var.act, period);
  const format = wantsExport(c);
  if (format) {
    const filename = `journal-des-cotisations-${period.to.toString()}`;
    return exportTable(c, { filename, columns: journalColumns, rows: journalRows(journal), format });
  }
  const page = readPage(c);
  return respond(
    c,
    <LedgerPage
      entries={journal.slice((page - 1) * pageSize, page * pageSize)}
      found={journal.length}
      totalCents={journal.reduce((sum, one) => sum + one.entry.amountCents, 0)}
      typed={{ from: c.req.query('from') ?? '', to: c.req.query('to') ?? '' }}
      page={page}
      pages={Math.ceil(journal.length / pageSize)}
    />,
  );
});
