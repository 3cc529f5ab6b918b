import { formatDate } from '../../../../kernel/i18n/format.ts';
import { EmptyState, ExportLinks, Filters, Link, Page, Select, Table, Tag, usePage } from '../../../../ui/index.ts';
import { withQuery } from '../../../register/index.ts';
import { hedgeStates, type HedgeState } from '../../hedges.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';
import { driftCauses } from '../../schema.ts';
import { formatValue } from '../../views/words.ts';
import type { DriftFilter } from '../filter.ts';
import type { Drift } from '../queries.ts';

export interface DriftPageProps {
  drifts: Drift[];
  /** How many there are without filters. */
  total: number;
  figures: string[];
  filter: DriftFilter;
}

/** Every published sentence that no longer says what the register says. */
export function DriftPage({ drifts, total, figures, filter }: DriftPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const path = figurePaths.drift();
  return (
    <Page title={t('drift.title')} width="wide" noIndex>
      <h1>{t('drift.title')}</h1>
      <p class="lede">{t('drift.lede')}</p>
      {total > 0 && (
        <Filters action={path} values={{ ...filter }} clearHref={path}>
          <Select
            name="figure"
            label={t('column.figure')}
            options={[{ value: '', text: t('drift.any') }, ...figures.map((slug) => ({ value: slug, text: slug }))]}
          />
          <Select
            name="state"
            label={t('column.state')}
            options={[{ value: '', text: t('drift.any') }, ...hedgeStates.map((value) => ({ value, text: t(`state.${value}`) }))]}
          />
          <Select
            name="cause"
            label={t('column.cause')}
            options={[{ value: '', text: t('drift.any') }, ...driftCauses.map((value) => ({ value, text: t(`cause.${value}`) }))]}
          />
        </Filters>
      )}
      {drifts.length === 0 ? (
        <EmptyState title={t(total === 0 ? 'drift.none' : 'drift.noneFiltered')} />
      ) : (
        <Table
          dense
          caption={t('drift.caption', { count: drifts.length })}
          columns={[
            { header: t('column.sentence') },
            { header: t('column.figure') },
            { header: t('column.publishedValue'), numeric: true },
            { header: t('column.now'), numeric: true },
            { header: t('column.cause') },
            { header: t('column.state') },
            { header: t('column.signedBy') },
          ]}
          rows={drifts.map((drift) => [
            <>
              <span lang={drift.lang}>« {drift.sentence} »</span>
              <br />
              <Link href={drift.path} lang={drift.lang}>
                {drift.text}
              </Link>
            </>,
            <>
              <Link href={withQuery(figurePaths.figure(drift.figure), { on: drift.on.toString() })}>{drift.figure}</Link>
              <br />
              <Link href={figurePaths.verify(drift.code)}>
                <code>{drift.code}</code>
              </Link>
            </>,
            formatValue(drift.published, lang),
            formatValue(drift.now, lang),
            drift.cause === 'correction' ? t('cause.correctionOf', { on: formatDate(drift.on, lang) }) : t('cause.time'),
            <Tag kind={tagKinds[drift.state]}>
              {t(`hedgeState.${drift.state}`, { hedge: t(`hedge.${drift.hedge}`, { bound: formatValue(drift.bound, lang) }) })}
            </Tag>,
            drift.signedBy,
          ])}
        />
      )}
      {drifts.length > 0 && (
        <ExportLinks hrefOf={(format) => withQuery(path, { ...filter, format: format === 'csvExcel' ? 'csv-excel' : format })} />
      )}
    </Page>
  );
}

const tagKinds = { holds: 'good', fails: 'bad', understated: 'waiting' } as const satisfies Record<HedgeState, string>;
