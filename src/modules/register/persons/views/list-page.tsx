import { formatDate, formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Checkboxes,
  EmptyState,
  ExportLinks,
  Filters,
  Link,
  Pagination,
  Select,
  sortableColumn,
  Table,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import { type AskedDay, withQuery } from '../../asked-day.ts';
import { exportFormats, sortParam } from '../../list-params.ts';
import { say } from '../../mandates/messages.ts';
import { titleOf } from '../../mandates/in-words.ts';
import { standings } from '../../mandates/rules.ts';
import { DoubtNote, StandingTag } from '../../mandates/views/standing-tag.tsx';
import { say as sayRegister } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import { DatedPage } from '../../views/dated-page.tsx';
import { useRegister } from '../../views/register-context.ts';
import type { ListedPerson, PersonFilters, PersonList, PersonSort } from '../list.ts';

export interface PersonListPageProps {
  day: AskedDay;
  mayRecord: boolean;
  list: PersonList;
  filters: PersonFilters;
  sort: PersonSort;
  page: number;
  pages: number;
}

/** The persons that the secretariat knows: what they are on the day, where, and until when. */
export function PersonListPage(props: PersonListPageProps) {
  const t = say.in(usePage().lang);
  return (
    <DatedPage
      day={props.day}
      mayRecord={props.mayRecord}
      path={registerPaths.persons()}
      params={shownParams(props)}
      title={t('persons.title')}
      eyebrow={t('persons.eyebrow')}
      lede={t('persons.lede')}
      width="wide"
      noIndex
    >
      <Content {...props} />
    </DatedPage>
  );
}

function Content({ day, list, filters, sort, page, pages }: PersonListPageProps) {
  const { lang } = useRegister();
  const t = say.in(lang);
  const path = registerPaths.persons();
  const params = { ...shownParams({ filters, sort }), ...day.query };
  const sortable = (key: PersonSort['key'], label: string) =>
    sortableColumn({ key, label }, sort, (next) => withQuery(path, { ...params, sort: sortParam(next) }));
  return (
    <>
      <PersonFilter day={day} list={list} filters={filters} sort={sort} />
      {list.total === 0 ? (
        <EmptyState title={t('persons.empty')}>
          <p>{t('persons.emptyHint')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('persons.caption', { count: list.total, number: formatNumber(list.total, lang) })}
          dense
          firstCellIsHeader
          columns={[
            sortable('name', t('column.person')),
            sortable('party', t('column.city')),
            sortable('state', t('column.state')),
            sortable('standing', t('field.standing')),
            sortable('expected', sayRegister.in(lang)('column.expected_end')),
          ]}
          rows={list.rows.map((row) => cells(row, lang))}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => withQuery(path, { ...params, page: number })} />
      {list.total > 0 && <ExportLinks hrefOf={(format) => withQuery(path, { ...params, format: exportFormats[format] })} />}
    </>
  );
}

function cells({ person, mandate, party, state, isDue }: ListedPerson, lang: 'fr' | 'en') {
  const t = say.in(lang);
  const end = mandate?.expectedEnd;
  return [
    <>
      <Link href={registerPaths.person(person.id)}>{person.sortKey}</Link>
      {isDue && <p class="row-note">{t('persons.due')}</p>}
    </>,
    mandate && party ? (
      <>
        <Link href={registerPaths.party(party.slug)}>{inLang(party.name, lang)}</Link>
        <p class="row-note">{titleOf(mandate, lang)}</p>
      </>
    ) : (
      <span class="muted">{t('persons.noMandate')}</span>
    ),
    state ? inLang(state.name, lang) : '',
    mandate ? (
      <>
        <StandingTag standing={mandate.standing} />
        <DoubtNote mandate={mandate} />
      </>
    ) : (
      ''
    ),
    end ? formatDate(end.date, lang, end.precision) : '',
  ];
}

function PersonFilter({ day, list, filters, sort }: Pick<PersonListPageProps, 'day' | 'list' | 'filters' | 'sort'>) {
  const { lang } = useRegister();
  const t = say.in(lang);
  const path = registerPaths.persons();
  const keep = { ...day.query, ...(isUsual(sort) ? {} : { sort: sortParam(sort) }) };
  const any = { value: '', text: sayRegister.in(lang)('filter.any') };
  return (
    <Filters action={path} values={filters as Record<string, string>} keep={keep} clearHref={withQuery(path, keep)}>
      <TextField name="text" type="search" label={t('persons.text')} value={filters.text ?? ''} />
      <Select
        name="state"
        label={t('column.state')}
        value={filters.state ?? ''}
        options={[any, ...list.states.map((one) => ({ value: one.slug, text: inLang(one.name, lang) }))]}
      />
      <Select
        name="standing"
        label={t('field.standing')}
        value={filters.standing ?? ''}
        options={[any, ...standings.map((value) => ({ value, text: t(`standing.${value}`) }))]}
      />
      <Checkboxes name="due" label={t('persons.dueFilter')} legend={false} options={[{ value: 'yes', label: t('persons.dueFilter') }]} />
    </Filters>
  );
}

function shownParams({ filters, sort }: Pick<PersonListPageProps, 'filters' | 'sort'>): Record<string, string> {
  const chosen = Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1])));
  return { ...chosen, ...(isUsual(sort) ? {} : { sort: sortParam(sort) }) };
}

function isUsual(sort: PersonSort): boolean {
  return sort.key === 'name' && sort.direction === 'ascending';
}
