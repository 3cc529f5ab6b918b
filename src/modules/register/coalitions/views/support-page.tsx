import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { BigNumbers, EmptyState, ExportLinks, Filters, Select, sortableColumn, usePage } from '../../../../ui/index.ts';
import { type AskedDay, withQuery } from '../../asked-day.ts';
import { attestedInWords } from '../../facts/spans.ts';
import type { Refs } from '../../facts/refs.ts';
import { SeatTable } from '../../institutions/views/seat-table.tsx';
import { StatusTag } from '../../institutions/views/status-tag.tsx';
import { exportFormats, sortParam } from '../../list-params.ts';
import { say } from '../../messages.ts';
import { type PartyRef, shortName } from '../../parties/directory.ts';
import { registerPaths } from '../../paths.ts';
import { DatedPage } from '../../views/dated-page.tsx';
import { useRegister } from '../../views/register-context.ts';
import { type PartyKind, partyKinds, statuses } from '../../vocabulary.ts';
import type { SupportFilters, SupportSort } from '../lists.ts';
import type { Supporter } from '../queries.ts';

export interface SupportPageProps {
  coalition: PartyRef;
  day: AskedDay;
  mayRecord: boolean;
  /** The institution beside whose statuses the endorsements are shown. */
  institution: PartyRef | null;
  institutions: PartyRef[];
  /** Confirmed and dated on the day, whatever the filters. */
  confirmedTotal: number;
  confirmed: Supporter[];
  uncertain: Supporter[];
  undated: Supporter[];
  refs: Refs;
  filters: SupportFilters;
  sort: SupportSort;
}

/** Who has endorsed a coalition on a day: what is confirmed, and apart what is not yet, and what nothing dates. */
export function SupportPage(props: SupportPageProps) {
  const { coalition, day, mayRecord } = props;
  const t = say.in(usePage().lang);
  const name = inLang(coalition.name, usePage().lang);
  return (
    <DatedPage
      day={day}
      mayRecord={mayRecord}
      path={registerPaths.members(coalition.slug)}
      params={shownParams(props)}
      title={t('support.title', { name })}
      description={t('support.description', { name })}
      eyebrow={t('kind.coalition')}
      crumb={t('support.crumb')}
      trail={[{ text: name, href: registerPaths.party(coalition.slug) }]}
    >
      <Content {...props} />
    </DatedPage>
  );
}

function Content(props: SupportPageProps) {
  const { coalition, day, institution, confirmedTotal, confirmed, uncertain, undated, refs, sort } = props;
  const { say: t, lang } = useRegister();
  const path = registerPaths.members(coalition.slug);
  const params = { ...shownParams(props), ...day.query };
  const sortable = (key: SupportSort['key'], label: string) =>
    sortableColumn({ key, label }, sort, (next) => withQuery(path, { ...params, sort: sortParam(next) }));
  const kind = { column: sortable('kind', t('column.kind')), cell: ({ party }: Supporter) => t(`kind.${party.kind as PartyKind}`) };
  const seat = institution && {
    column: sortable('status', t('support.statusIn', { institution: shortName(institution, lang) })),
    cell: ({ seat }: Supporter) => (seat ? <StatusTag status={seat} /> : <span class="muted">{t('support.noStatus')}</span>),
  };
  const columns = seat ? [kind, seat] : [kind];
  const plain = columns.map(({ cell }, index) => ({
    column: { header: index === 0 ? t('column.kind') : t('support.statusIn', { institution: shortName(institution!, lang) }) },
    cell,
  }));
  const table = { refs, nameColumn: { header: t('column.name') }, sinceColumn: { header: t('column.since') }, columns: plain };
  return (
    <>
      <BigNumbers
        items={[
          { value: formatNumber(confirmedTotal, lang), label: t('support.confirmedCount', { count: confirmedTotal }) },
          ...statusCounts(confirmed).map(({ status, total }) => ({
            value: formatNumber(total, lang),
            label: t('support.ofWhich', { status: t(`statuses.${status}`, { count: total }), institution: shortName(institution!, lang) }),
          })),
        ]}
      />
      <SupportFilter {...props} />
      {confirmed.length === 0 ? (
        <EmptyState title={t('support.empty')} />
      ) : (
        <SeatTable
          caption={t('support.caption', { count: confirmed.length })}
          seats={confirmed}
          refs={refs}
          nameColumn={sortable('name', t('column.name'))}
          sinceColumn={sortable('since', t('column.since'))}
          columns={columns}
        />
      )}
      {confirmed.length > 0 && <ExportLinks hrefOf={(format) => withQuery(path, { ...params, format: exportFormats[format] })} />}
      {uncertain.length > 0 && (
        <>
          <h2>{t('support.uncertain')}</h2>
          <p>{t('support.uncertainWhy')}</p>
          <SeatTable {...table} caption={t('support.uncertainCaption', { count: uncertain.length })} seats={uncertain} />
        </>
      )}
      {undated.length > 0 && (
        <>
          <h2>{t('composition.undated')}</h2>
          <p>{t('composition.undatedWhy')}</p>
          <SeatTable
            {...table}
            caption={t('composition.undatedCaption', { count: undated.length })}
            seats={undated}
            sinceColumn={{ header: t('composition.reason') }}
            since={({ fact }) => attestedInWords(fact.span.attestedFrom!, lang)}
          />
        </>
      )}
    </>
  );
}

function SupportFilter({ coalition, day, institution, institutions, filters, sort }: SupportPageProps) {
  const { say: t, lang } = useRegister();
  const path = registerPaths.members(coalition.slug);
  const keep = { ...day.query, ...(sort.key === 'name' && sort.direction === 'ascending' ? {} : { sort: sortParam(sort) }) };
  return (
    <Filters action={path} values={{}} keep={keep} clearHref={withQuery(path, keep)}>
      <Select
        name="institution"
        label={t('support.compare')}
        value={institution?.slug ?? ''}
        options={institutions.map((one) => ({ value: one.slug, text: inLang(one.name, lang) }))}
      />
      <Select
        name="status"
        label={t('support.status')}
        value={filters.status ?? ''}
        options={[
          { value: '', text: t('filter.any') },
          { value: 'any', text: t('support.anyStatus') },
          ...statuses.map((value) => ({ value, text: t(`status.${value}`) })),
          { value: 'none', text: t('support.noStatus') },
        ]}
      />
      <Select
        name="kind"
        label={t('column.kind')}
        value={filters.kind ?? ''}
        options={[{ value: '', text: t('filter.any') }, ...partyKinds.map((value) => ({ value, text: t(`kind.${value}`) }))]}
      />
    </Filters>
  );
}

function statusCounts(confirmed: readonly Supporter[]) {
  return statuses
    .map((status) => ({ status, total: confirmed.filter((one) => one.seat === status).length }))
    .filter(({ total }) => total > 0);
}

function shownParams({ institution, filters, sort }: Pick<SupportPageProps, 'institution' | 'filters' | 'sort'>): Record<string, string> {
  return {
    ...(institution && { institution: institution.slug }),
    ...(filters.kind && { kind: filters.kind }),
    ...(filters.status && { status: filters.status }),
    ...(sort.key === 'name' && sort.direction === 'ascending' ? {} : { sort: sortParam(sort) }),
  };
}
