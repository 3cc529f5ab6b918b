import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { BigNumbers, EmptyState, ExportLinks, Filters, Link, Pagination, Select, sortableColumn, usePage } from '../../../../ui/index.ts';
import { type AskedDay, withQuery } from '../../asked-day.ts';
import { attestedInWords, spanInWords } from '../../facts/spans.ts';
import type { Refs } from '../../facts/refs.ts';
import { exportFormats, sortParam } from '../../list-params.ts';
import { say } from '../../messages.ts';
import type { PartyRef } from '../../parties/directory.ts';
import { registerPaths } from '../../paths.ts';
import { DatedPage } from '../../views/dated-page.tsx';
import { useRegister } from '../../views/register-context.ts';
import { type PartyKind, partyKinds, type StatusValue, statuses } from '../../vocabulary.ts';
import type { SeatFilters, SeatSort } from '../lists.ts';
import type { Seat } from '../queries.ts';
import { SeatTable } from './seat-table.tsx';
import { StatusTag } from './status-tag.tsx';

export interface CompositionPageProps {
  institution: PartyRef;
  day: AskedDay;
  mayRecord: boolean;
  /** As figures count them: confirmed and dated. */
  counts: { status: StatusValue; total: number }[];
  held: Seat[];
  /** How many of `held`, whatever the page of the list, are listed and not counted. */
  uncounted: number;
  total: number;
  withdrawn: Seat[];
  undated: Seat[];
  refs: Refs;
  filters: SeatFilters;
  sort: SeatSort;
  page: number;
  pages: number;
}

/** Who is in an institution on a day, by status; who has left it; whom nothing dates on that day. */
export function CompositionPage(props: CompositionPageProps) {
  const { institution, day, mayRecord, filters, sort } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(institution.name, lang);
  const path = registerPaths.members(institution.slug);
  return (
    <DatedPage
      day={day}
      mayRecord={mayRecord}
      path={path}
      params={shownParams(filters, sort)}
      title={t('composition.title', { name })}
      description={t('composition.description', { name })}
      eyebrow={t(`kind.${institution.kind as PartyKind}`)}
      crumb={t('composition.crumb')}
      trail={[{ text: name, href: registerPaths.party(institution.slug) }]}
    >
      <Content {...props} />
    </DatedPage>
  );
}

