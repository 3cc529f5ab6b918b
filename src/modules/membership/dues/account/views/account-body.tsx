import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { BigNumbers, Details, EmptyState, Link, Table, Tag, usePage } from '../../../../../ui/index.ts';
import { spacedReference } from '../../calls/rules.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import type { LedgerEntry } from '../../schema.ts';
import type { Account } from '../queries.ts';
import { InheritancePanel } from './inheritance.tsx';

export interface AccountBodyProps {
  account: Account;
  /** The city reads its own account. */
  own: boolean;
  callHref: (id: string) => string;
  /** What may be done about an entry, for who keeps the accounts. */
  entryAction?: ((entry: LedgerEntry) => string | null) | undefined;
}

/** What a member owes, year by year and mayor by mayor, and how that came: the same for the city and for the secretariat. */
export function AccountBody({ account, own, callHref, entryAction }: AccountBodyProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { arrears, settlement, toComeCents } = account;
  const { credit } = settlement;
  return (
    <>
      {arrears.inherited && arrears.inherited.years.length > 0 && <InheritancePanel inherited={arrears.inherited} own={own} />}
      <BigNumbers
        items={[
          { value: formatMoney(arrears.totalCents, lang), label: t('account.late') },
          ...(toComeCents > 0 ? [{ value: formatMoney(toComeCents, lang), label: t('account.toCome') }] : []),
          ...(credit > 0 ? [{ value: formatMoney(credit, lang), label: t('account.credit') }] : []),
        ]}
      />
      <Years account={account} />
      <Calls account={account} callHref={callHref} />
      <Reminders account={account} />
      <Movements account={account} entryAction={entryAction} />
    </>
  );
}

function Years({ account: { arrears, settlement } }: { account: Account }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const heads = new Map(arrears.years.map((one) => [one.year, one.head]));
  const { years } = settlement;
  if (years.length === 0) {
    return (
      <EmptyState title={t('account.nothing')}>
        <p>{t('account.nothingText')}</p>
      </EmptyState>
    );
  }
  return (
    <Table
      caption={t('account.years')}
      dense
      firstCellIsHeader
      columns={[
        { header: t('column.year') },
        { header: t('column.open'), numeric: true },
        { header: t('column.state') },
        { header: t('column.dueOn') },
        { header: t('column.head') },
        { header: t('column.called'), numeric: true },
        { header: t('column.paid'), numeric: true },
        { header: t('column.waived'), numeric: true },
      ]}
      rows={years.toReversed().map((one) => {
        const isLate = heads.has(one.year);
        return [
          String(one.year),
          formatMoney(one.open, lang),
          one.open === 0 ? (
            <Tag kind="good">{t('state.settled')}</Tag>
          ) : isLate ? (
            <Tag kind="bad">{t('state.late')}</Tag>
          ) : (
            <Tag>{t('state.toCome')}</Tag>
          ),
          <span class="nowrap">{one.dueOn ? formatDate(one.dueOn, lang) : '—'}</span>,
          <span class="nowrap">{isLate ? (heads.get(one.year)?.mandate.person.name ?? t('account.underNobody')) : ''}</span>,
          formatMoney(one.charged, lang),
          // What a later payment settled counts as paid here: each line says by itself what is left.
          formatMoney(one.charged - one.waived - one.open, lang),
          formatMoney(one.waived, lang),
        ];
      })}
    />
  );
}

function Calls({ account: { calls }, callHref }: { account: Account; callHref: (id: string) => string }) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (calls.length === 0) return null;
  return (
    <Table
      caption={t('account.calls')}
      dense
      firstCellIsHeader
      columns={[
        { header: t('column.call') },
        { header: t('column.reference') },
        { header: t('column.amount'), numeric: true },
        { header: t('column.calledOn') },
        { header: t('column.paper') },
      ]}
      rows={calls
        .toReversed()
        .map((call) => [
          t(`label.${call.kind}`, { year: String(call.year) }),
          <span class="nowrap">{spacedReference(call.reference)}</span>,
          formatMoney(call.amountCents, lang),
          formatDate(call.calledOn, lang),
          call.cancelled ? <Tag kind="over">{t('state.cancelled')}</Tag> : <Link href={callHref(call.id)}>{t('account.pdf')}</Link>,
        ])}
    />
  );
}

function Reminders({ account: { reminders } }: { account: Account }) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (reminders.length === 0) return <p>{t('account.noReminder')}</p>;
  return (
    <Table
      caption={t('account.reminders', { count: reminders.length })}
      dense
      firstCellIsHeader
      columns={[
        { header: t('column.sentOn') },
        { header: t('column.year') },
        { header: t('column.recipients') },
        { header: t('column.open'), numeric: true },
        { header: t('column.words') },
      ]}
      rows={reminders.map((one) => [
        formatDate(one.sentOn, lang),
        String(one.year),
        one.recipients.map(({ name, address }) => `${name} (${address})`).join(', '),
        formatMoney(one.openCents, lang),
        <Details summary={one.subject}>
          {one.body.split(/\n{2,}/).map((paragraph) => (
            <p>{paragraph}</p>
          ))}
        </Details>,
      ])}
    />
  );
}

function Movements({ account: { statement, reversed }, entryAction }: Pick<AccountBodyProps, 'account' | 'entryAction'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (statement.lines.length === 0) return null;
  return (
    <Table
      caption={t('account.movements')}
      dense
      columns={[
        { header: t('column.day') },
        { header: t('column.label') },
        { header: t('column.debit'), numeric: true },
        { header: t('column.credit'), numeric: true },
        { header: t('column.balance'), numeric: true },
        ...(entryAction ? [{ header: t('column.action') }] : []),
      ]}
      rows={statement.lines.toReversed().map(({ entry, effectCents, balanceCents }) => {
        const action = entryAction?.(entry);
        return [
          formatDate(entry.bookedOn, lang),
          <>
            {entry.kind === 'reversal' ? t('account.reversal', { label: entry.label }) : entry.label}{' '}
            {reversed.has(entry.id) && <Tag kind="over">{t('state.reversed')}</Tag>}
          </>,
          effectCents > 0 ? formatMoney(effectCents, lang) : '',
          effectCents < 0 ? formatMoney(-effectCents, lang) : '',
          formatMoney(balanceCents, lang),
          ...(entryAction ? [action ? <Link href={action}>{t('account.reverse')}</Link> : ''] : []),
        ];
      })}
    />
  );
}
