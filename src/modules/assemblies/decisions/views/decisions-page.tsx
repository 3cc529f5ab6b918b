import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { EmptyState, ExportLinks, Link, Page, Table, Tag, usePage } from '../../../../ui/index.ts';
import { type Body, withQuery } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import type { Decision } from '../queries.ts';

/** The record of decisions, as everyone may read it. */
export function DecisionsPage({ decisions, bodies }: { decisions: readonly Decision[]; bodies: readonly Body[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const bodyName = (id: string) => {
    const body = bodies.find((one) => one.id === id);
    return body ? inLang({ fr: body.nameFr, en: body.nameEn }, lang) : '—';
  };
  return (
    <Page title={t('decisions.record')} breadcrumbs={[{ text: t('decisions.record') }]}>
      <h1>{t('decisions.record')}</h1>
      <p class="lede">{t('decisions.lede')}</p>
      {decisions.length === 0 ? (
        <EmptyState title={t('decisions.none')}>
          <p>{t('decisions.noneHint')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('decisions.count', { count: decisions.length })}
            firstCellIsHeader
            columns={[
              { header: t('decisions.number') },
              { header: t('decisions.about') },
              { header: t('sittings.body') },
              { header: t('decisions.on') },
            ]}
            rows={decisions.map((one) => [
              <Link href={assemblyPaths.decision(one.code)}>{one.code}</Link>,
              <>
                {inLang(one.title, lang)} {one.cancelled && <Tag kind="bad">{t('decisions.cancelled')}</Tag>}
              </>,
              bodyName(one.sitting.bodyId),
              formatDate(dayOf(one.at), lang),
            ])}
          />
          <ExportLinks
            hrefOf={(format) => withQuery(assemblyPaths.decisions(), { format: format === 'csvExcel' ? 'csv-excel' : format })}
          />
        </>
      )}
    </Page>
  );
}
