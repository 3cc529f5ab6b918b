import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { EmptyState, Page, Table, usePage } from '../../../../ui/index.ts';
import { markers, type ProjectState, type Purse } from '../../vocabulary.ts';
import { type DecidersPortfolio, fewestTold, type ToldSlice } from '../deciders.ts';
import { say } from '../messages.ts';

/** What the fund grants, for the cities that sit where it is decided: sums that tell of no project. */
export function DecidersPortfolioPage({ portfolio }: { portfolio: DecidersPortfolio }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('nav.portfolio')} noIndex width="wide">
      <h1>{t('nav.portfolio')}</h1>
      <p class="lede">{t('deciders.lede')}</p>
      {portfolio.totals.length === 0 ? (
        <EmptyState title={t('deciders.none')} />
      ) : (
        <>
          <p>{t('deciders.few', { count: fewestTold })}</p>
          <Told title={t('column.all')} slices={portfolio.totals} nameOf={({ currency }) => currency} />
          <Told title={t('by.year')} slices={portfolio.byYear} nameOf={({ key }) => key} />
          <Told title={t('by.purse')} slices={portfolio.byPurse} nameOf={({ key }) => t(`purse.${key as Purse}`)} />
          <Told title={t('by.state')} slices={portfolio.byState} nameOf={({ key }) => t(`state.${key as ProjectState}`)} />
          <Told title={t('by.country')} slices={portfolio.byCountry} nameOf={({ name }) => (name ? inLang(name, lang) : t('noCountry'))} />
          <Told title={t('by.theme')} slices={portfolio.byTheme} nameOf={({ name }) => (name ? inLang(name, lang) : t('noTheme'))} />
          {markers.map((marker) => (
            <Told
              title={t(`marker.${marker}`)}
              slices={portfolio.byMarker[marker]}
              nameOf={({ key }) => t(`score.${key as '0' | '1' | '2' | 'none'}`)}
            />
          ))}
        </>
      )}
    </Page>
  );
}

/** One way of looking at projects. */
function Told({ title, slices, nameOf }: { title: string; slices: readonly ToldSlice[]; nameOf: (slice: ToldSlice) => string }) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (slices.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <Table
        caption={title}
        captionHidden
        dense
        firstCellIsHeader
        columns={[
          { header: title },
          { header: t('column.projects'), numeric: true },
          { header: t('column.granted'), numeric: true },
          { header: t('column.commitment'), numeric: true },
        ]}
        rows={slices.map((slice) => [
          nameOf(slice),
          slice.count === null ? t('fewer', { count: fewestTold }) : formatNumber(slice.count, lang),
          ...[slice.amounts?.grantedCents, slice.amounts?.commitmentCents].map((cents) =>
            cents === undefined ? t('notTold') : formatMoney(cents, lang, slice.currency),
          ),
        ])}
      />
    </>
  );
}
