import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  EmptyState,
  ExportLinks,
  Filters,
  Link,
  Page,
  Pagination,
  Select,
  Table,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import { type Body, withQuery } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { sittingSteps } from '../../vocabulary.ts';
import { StepTag } from '../../views/step-tag.tsx';
import type { SittingFilter, SittingSummary } from '../queries.ts';

export interface SittingsPageProps {
  sittings: readonly SittingSummary[];
  total: number;
  page: number;
  pages: number;
  filter: SittingFilter & { body?: string | undefined };
  bodies: readonly Body[];
  mayHold: boolean;
}

/** Every sitting, whatever its step. */
export function SittingsPage({ sittings, total, page, pages, filter, bodies, mayHold }: SittingsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const values = { words: filter.words ?? '', step: filter.step ?? '', body: filter.body ?? '' };
  const hrefOf = (more: Record<string, string>) => withQuery(assemblyPaths.sittings(), { ...values, ...more });
  return (
    <Page title={t('sittings.title')} noIndex width="wide" breadcrumbs={[{ text: t('sittings.title') }]}>
      <h1>{t('sittings.title')}</h1>
      {mayHold && bodies.length > 0 && <Button href={assemblyPaths.newSitting()}>{t('sittings.new')}</Button>}
      {bodies.length === 0 && (
        <EmptyState title={t('sittings.noBodies')}>
          <p>{t('sittings.noBodiesHint')}</p>
        </EmptyState>
      )}
      <Filters action={assemblyPaths.sittings()} values={values} clearHref={assemblyPaths.sittings()}>
        <TextField name="words" label={t('sittings.words')} type="search" width={20} />
        <Select
          name="body"
          label={t('sittings.body')}
          options={[
            { value: '', text: t('sittings.allBodies') },
            ...bodies.map((one) => ({ value: one.slug, text: inLang({ fr: one.nameFr, en: one.nameEn }, lang) })),
          ]}
        />
        <Select
          name="step"
          label={t('sittings.step')}
          options={[{ value: '', text: t('sittings.allSteps') }, ...sittingSteps.map((step) => ({ value: step, text: t(`step.${step}`) }))]}
        />
      </Filters>
      {sittings.length === 0 ? (
        <EmptyState title={t('sittings.none')}>
          <p>{t('sittings.noneHint')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('sittings.count', { count: total })}
            firstCellIsHeader
            columns={[
              { header: t('sittings.sitting') },
              { header: t('sittings.body') },
              { header: t('sittings.at') },
              { header: t('sittings.mode') },
              { header: t('sittings.step') },
            ]}
            rows={sittings.map((one) => [
              <Link href={assemblyPaths.sitting(one.slug)}>{inLang({ fr: one.titleFr, en: one.titleEn }, lang)}</Link>,
              inLang({ fr: one.body.nameFr, en: one.body.nameEn }, lang),
              formatInstant(one.startsAt, lang),
              t(`mode.${one.mode}`),
              <StepTag step={one.step} />,
            ])}
          />
          <ExportLinks hrefOf={(format) => hrefOf({ format: format === 'csvExcel' ? 'csv-excel' : format })} />
        </>
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => hrefOf({ page: String(number) })} />
      {bodies.length > 0 && (
        <>
          <h2>{t('rules.title')}</h2>
          <ul>
            {bodies.map((one) => (
              <li>
                <Link href={assemblyPaths.rules(one.slug)}>{inLang({ fr: one.nameFr, en: one.nameEn }, lang)}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
