import { formatDate, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  BigNumbers,
  EmptyState,
  ExportLinks,
  Filters,
  Link,
  Pagination,
  Select,
  sortableColumn,
  Table,
  Tag,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { exportFormats, sortParam, withQuery } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import { type AccountFilter, type AccountLine, type AccountSort, accountStates, stateOf, type Totals } from '../list.ts';

export interface AccountsPageProps {
  lines: readonly AccountLine[];
  found: number;
  totals: Totals;
  filter: AccountFilter;
  sort: AccountSort;
  page: number;
  pages: number;
  on: Temporal.PlainDate;
}

/** What every member owes: how much is late and how old, who owes it, and what its head of today inherited. */
export function AccountsPage({ lines, found, totals, filter, sort, page, pages, on }: AccountsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const values = { words: filter.words ?? '', state: filter.state ?? '', age: filter.age ? String(filter.age) : '' };
  const hrefOf = (more: Record<string, string | number>) => withQuery(duesPaths.dues(), { ...values, sort: sortParam(sort), ...more });
  const column = (key: AccountSort['key'], label: string, numeric = false) =>
    sortableColumn({ key, label, numeric }, sort, (next) => hrefOf({ sort: sortParam(next) }));
  return (
    <DuesPage title={t('nav.dues')} section="dues">
      <p class="lede">{t('accounts.lede', { on: formatDate(on, lang), late: totals.late, accounts: totals.accounts })}</p>
      <BigNumbers
        items={[
          { value: formatMoney(totals.lateCents, lang), label: t('account.late') },
          { value: formatMoney(totals.ages[1], lang), label: t('accounts.age.1') },
          { value: formatMoney(totals.ages[2], lang), label: t('accounts.age.2') },
          { value: formatMoney(totals.ages[3], lang), label: t('accounts.age.3') },
          { value: formatMoney(totals.creditCents, lang), label: t('account.credit') },
        ]}
      />
      <Filters action={duesPaths.dues()} values={values} keep={{ sort: sortParam(sort) }} clearHref={duesPaths.dues()}>
        <TextField name="words" label={t('column.member')} type="search" width={20} />
        <Select
          name="state"
          label={t('accounts.state')}
          options={[
            { value: '', text: t('accounts.all') },
            ...accountStates.map((one) => ({ value: one, text: t(`accounts.state.${one}`) })),
          ]}
        />
        <Select
          name="age"
          label={t('accounts.age')}
          options={[
            { value: '', text: t('accounts.all') },
            ...([1, 2, 3] as const).map((one) => ({ value: String(one), text: t(`accounts.age.${one}`) })),
          ]}
        />
      </Filters>
      {found === 0 ? (
        <EmptyState title={t('accounts.none')}>
          <p>{t('accounts.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('accounts.count', { count: found })}
          dense
          firstCellIsHeader
          columns={[
            column('name', t('column.member')),
            column('late', t('column.late'), true),
            column('since', t('column.since')),
            { header: t('column.headToday') },
            column('inherited', t('column.inherited'), true),
            { header: t('column.state') },
          ]}
          rows={lines.map((one) => {
            const { inherited, years } = one.arrears;
            return [
              <Link href={duesPaths.account(one.party.slug)}>{inLang(one.party.name, lang)}</Link>,
              one.lateCents > 0 ? formatMoney(one.lateCents, lang) : '—',
              one.since ? t('accounts.years', { since: formatDate(one.since, lang), count: years.length }) : '—',
              inherited
                ? t('accounts.head', { name: inherited.head.mandate.person.name, since: formatDate(inherited.since, lang) })
                : t('accounts.noHead'),
              inherited && inherited.totalCents > 0
                ? t('accounts.inherited', {
                    amount: formatMoney(inherited.totalCents, lang),
                    count: formatNumber(inherited.remindersBefore + inherited.remindersSince, lang),
                  })
                : '—',
              <StateTag line={one} />,
            ];
          })}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => hrefOf({ page: number })} />
      {found > 0 && <ExportLinks hrefOf={(format) => hrefOf({ format: exportFormats[format] })} />}
    </DuesPage>
  );
}

function StateTag({ line }: { line: AccountLine }) {
  const { lang } = usePage();
  const state = stateOf(line);
  return <Tag kind={state === 'late' ? 'bad' : 'good'}>{say.in(lang)(`accounts.state.${state}`)}</Tag>;
}
