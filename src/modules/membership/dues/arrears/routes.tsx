import { Hono } from 'hono';
import { exportTable, wantsExport } from '../../../../kernel/export/index.ts';
import type { Env } from '../../../../kernel/http/env.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { respond } from '../../../../ui/index.ts';
import { asKnownNow, readPage, readSort } from '../../../register/index.ts';
import { duesPaths } from '../paths.ts';
import { accountColumns, accountRow, accountSorts, accountStates, arrangeAccounts, listAccountLines, totalsOf } from './list.ts';
import { AccountsPage } from './views/accounts-page.tsx';

const pageSize = 50;

export const arrearsRoutes = new Hono<Env>();

arrearsRoutes.get(duesPaths.dues(), async (c) => {
  const { act, lang } = c.var;
  const on = dayOf(act.now);
  const all = await listAccountLines(act, await asKnownNow(act, on));
  const filter = {
    state: accountStates.find((one) => one === c.req.query('state')),
    age: ([1, 2, 3] as const).find((one) => String(one) === c.req.query('age')),
    words: c.req.query('words')?.trim().slice(0, 200) || undefined,
  };
  const sort = readSort(c, accountSorts, { key: 'late', direction: 'descending' });
  const lines = arrangeAccounts(all, filter, sort, lang);
  const format = wantsExport(c);
  if (format) {
    const rows = lines.map((one) => accountRow(one, lang));
    return exportTable(c, { filename: `cotisations-${on.toString()}`, columns: accountColumns, rows, format });
  }
  const pages = Math.max(1, Math.ceil(lines.length / pageSize));
  const page = Math.min(readPage(c), pages);
  return respond(
    c,
    <AccountsPage
      lines={lines.slice((page - 1) * pageSize, page * pageSize)}
      found={lines.length}
      totals={totalsOf(all, on)}
      filter={filter}
      sort={sort}
      page={page}
      pages={pages}
      on={on}
    />,
  );
});
