import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
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
import { saysInWords, shortLabel } from '../../facts/in-words.ts';
import { startInWords } from '../../facts/spans.ts';
import { CertaintyTag, FactMarks, SourceLink } from '../../facts/views/marks.tsx';
import { StatusTag } from '../../institutions/views/status-tag.tsx';
import { exportFormats, sortParam } from '../../list-params.ts';
import { say } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import { DatedPage } from '../../views/dated-page.tsx';
import { useRegister } from '../../views/register-context.ts';
import { certainties, partyKinds, type StatusValue, statuses } from '../../vocabulary.ts';
import { type PartyRef, shortName } from '../directory.ts';
import type { ListedParty, PartyFilters, PartyList, PartySort, PartySortKey } from '../list.ts';

export interface PartyListPageProps {
  day: AskedDay;
  mayRecord: boolean;
  list: PartyList;
  filters: PartyFilters;
  sort: PartySort;
  page: number;
  pages: number;
  institutions: PartyRef[];
}

/** The parties of the register, narrowed and sorted as the address says. */
export function PartyListPage(props: PartyListPageProps) {
  const t = say.in(usePage().lang);
  return (
    <DatedPage
      day={props.day}
      mayRecord={props.mayRecord}
      path={registerPaths.parties()}
      params={shownParams(props)}
      title={t('register.title')}
      description={t('list.description')}
      eyebrow={t('list.eyebrow')}
      heading={t('list.title')}
    >
      <Content {...props} />
    </DatedPage>
  );
}

function Content({ day, mayRecord, list, filters, sort, page, pages, institutions }: PartyListPageProps) {
  const { say: t, lang } = useRegister();
  const path = registerPaths.parties();
  const params = { ...shownParams({ filters, sort }), ...day.query };
  const sortable = (key: PartySortKey, label: string) =>
    sortableColumn({ key, label }, sort, (next) => withQuery(path, { ...params, sort: sortParam(next) }));
  const seated = filters.institution !== undefined;
  return (
    <>
      {mayRecord && (
        <p>
          <Button href={registerPaths.newParty()} kind="secondary">
            {t('list.newParty')}
          </Button>
        </p>
      )}
      <PartyFilter {...{ day, filters, sort, institutions }} />
      {list.total === 0 ? (
        <EmptyState title={t('list.empty')}>
          <p>{t('list.emptyHint')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('list.caption', { count: list.total, number: formatNumber(list.total, lang) })}
          firstCellIsHeader
          columns={[
            sortable('name', t('column.name')),
            sortable('kind', t('column.kind')),
            sortable('code', t('list.code')),
            ...(seated
              ? [sortable('status', t('column.status')), sortable('since', t('column.since')), { header: t('fact.source') }]
              : [{ header: t('list.statuses') }]),
          ]}
          rows={list.rows.map((row) => [
            <PartyCell party={row} seated={seated} />,
            t(`kind.${row.kind}`),
            row.code ?? '',
            ...(seated ? seatCells(row, list, lang) : [<Statuses party={row} list={list} />]),
          ])}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => withQuery(path, { ...params, page: number })} />
      {list.total > 0 && <ExportLinks hrefOf={(format) => withQuery(path, { ...params, format: exportFormats[format] })} />}
    </>
  );
}

function PartyCell({ party, seated }: { party: ListedParty; seated: boolean }) {
  const { partyHref } = useRegister();
  return (
    <>
      <Link href={partyHref(party.slug)}>{party.name}</Link>
      {!seated && party.certainty !== 'confirmed' && (
        <>
          {' '}
          <CertaintyTag certainty={party.certainty} />
        </>
      )}
    </>
  );
}

function seatCells(party: ListedParty, { refs }: PartyList, lang: 'fr' | 'en') {
  const [fact] = party.statuses;
  if (!fact) return ['', '', ''];
  return [
    <StatusTag status={fact.row['status'] as StatusValue} />,
    <>
      {startInWords(fact.span, lang)}
      <FactMarks fact={fact} />
    </>,
    <SourceLink source={refs.sources.get(fact.sourceId)} />,
  ];
}

function Statuses({ party, list: { refs } }: { party: ListedParty; list: PartyList }) {
  const { say: t, lang } = useRegister();
  return (
    <>
      {party.statuses
        .map((fact) =>
          t('search.status', { institution: shortLabel(refs, fact.row['institution_id'], lang), status: saysInWords(fact, refs, lang) }),
        )
        .join(' ; ')}
    </>
  );
}

function PartyFilter({ day, filters, sort, institutions }: Pick<PartyListPageProps, 'day' | 'filters' | 'sort' | 'institutions'>) {
  const { say: t, lang } = useRegister();
  const path = registerPaths.parties();
  const keep = { ...day.query, ...(isUsual(sort) ? {} : { sort: sortParam(sort) }) };
  const any = { value: '', text: t('filter.any') };
  const all = { ...shownParams({ filters, sort }), ...day.query };
  const words: Record<keyof PartyFilters, (value: string) => string> = {
    text: (value) => `«\u00a0${value}\u00a0»`,
    kind: (value) => t(`kinds.${value}` as 'kinds.state'),
    institution: (value) =>
      institutions
        .filter((one) => one.slug === value)
        .map((one) => shortName(one, lang))
        .join() || value,
    status: (value) => t(`status.${value}` as 'status.member'),
    certainty: (value) => t(`certainty.${value}` as 'certainty.probable'),
  };
  const selected = (Object.keys(words) as (keyof PartyFilters)[]).flatMap((name) => {
    const value = filters[name];
    return value
      ? [
          {
            label: words[name](value),
            removeHref: withQuery(path, { ...all, [name]: null, ...(name === 'institution' ? { status: null } : {}) }),
          },
        ]
      : [];
  });
  return (
    <Filters action={path} values={{}} keep={keep} selected={selected} clearHref={withQuery(path, keep)}>
      <TextField name="text" type="search" label={t('list.text')} value={filters.text ?? ''} />
      <Select
        name="kind"
        label={t('column.kind')}
        value={filters.kind ?? ''}
        options={[any, ...partyKinds.map((value) => ({ value, text: t(`kinds.${value}`) }))]}
      />
      <Select
        name="institution"
        label={t('list.institution')}
        value={filters.institution ?? ''}
        options={[any, ...institutions.map((one) => ({ value: one.slug, text: inLang(one.name, lang) }))]}
      />
      <Select
        name="status"
        label={t('list.status')}
        value={filters.status ?? ''}
        options={[any, ...statuses.map((value) => ({ value, text: t(`status.${value}`) }))]}
      />
      <Select
        name="certainty"
        label={t('column.certainty')}
        value={filters.certainty ?? ''}
        options={[any, ...certainties.map((value) => ({ value, text: t(`certainty.${value}`) }))]}
      />
    </Filters>
  );
}

function shownParams({ filters, sort }: Pick<PartyListPageProps, 'filters' | 'sort'>): Record<string, string> {
  const chosen = Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1])));
  return { ...chosen, ...(isUsual(sort) ? {} : { sort: sortParam(sort) }) };
}

function isUsual(sort: PartySort): boolean {
  return sort.key === 'name' && sort.direction === 'ascending';
}
