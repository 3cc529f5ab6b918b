import type { ComponentChildren } from 'preact';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { BigNumbers, EmptyState, ExportLinks, Filters, Link, Page, Table, usePage } from '../../../../ui/index.ts';
import { exportFormats } from '../../../register/index.ts';
import { followupPaths } from '../../followup/paths.ts';
import { reportPaths } from '../../monitoring/paths.ts';
import type { CutForm } from '../../projects/cut-form.ts';
import { projectPaths } from '../../projects/paths.ts';
import { CutFields } from '../../projects/views/cut-filters.tsx';
import { ProjectsMap } from '../../projects/views/projects-map.tsx';
import { formatRate } from '../../rates.ts';
import { markers, type ProjectState, type Purse } from '../../vocabulary.ts';
import { say } from '../messages.ts';
import { portfolioPaths } from '../paths.ts';
import type { Portfolio, Slice, Sum } from '../queries.ts';

/** Where the money of projects goes, and what it is for: by year, purse, State, theme, donor, marker; each number leads to its list. */
export function PortfolioPage({ portfolio, form }: { portfolio: Portfolio; form: CutForm }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { chosen } = form;
  const listOf = (more: Partial<CutForm['chosen']>) => withQuery(projectPaths.projects(), { ...chosen, ...more });
  const hrefOf = (more: Record<string, string>) => withQuery(portfolioPaths.portfolio(), { ...chosen, ...more });
  const { late } = portfolio;
  return (
    <PortfolioLayout portfolio={portfolio} form={form}>
      <h2>{t('late.title')}</h2>
      <ul>
        <li>
          <Link href={`${reportPaths.reports()}?filter=late`}>{t('late.reports', { count: late.reports })}</Link>
        </li>
        <li>{t('late.instalments', { count: late.instalments })}</li>
        <li>
          <Link href={withQuery(projectPaths.projects(), { ...chosen, state: 'agreement_sent' })}>
            {t('late.unsigned', { count: late.unsigned })}
          </Link>
        </li>
        <li>
          <Link href={`${followupPaths.all()}?open=late`}>{t('late.followup')}</Link>
        </li>
      </ul>
      <Ways
        portfolio={portfolio}
        hrefOf={listOf}
        stateHref={(state) => withQuery(projectPaths.projects(), { ...chosen, state })}
        cityHref={(party) => withQuery(projectPaths.projects(), { ...chosen, party })}
      />
      <ExportLinks hrefOf={(format) => hrefOf({ format: exportFormats[format] })} />
    </PortfolioLayout>
  );
}

