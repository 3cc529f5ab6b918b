import { Hono } from 'hono';
import { exportTable, type ExportColumn, wantsExport, mostExported } from '../../../kernel/export/index.ts';
import type { Env } from '../../../kernel/http/env.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { readChoice, readPage, readSort } from '../../register/index.ts';
import { say } from './messages.ts';
import { waitingPaths } from './paths.ts';
import { answersFor, listOwnWaiting, listWaiting, waitSorts } from './queries.ts';
import { awaited, waitKinds } from './vocabulary.ts';
import { OwnWaitingPage, WaitingPage } from './views/waiting-page.tsx';

const pageSize = 50;
const longestFirst = { key: 'since', direction: 'ascending' } as const;

/** What waits, for the secretariat and for a city. */
export const waitingRoutes = new Hono<Env>();

waitingRoutes.get(waitingPaths.waiting(), async (c) => {
  const { act, lang } = c.var;
  const whom = readChoice(c, 'whom', ['mine', ...awaited, 'all']) ?? (answersFor(act.actor).length > 0 ? 'mine' : 'all');
  const kind = readChoice(c, 'kind', waitKinds);
  const late = readChoice(c, 'late', ['yes']) ?? '';
  const sort = readSort(c, waitSorts, longestFirst);
  const filter = { whom: whom === 'all' ? undefined : whom, kind, isLate: late === 'yes' };
  const format = wantsExport(c);
  if (!format) {
    const page = readPage(c);
    const waiting = await listWaiting(act, filter, { sort, page, size: pageSize });
    return respond(
      c,
      <WaitingPage
        {...waiting}
        page={page}
        pageSize={pageSize}
        sort={sort}
        chosen={{ whom, kind: kind ?? '', late }}
        today={dayOf(act.now)}
      />,
    );
  }
  const t = say.in(lang);
  const { rows } = await listWaiting(act, filter, { sort, page: 1, size: mostExported });
  return exportTable(c, {
    filename: `attentes-${dayOf(act.now).toString()}`,
    columns,
    rows: rows.map((row) => ({
      what: t(`kind.${row.kind}`),
      reference: row.reference,
      title: row.title,
      lead: row.lead ? inLang(row.lead.name, lang) : '',
      whom: t(`whom.${row.whom}`),
      since: dayOf(row.since),
      due: row.dueOn,
      late: row.isLate ? t('late.yes') : '',
    })),
    format,
  });
});

waitingRoutes.get(waitingPaths.own(), async (c) => {
  const { act } = c.var;
  const page = readPage(c);
  const waiting = await listOwnWaiting(act, { sort: longestFirst, page, size: pageSize });
  return respond(c, <OwnWaitingPage {...waiting} page={page} pageSize={pageSize} today={dayOf(act.now)} />);
});

const columns: ExportColumn[] = [
  { key: 'what', label: say.later('column.what'), type: 'text' },
  { key: 'reference', label: say.later('column.reference'), type: 'text' },
  { key: 'title', label: say.later('column.title'), type: 'text' },
  { key: 'lead', label: say.later('column.lead'), type: 'text' },
  { key: 'whom', label: say.later('column.whom'), type: 'text' },
  { key: 'since', label: say.later('column.since'), type: 'date' },
  { key: 'due', label: say.later('column.due'), type: 'date' },
  { key: 'late', label: say.later('column.late'), type: 'text' },
];
