import { dayOf, formatDate, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import { EmptyState, ExportLinks, Link, Page, Table, usePage } from '../../../../../ui/index.ts';
import { exportFormats } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import type { CurrencyResult, SittingResult, Sum } from '../result.ts';

/** R8: what a sitting decided of the fund, as its news says it. */
export function ResultPage({ result }: { result: SittingResult }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting, awards, currencies, inhabitants } = result;
  const title = inLang({ fr: sitting.titleFr, en: sitting.titleEn }, lang);
  return (
    <Page
      title={`${t('result.title')} – ${title}`}
      noIndex
      width="wide"
      breadcrumbs={[
        { text: t('sittings.title'), href: appraisalPaths.sittings() },
        { text: title, href: appraisalPaths.sitting(sitting.slug) },
        { text: t('result.title') },
      ]}
    >
      <p class="eyebrow">
        {title}, {formatDate(dayOf(sitting.startsAt), lang)}
      </p>
      <h1>{t('result.title')}</h1>
      <p class="lede">{t('result.lede')}</p>
      {awards.length === 0 ? (
        <EmptyState title={t('result.none')} />
      ) : (
        <>
          {currencies.map((one) => (
            <Sums result={one} />
          ))}
          <p>
            {t('result.inhabitants', { total: formatNumber(inhabitants.total, lang), cities: inhabitants.cities })}
            {inhabitants.unknown.length > 0 && (
              <> {t('result.unknown', { cities: inhabitants.unknown.map(({ name }) => inLang(name, lang)).join(', ') })}</>
            )}
          </p>
          <Table
            caption={t('result.list')}
            dense
            firstCellIsHeader
            columns={[
              { header: t('result.dossier') },
              { header: t('result.cityName') },
              { header: t('result.kind') },
              { header: t('result.outcome') },
              { header: t('result.granted'), numeric: true },
              { header: t('result.commitment'), numeric: true },
              { header: t('result.departure') },
            ]}
            rows={awards.map(({ award, dossier, version, city }) => [
              <>
                <Link href={appraisalPaths.dossier(dossier.reference!)}>{dossier.reference}</Link> {version.title}
              </>,
              inLang(city.name, lang),
              t(dossier.continuesId ? 'result.kindContinuation' : 'result.kindFresh'),
              t(`outcome.${award.outcome}`),
              award.grantedCents > 0 ? formatMoney(award.grantedCents, lang, award.currency) : '–',
              award.commitmentCents > 0 ? formatMoney(award.commitmentCents, lang, award.currency) : '–',
              award.departure ?? '',
            ])}
          />
          <ExportLinks hrefOf={(format) => `${appraisalPaths.result(sitting.slug)}?format=${exportFormats[format]}`} />
        </>
      )}
    </Page>
  );
}

const measures = ['granted', 'commitment', 'investment', 'city', 'others'] as const;

function Sums({ result: { currency, ...parts } }: { result: CurrencyResult }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const columns = ['fresh', 'continuations', 'all'] as const;
  const row = (label: string, cell: (sum: Sum) => string) => [label, ...columns.map((column) => cell(parts[column]))];
  return (
    <Table
      caption={t('result.caption', { currency })}
      firstCellIsHeader
      columns={[{ header: t('result.measure') }, ...columns.map((column) => ({ header: t(`result.${column}`), numeric: true }))]}
      rows={[
        row(t('result.projects'), ({ projects }) => formatNumber(projects, lang)),
        ...measures.map((measure) => row(t(`result.${measure}`), (sum) => formatMoney(sum[measure], lang, currency))),
      ]}
    />
  );
}
