import { formatDate, dayOf } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  Checkboxes,
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
import { exportFormats, type PartyRef, sortParam, withQuery } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';
import { applicantCategories, applicationStates } from '../../vocabulary.ts';
import type { ApplicationFilter, ApplicationSort, ListedApplication } from '../list.ts';
import { waits } from '../rules.ts';
import { MembershipNavigation } from '../../views/membership-navigation.tsx';
import { StateTag } from './tags.tsx';

export interface ApplicationListPageProps {
  applications: readonly ListedApplication[];
  total: number;
  page: number;
  pages: number;
  filter: ApplicationFilter;
  sort: ApplicationSort;
  states: readonly PartyRef[];
  mayManage: boolean;
}

/** The applications: where each is, whom it waits for and since when. */
export function ApplicationListPage({ applications, total, page, pages, filter, sort, states, mayManage }: ApplicationListPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const values = {
    mots: filter.words ?? '',
    etape: filter.state ?? '',
    etat: filter.country ?? '',
    categorie: filter.category ?? '',
    attend: filter.waiting ?? '',
    closes: filter.closed ? 'oui' : '',
  };
  const list = (more: Record<string, string | number>) =>
    withQuery(membershipPaths.applications(), { ...values, sort: sortParam(sort), ...more });
  const sortBy = (key: ApplicationSort['key'], label: string) =>
    sortableColumn({ key, label }, sort, (next) => list({ sort: sortParam(next) }));
  return (
    <Page title={t('applications.title')} noIndex width="wide" before={<MembershipNavigation current="applications" />}>
      <h1>{t('applications.title')}</h1>
      <p class="lede">{t('applications.lede')}</p>
      {mayManage && <Button href={membershipPaths.newApplication()}>{t('applications.new')}</Button>}
      <Filters
        action={membershipPaths.applications()}
        values={{ ...values, closes: filter.closed ? ['oui'] : [] }}
        clearHref={membershipPaths.applications()}
      >
        <TextField name="mots" label={t('applications.words')} type="search" width={20} />
        <Select
          name="etape"
          label={t('applications.state')}
          options={[
            { value: '', text: t('applications.open') },
            ...applicationStates.map((value) => ({ value, text: t(`state.${value}`) })),
          ]}
        />
        <Select
          name="attend"
          label={t('applications.waiting')}
          options={[{ value: '', text: t('all') }, ...waits.map((value) => ({ value, text: t(`waiting.${value}`) }))]}
        />
        <Select
          name="etat"
          label={t('draft.state')}
          options={[{ value: '', text: t('all') }, ...states.map((one) => ({ value: one.slug, text: inLang(one.name, lang) }))]}
        />
        <Select
          name="categorie"
          label={t('draft.category')}
          options={[
            { value: '', text: t('allFeminine') },
            ...applicantCategories.map((value) => ({ value, text: t(`applicant.${value}`) })),
          ]}
        />
        <Checkboxes name="closes" label={t('applications.closed')} options={[{ value: 'oui', label: t('applications.showClosed') }]} />
      </Filters>
      {total === 0 ? (
        <EmptyState title={t('applications.none')}>
          <p>{t('applications.noneHint')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('applications.count', { count: total })}
            dense
            firstCellIsHeader
            columns={[
              sortBy('name', t('applications.authority')),
              { header: t('applications.reference') },
              sortBy('state', t('draft.state')),
              { header: t('draft.category') },
              { header: t('applications.state') },
              { header: t('applications.waiting') },
              sortBy('since', t('applications.since')),
            ]}
            rows={applications.map((one) => [
              <Link href={membershipPaths.application(one.id)}>{one.name ?? t('file.nameless')}</Link>,
              one.reference ?? '–',
              one.stateParty ? inLang(one.stateParty.name, lang) : '–',
              one.category ? t(`applicant.${one.category}`) : '–',
              <StateTag state={one.state} />,
              one.waiting ? t(`waiting.${one.waiting}`) : '–',
              formatDate(dayOf(one.since), lang),
            ])}
          />
          <ExportLinks hrefOf={(format) => list({ format: exportFormats[format] })} />
        </>
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => list({ page: number })} />
    </Page>
  );
}