function Content({
  institution,
  day,
  counts,
  held,
  uncounted,
  total,
  withdrawn,
  undated,
  refs,
  filters,
  sort,
  page,
  pages,
}: CompositionPageProps) {
  const { say: t, lang } = useRegister();
  const path = registerPaths.members(institution.slug);
  const params = { ...shownParams(filters, sort), ...day.query };
  const sortable = (key: SeatSort['key'], label: string) =>
    sortableColumn({ key, label }, sort, (next) => withQuery(path, { ...params, sort: sortParam(next) }));
  const columns = { nameColumn: sortable('name', t('column.name')), sinceColumn: sortable('since', t('column.since')) };
  const statusColumn = { column: sortable('status', t('column.status')), cell: ({ fact }: Seat) => <StatusCell seat={{ fact }} /> };
  return (
    <>
      <BigNumbers items={numbers(counts, lang)} />
      {uncounted > 0 && <p>{t('composition.uncounted', { count: uncounted })}</p>}
      <SeatFilter path={path} filters={filters} sort={sort} counts={counts} />
      {held.length === 0 ? (
        <EmptyState title={t('composition.empty')}>
          {undated.length + withdrawn.length > 0 && <p>{t('composition.emptyBut')}</p>}
        </EmptyState>
      ) : (
        <SeatTable caption={t('composition.caption', { count: total })} seats={held} refs={refs} {...columns} columns={[statusColumn]} />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => withQuery(path, { ...params, page: number })} />
      {held.length > 0 && <ExportLinks hrefOf={(format) => withQuery(path, { ...params, format: exportFormats[format] })} />}
      {withdrawn.length > 0 && (
        <>
          <h2>{t('composition.withdrawn')}</h2>
          <SeatTable
            caption={t('composition.withdrawnCaption', { count: withdrawn.length })}
            seats={withdrawn}
            refs={refs}
            nameColumn={{ header: t('column.name') }}
            columns={[]}
            sinceColumn={{ header: t('composition.withdrawnSince') }}
          />
        </>
      )}
      {undated.length > 0 && (
        <>
          <h2>{t('composition.undated')}</h2>
          <p>{t('composition.undatedWhy')}</p>
          <SeatTable
            caption={t('composition.undatedCaption', { count: undated.length })}
            seats={undated}
            refs={refs}
            nameColumn={{ header: t('column.name') }}
            columns={[{ ...statusColumn, column: { header: t('column.status') } }]}
            sinceColumn={{ header: t('composition.reason') }}
            since={({ fact }) => (fact.span.to ? spanInWords(fact.span, lang) : attestedInWords(fact.span.attestedFrom!, lang))}
          />
        </>
      )}
      <p>
        <Link href={withQuery(registerPaths.map(), { institution: institution.slug, ...day.query })}>{t('composition.map')}</Link>
      </p>
    </>
  );
}

function StatusCell({ seat: { fact } }: { seat: Pick<Seat, 'fact'> }) {
  const { say } = useRegister();
  const category = fact.row['category'];
  return (
    <>
      <StatusTag status={fact.row['status'] as StatusValue} />
      {typeof category === 'string' && <> {say(`category.${category}` as 'category.city')}</>}
    </>
  );
}

function SeatFilter({
  path,
  filters,
  sort,
  counts,
}: {
  path: string;
  filters: SeatFilters;
  sort: SeatSort;
  counts: CompositionPageProps['counts'];
}) {
  const { say, day } = useRegister();
  const present = new Set([...counts.map((one) => one.status), filters.status]);
  const keep = { ...day.query, ...(sort.key === 'name' && sort.direction === 'ascending' ? {} : { sort: sortParam(sort) }) };
  return (
    <Filters action={path} values={filters as Record<string, string>} keep={keep} clearHref={withQuery(path, keep)}>
      <Select
        name="status"
        label={say('column.status')}
        value={filters.status ?? ''}
        options={[
          { value: '', text: say('filter.any') },
          ...statuses.filter((one) => present.has(one)).map((value) => ({ value, text: say(`status.${value}`) })),
        ]}
      />
      <Select
        name="kind"
        label={say('column.kind')}
        value={filters.kind ?? ''}
        options={[{ value: '', text: say('filter.any') }, ...partyKinds.map((value) => ({ value, text: say(`kind.${value}`) }))]}
      />
    </Filters>
  );
}

/** One numeral by status, and the sum of those that sit (members, associates, observers) where there are several. */
function numbers(counts: CompositionPageProps['counts'], lang: 'fr' | 'en') {
  const t = say.in(lang);
  const sitting = counts.filter(({ status }) => seats.has(status));
  const items = counts.map(({ status, total }) => ({ value: formatNumber(total, lang), label: t(`statuses.${status}`, { count: total }) }));
  if (sitting.length < 2) return items;
  const sum = sitting.reduce((all, { total }) => all + total, 0);
  return [
    ...items.slice(0, sitting.length),
    { value: formatNumber(sum, lang), label: t('composition.inAll', { count: sum }) },
    ...items.slice(sitting.length),
  ];
}

const seats = new Set<StatusValue>(['member', 'associate', 'observer']);

function shownParams(filters: SeatFilters, sort: SeatSort): Record<string, string> {
  return {
    ...(filters.kind && { kind: filters.kind }),
    ...(filters.status && { status: filters.status }),
    ...(sort.key === 'name' && sort.direction === 'ascending' ? {} : { sort: sortParam(sort) }),
  };
}
