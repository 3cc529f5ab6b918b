import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  EmptyState,
  Filters,
  Link,
  Page,
  Pagination,
  Select,
  sortableColumn,
  SubNavigation,
  Table,
  Tag,
  usePage,
} from '../../../../ui/index.ts';
import { sortParam } from '../../../register/index.ts';
import { ListLinks } from '../../list-links.tsx';
import { linkOf, ownLinkOf } from '../links.ts';
import { say } from '../messages.ts';
import { waitingPaths } from '../paths.ts';
import type { Wait, Waiting, WaitSort } from '../queries.ts';
import { waitKinds } from '../vocabulary.ts';

export interface WaitingPageProps extends Waiting {
  page: number;
  pageSize: number;
  sort: { key: WaitSort; direction: 'ascending' | 'descending' };
  chosen: { whom: string; kind: string; late: string };
  today: Temporal.PlainDate;
}

/** What waits in the fund, for whom, since when. */
export function WaitingPage({ rows, total, counts, page, pageSize, sort, chosen, today }: WaitingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const hrefOf = (more: Record<string, string>) =>
    `${waitingPaths.waiting()}?${new URLSearchParams({ ...chosen, sort: sortParam(sort), ...more }).toString()}`;
  const column = (key: WaitSort, label: string) => sortableColumn({ key, label }, sort, (sort) => hrefOf({ sort: sortParam(sort) }));
  const everything = counts.filter(({ whom }) => whom !== 'mine').reduce((sum, { count }) => sum + count, 0);
  return (
    <Page title={t('title')} noIndex width="wide">
      <h1>{t('title')}</h1>
      <p class="lede">{t('lede')}</p>
      <SubNavigation
        label={t('column.whom')}
        items={[...counts, { whom: 'all', count: everything } as const].map(({ whom, count }) => ({
          href: hrefOf({ whom }),
          label: t('counted', { whom: t(`whom.${whom}`), count }),
          current: whom === chosen.whom,
        }))}
      />
      <Filters
        action={waitingPaths.waiting()}
        values={chosen}
        keep={{ sort: sortParam(sort), whom: chosen.whom }}
        clearHref={hrefOf({ kind: '', late: '' })}
      >
        <Select
          name="kind"
          label={t('column.what')}
          options={[{ value: '', text: t('filter.all') }, ...waitKinds.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }))]}
        />
        <Select
          name="late"
          label={t('column.late')}
          options={[
            { value: '', text: t('filter.all') },
            { value: 'yes', text: t('late.only') },
          ]}
        />
      </Filters>
      {rows.length === 0 ? (
        <EmptyState title={t('none')}>
          <p>{t('noneText')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('count', { count: total })}
            dense
            firstCellIsHeader
            columns={[
              { header: t('column.what') },
              { header: t('column.title') },
              { header: t('column.lead') },
              { header: t('column.whom') },
              column('since', t('column.since')),
              column('due', t('column.due')),
            ]}
            rows={rows.map((row) => [
              <Link href={linkOf(row)}>{t(`kind.${row.kind}`)}</Link>,
              <What row={row} />,
              row.lead ? inLang(row.lead.name, lang) : '–',
              t(`whom.${row.isMine ? 'me' : row.whom}`),
              <Since row={row} today={today} />,
              <Due row={row} />,
            ])}
          />
          <ListLinks page={page} pages={Math.ceil(total / pageSize)} hrefOf={hrefOf} />
        </>
      )}
    </Page>
  );
}

/** What waits of a city's dossiers and projects: for it, then for the network. */
export function OwnWaitingPage({
  rows,
  total,
  page,
  pageSize,
  today,
}: Waiting & { page: number; pageSize: number; today: Temporal.PlainDate }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const parts = [
    { title: t('own.todo'), none: t('own.nothing'), rows: rows.filter(({ whom }) => whom === 'city') },
    { title: t('own.elsewhere'), none: t('own.nothingElsewhere'), rows: rows.filter(({ whom }) => whom !== 'city') },
  ];
  return (
    <Page title={t('own.title')} noIndex>
      <h1>{t('own.title')}</h1>
      {parts.map((part) => (
        <section>
          <h2>{part.title}</h2>
          {part.rows.length === 0 ? (
            <p>{part.none}</p>
          ) : (
            <Table
              caption={part.title}
              captionHidden
              firstCellIsHeader
              columns={[
                { header: t('column.what') },
                { header: t('column.title') },
                { header: t('column.whom') },
                { header: t('column.since') },
                { header: t('column.due') },
              ]}
              rows={part.rows.map((row) => [
                <Link href={ownLinkOf(row)}>{t(`kind.${row.kind}`)}</Link>,
                <What row={row} />,
                t(`whom.${row.whom === 'city' ? 'me' : row.whom}`),
                <Since row={row} today={today} />,
                <Due row={row} />,
              ])}
            />
          )}
        </section>
      ))}
      <Pagination page={page} pages={Math.ceil(total / pageSize)} hrefOf={(number) => `${waitingPaths.own()}?page=${number}`} />
    </Page>
  );
}

function What({ row: { kind, reference, title, detail } }: { row: Wait }) {
  const t = say.in(usePage().lang);
  return (
    <>
      {kind === 'report' || kind === 'review' ? t('numbered', { reference, number: Number(detail) }) : reference}{' '}
      <span lang="fr">{title}</span>
      {kind === 'action' && (
        <span class="muted" lang="fr">
          {' '}
          {detail}
        </span>
      )}
    </>
  );
}

function Since({ row: { since }, today }: { row: Wait; today: Temporal.PlainDate }) {
  const { lang } = usePage();
  const from = dayOf(since);
  return (
    <>
      {formatDate(from, lang)} <span class="muted">{spanOf(from, today, say.in(lang))}</span>
    </>
  );
}

/** How long it has been, as one says it: in days, then in months, then in years. */
function spanOf(from: Temporal.PlainDate, today: Temporal.PlainDate, t: ReturnType<typeof say.in>): string {
  const { months } = from.until(today, { largestUnit: 'month' });
  if (months >= 24) return t('years', { years: Math.floor(months / 12) });
  if (months >= 3) return t('months', { months });
  return t('days', { days: Math.max(0, from.until(today, { largestUnit: 'day' }).days) });
}

function Due({ row: { dueOn, isLate } }: { row: Wait }) {
  const { lang } = usePage();
  if (!dueOn) return <>–</>;
  return (
    <>
      {formatDate(dueOn, lang)} {isLate && <Tag kind="bad">{say.in(lang)('late.yes')}</Tag>}
    </>
  );
}
