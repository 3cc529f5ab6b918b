import { formatDate, formatNumber } from '../../../../../kernel/i18n/format.ts';
import {
  Button,
  DayField,
  EmptyState,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  NotificationBanner,
  Pagination,
  Table,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { duesPaths } from '../../paths.ts';
import type { ExchangeRate } from '../../schema.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import { usableDays } from '../queries.ts';

export interface RatesPageProps {
  rates: readonly ExchangeRate[];
  total: number;
  page: number;
  pages: number;
  mayKeep: boolean;
  done: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Exchange rates by day, each with who says so, and the form of a new one. */
export function RatesPage({ rates, total, page, pages, mayKeep, done, values, errors = {} }: RatesPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <DuesPage title={t('nav.rates')} section="rates" hasErrors={Object.keys(errors).length > 0}>
      {done && <NotificationBanner kind="success" text={t('done.rate')} />}
      <p class="lede">{t('rates.lede', { days: usableDays })}</p>
      {rates.length === 0 ? (
        <EmptyState title={t('rates.none')}>
          <p>{t('rates.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('rates.count', { count: total })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.currency') },
            { header: t('column.day') },
            { header: t('rates.units'), numeric: true },
            { header: t('field.source') },
            { header: t('rates.by') },
          ]}
          rows={rates.map((one) => [
            one.currency,
            formatDate(one.day, lang),
            formatNumber(Number(one.units), lang, { maximumFractionDigits: 10 }),
            one.sourceUrl ? <Link href={one.sourceUrl}>{one.source}</Link> : one.source,
            one.by,
          ])}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => `${duesPaths.rates()}?page=${number}`} />
      {mayKeep && (
        <>
          <h2>{t('rates.new')}</h2>
          <Form values={values} errors={errors}>
            <TextField name="currency" label={t('column.currency')} hint={t('field.currencyHint')} width={5} maxlength={3} />
            <DayField name="day" label={t('column.day')} />
            <TextField name="units" label={t('rates.units')} hint={t('rates.unitsHint')} width={10} inputmode="decimal" />
            <TextField name="source" label={t('field.source')} maxlength={300} />
            <TextField name="sourceUrl" label={t('rates.url')} type="url" />
            <Button>{t('rates.save')}</Button>
          </Form>
        </>
      )}
    </DuesPage>
  );
}
