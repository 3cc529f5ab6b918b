import { Hono } from 'hono';
import { exportTable, type ExportColumn, wantsExport } from '../../../kernel/export/index.ts';
import type { Env, RouteContext } from '../../../kernel/http/env.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { respond } from '../../../ui/index.ts';
import { mayReadFund } from '../policy.ts';
import { readCut } from '../projects/cut-form.ts';
import { markers, type ProjectState, type Purse } from '../vocabulary.ts';
import { readDecidersPortfolio } from './deciders.ts';
import { say } from './messages.ts';
import { portfolioPaths } from './paths.ts';
import { type Portfolio, readPortfolio, type Slice } from './queries.ts';
import { DecidersPortfolioPage } from './views/deciders-page.tsx';
import { PortfolioPage } from './views/portfolio-page.tsx';

/** The projects of the fund, counted every way that the network looks at them. */
export const portfolioRoutes = new Hono<Env>();

portfolioRoutes.get(portfolioPaths.portfolio(), async (c) => {
  const { act } = c.var;
  if (!mayReadFund(act.actor)) throw new Forbidden();
  const form = await readCut(c);
  const portfolio = await readPortfolio(act, form.cut);
  const format = wantsExport(c);
  if (!format) return respond(c, <PortfolioPage portfolio={portfolio} form={form} />);
  return exportTable(c, {
    filename: `portefeuille-${dayOf(act.now).toString()}`,
    columns,
    rows: exportRows(portfolio, c.var.lang),
    format,
  });
});

portfolioRoutes.get(portfolioPaths.deciders(), async (c) => {
  const portfolio = await readDecidersPortfolio(c.var.act);
  return respond(c, <DecidersPortfolioPage portfolio={portfolio} />);
});

function exportRows(portfolio: Portfolio, lang: RouteContext['var']['lang']) {
  const t = say.in(lang);
  const rows = (by: string, slices: readonly Slice[], nameOf: (slice: never) => string) =>
    slices.map((slice) => ({
      by,
      value: nameOf(slice as never),
      currency: slice.currency,
      count: slice.count,
      granted: slice.grantedCents / 100,
      commitment: slice.commitmentCents / 100,
      paid: slice.paidCents / 100,
      justified: slice.justifiedCents / 100,
    }));
  const named = ({ name, key }: Portfolio['byCountry'][number]) => (name ? inLang(name, lang) : key);
  return [
    ...rows(
      t('column.all'),
      portfolio.totals.map((total) => ({ key: '', ...total })),
      () => '',
    ),
    ...rows(t('by.year'), portfolio.byYear, ({ key }: Slice) => key),
    ...rows(t('by.purse'), portfolio.byPurse, ({ key }: Slice) => t(`purse.${key as Purse}`)),
    ...rows(t('by.state'), portfolio.byState, ({ key }: Slice) => t(`state.${key as ProjectState}`)),
    ...rows(t('by.country'), portfolio.byCountry, named),
    ...rows(t('by.theme'), portfolio.byTheme, named),
    ...rows(t('by.donor'), portfolio.byDonor, named),
    ...markers.flatMap((marker) => rows(t(`marker.${marker}`), portfolio.byMarker[marker], ({ key }: Slice) => t(`score.${key as '0'}`))),
  ];
}

const columns: ExportColumn[] = [
  { key: 'by', label: say.later('column.by'), type: 'text' },
  { key: 'value', label: say.later('column.value'), type: 'text' },
  { key: 'currency', label: say.later('column.currency'), type: 'text' },
  { key: 'count', label: say.later('column.projects'), type: 'number' },
  { key: 'granted', label: say.later('column.granted'), type: 'number' },
  { key: 'commitment', label: say.later('column.commitment'), type: 'number' },
  { key: 'paid', label: say.later('column.paid'), type: 'number' },
  { key: 'justified', label: say.later('column.justified'), type: 'number' },
];