function PortfolioLayout({
  portfolio: { totals },
  form: { chosen, countries, themes },
  children,
}: {
  portfolio: Portfolio;
  form: CutForm;
  children: ComponentChildren;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  // A headline is read, not added up: its tables give the cents.
  const inWhole = (cents: number, currency: string) =>
    formatNumber(cents / 100, lang, { style: 'currency', currency, maximumFractionDigits: 0 });
  return (
    <Page title={t('nav.portfolio')} noIndex width="wide">
      <h1>{t('nav.portfolio')}</h1>
      <p class="lede">{t('lede')}</p>
      <Filters
        action={portfolioPaths.portfolio()}
        values={chosen}
        keep={chosen.donor ? { donor: chosen.donor } : {}}
        clearHref={portfolioPaths.portfolio()}
      >
        <CutFields countries={countries} themes={themes} />
      </Filters>
      {totals.length === 0 ? (
        <EmptyState title={t('none')}>
          <p>{t('noneHint')}</p>
        </EmptyState>
      ) : (
        <>
          {totals.map((total) => (
            <BigNumbers
              items={[
                { value: formatNumber(total.count, lang), label: t('column.projects') },
                ...amountsOf(total).map(([column, cents]) => ({
                  value: inWhole(cents, total.currency),
                  label: t(`column.${column}`),
                })),
              ]}
            />
          ))}
          {children}
        </>
      )}
    </Page>
  );
}

interface WaysProps {
  portfolio: Portfolio;
  /** What is behind a value: the cut narrowed by it. */
  hrefOf: (more: Partial<CutForm['chosen']>) => string;
  /** What is behind a stage of a project's life, and behind a city. */
  stateHref: (state: string) => string;
  cityHref: (slug: string) => string;
}

/** Each way of counting. */
function Ways({ portfolio, hrefOf, stateHref, cityHref }: WaysProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const named = ({ name }: { name: Parameters<typeof inLang>[0] | null }, none: string) => (name ? inLang(name, lang) : none);
  return (
    <>
      <Slices
        title={t('by.year')}
        slices={portfolio.byYear}
        nameOf={({ key }) => key}
        hrefOf={({ key }) => hrefOf({ from: key, to: key })}
      />
      <Slices
        title={t('by.purse')}
        slices={portfolio.byPurse}
        nameOf={({ key }) => t(`purse.${key as Purse}`)}
        hrefOf={({ key }) => hrefOf({ purse: key })}
      />
      <Slices
        title={t('by.state')}
        slices={portfolio.byState}
        nameOf={({ key }) => t(`state.${key as ProjectState}`)}
        hrefOf={({ key }) => stateHref(key)}
      />
      <Slices
        title={t('by.country')}
        slices={portfolio.byCountry}
        nameOf={(slice) => named(slice, t('noCountry'))}
        hrefOf={({ key }) => (key === 'none' ? null : hrefOf({ state_of: key }))}
      />
      <h2>{t('by.place')}</h2>
      <ProjectsMap places={portfolio.places} stateHref={(slug) => hrefOf({ state_of: slug })} cityHref={cityHref} />
      <Slices
        title={t('by.theme')}
        note={t('by.themeNote')}
        slices={portfolio.byTheme}
        nameOf={(slice) => named(slice, t('noTheme'))}
        hrefOf={({ key }) => (key === 'none' ? null : hrefOf({ theme: key }))}
      />
      <Slices
        title={t('by.donor')}
        note={t('by.donorNote')}
        slices={portfolio.byDonor}
        nameOf={(slice) => named(slice, slice.key)}
        hrefOf={({ key }) => hrefOf({ donor: key })}
      />
      {markers.map((marker) => (
        <Slices
          title={t(`marker.${marker}`)}
          note={marker === 'gender' ? t('by.genderNote') : undefined}
          slices={portfolio.byMarker[marker]}
          nameOf={({ key }) => t(`score.${key as '0' | '1' | '2' | 'none'}`)}
          hrefOf={({ key }) => hrefOf({ marker, score: key })}
          shareOf={portfolio.totals}
        />
      ))}
      <h2>{t('plans.title')}</h2>
      <Table
        caption={t('plans.caption')}
        dense
        firstCellIsHeader
        columns={[
          { header: t('column.year') },
          { header: t('column.promised'), numeric: true },
          { header: t('column.paid'), numeric: true },
          { header: t('column.toPay'), numeric: true },
        ]}
        rows={portfolio.plans.map(({ year, currency, promisedCents, paidCents }) => [
          String(year),
          ...[promisedCents, paidCents, promisedCents - paidCents].map((cents) => formatMoney(cents, lang, currency)),
        ])}
      />
    </>
  );
}

const amountsOf = (sum: Sum) =>
  [
    ['granted', sum.grantedCents],
    ['commitment', sum.commitmentCents],
    ['paid', sum.paidCents],
    ['justified', sum.justifiedCents],
  ] as const;

/** One way of looking at projects: a bar and an amount for each value, and the list behind it. */
function Slices<S extends Slice>({
  title,
  note,
  slices,
  nameOf,
  hrefOf,
  shareOf,
}: {
  title: string;
  note?: ComponentChildren;
  slices: readonly S[];
  nameOf: (slice: S) => string;
  hrefOf: (slice: S) => string | null;
  /** What each value is a share of, by number and by amount. */
  shareOf?: readonly Sum[];
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (slices.length === 0) return null;
  const most = Math.max(...slices.map((one) => one.grantedCents), 1);
  const part = (of: number, whole: number) => (whole === 0 ? '—' : formatRate(Math.round((of * 10_000) / whole), lang));
  const totalOf = (slice: S) => shareOf?.find(({ currency }) => currency === slice.currency);
  return (
    <>
      <h2>{title}</h2>
      {note && <p class="govuk-hint">{note}</p>}
      <Table
        caption={title}
        captionHidden
        dense
        firstCellIsHeader
        columns={[
          { header: title },
          { header: t('column.projects'), numeric: true },
          ...(shareOf ? [{ header: t('column.shareOfNumber'), numeric: true }] : []),
          { header: t('column.granted'), numeric: true },
          ...(shareOf ? [{ header: t('column.shareOfAmount'), numeric: true }] : []),
          { header: t('column.paid'), numeric: true },
          { header: t('column.justified'), numeric: true },
          { header: '' },
        ]}
        rows={slices.map((slice) => {
          const href = hrefOf(slice);
          const whole = totalOf(slice);
          const count = formatNumber(slice.count, lang);
          return [
            nameOf(slice),
            href ? <Link href={href}>{count}</Link> : count,
            ...(shareOf ? [part(slice.count, whole?.count ?? 0)] : []),
            formatMoney(slice.grantedCents, lang, slice.currency),
            ...(shareOf ? [part(slice.grantedCents, whole?.grantedCents ?? 0)] : []),
            formatMoney(slice.paidCents, lang, slice.currency),
            formatMoney(slice.justifiedCents, lang, slice.currency),
            <svg class="share-bar" viewBox="0 0 100 8" width="100" height="8" aria-hidden="true" focusable="false">
              <rect width={Math.round((slice.grantedCents * 100) / most)} height="8" fill="currentColor" />
            </svg>,
          ];
        })}
      />
    </>
  );
}

function withQuery(path: string, values: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();
  return query ? `${path}?${query}` : path;
}
