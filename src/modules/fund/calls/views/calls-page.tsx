import { formatDate } from '../../../../kernel/i18n/format.ts';
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
  sortableColumn,
  Table,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import { exportFormats, sortParam, withQuery } from '../../../register/index.ts';
import { purses } from '../../vocabulary.ts';
import { say } from '../messages.ts';
import { callPaths } from '../paths.ts';
import { type CallFilter, type CallSort, type ListedCall, nameOf } from '../queries.ts';
import { callStandings } from '../rules.ts';
import { CallNavigation } from './call-navigation.tsx';
import { CallTag } from './call-tag.tsx';

export interface CallsPageProps {
  calls: readonly ListedCall[];
  total: number;
  page: number;
  pages: number;
  filter: CallFilter;
  sort: CallSort;
  mayManage: boolean;
}

/** The calls of the fund, for the secretariat. */
export function CallsPage({ calls, total, page, pages, filter, sort, mayManage }: CallsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const values = { mots: filter.words ?? '', etat: filter.standing ?? '', caisse: filter.purse ?? '' };
  const list = (more: Record<string, string | number>) => withQuery(callPaths.calls(), { ...values, sort: sortParam(sort), ...more });
  const sortBy = (key: CallSort['key'], label: string) => sortableColumn({ key, label }, sort, (next) => list({ sort: sortParam(next) }));
  return (
    <Page title={t('calls.title')} noIndex width="wide" before={<CallNavigation current="calls" />}>
      <h1>{t('calls.title')}</h1>
      <p class="lede">{t('calls.lede')}</p>
      {mayManage && <Button href={callPaths.newCall()}>{t('calls.new')}</Button>}
      <Filters action={callPaths.calls()} values={values} clearHref={callPaths.calls()}>
        <TextField name="mots" label={t('calls.words')} type="search" width={20} />
        <Select
          name="etat"
          label={t('calls.standing')}
          options={[{ value: '', text: t('calls.all') }, ...callStandings.map((value) => ({ value, text: t(`standing.${value}`) }))]}
        />
        <Select
          name="caisse"
          label={t('call.purse')}
          options={[{ value: '', text: t('calls.all') }, ...purses.map((value) => ({ value, text: t(`purse.${value}`) }))]}
        />
      </Filters>
      {total === 0 ? (
        <EmptyState title={t('calls.none')}>
          <p>{t('calls.noneHint')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('calls.count', { count: total })}
            dense
            firstCellIsHeader
            columns={[
              sortBy('name', t('calls.call')),
              { header: t('call.purse') },
              { header: t('calls.standing') },
              sortBy('opens', t('call.opensOn')),
              sortBy('closes', t('call.closesOn')),
              { header: t('calls.deposited'), numeric: true },
            ]}
            rows={calls.map((call) => [
              <Link href={callPaths.call(call.slug)}>{inLang(nameOf(call), lang)}</Link>,
              t(`purse.${call.purse}`),
              <CallTag standing={call.standing} />,
              formatDate(call.opensOn, lang),
              call.closesOn ? formatDate(call.closesOn, lang) : t('call.allYear'),
              call.deposited,
            ])}
          />
          <ExportLinks hrefOf={(format) => list({ format: exportFormats[format] })} />
        </>
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => list({ page: number })} />
    </Page>
  );
}
