import { formatDate } from '../../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { Link, SummaryList, Table, Tag, usePage } from '../../../../ui/index.ts';
import { conditionInWords, type PartyNames } from '../agreements/words.ts';
import type { ConditionCase, InstalmentCase } from '../instalments/queries.ts';
import { termsOf } from '../instalments/rules.ts';
import { lackInWords } from '../instalments/words.ts';
import { say } from '../messages.ts';

export interface InstalmentsTableProps {
  cases: readonly InstalmentCase[];
  currency: string;
  names: PartyNames;
  /** Where a condition is proved or waived; none for a city. */
  hrefOf?: (condition: string) => string;
}

/** Each instalment, what it depends on, and what is missing. */
export function InstalmentsTable({ cases, currency, names, hrefOf }: InstalmentsTableProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (cases.length === 0) return <p>{t('instalments.none')}</p>;
  return (
    <Table
      caption={t('instalments.title')}
      captionHidden
      dense
      firstCellIsHeader
      columns={[
        { header: t('column.instalment') },
        { header: t('column.amount'), numeric: true },
        { header: t('column.expected') },
        { header: t('column.conditions') },
        { header: t('column.state') },
      ]}
      rows={cases.map(({ instalment, ended, payment, conditions, isDue }) => [
        String(instalment.number),
        formatMoney(instalment.amountCents, lang, currency),
        formatDate(instalment.expectedOn, lang),
        ended ? '' : <ConditionList conditions={conditions} currency={currency} names={names} hrefOf={hrefOf} />,
        <InstalmentTag ended={ended} payment={payment} isDue={isDue} />,
      ])}
    />
  );
}

function ConditionList({
  conditions,
  currency,
  names,
  hrefOf,
}: {
  conditions: readonly ConditionCase[];
  currency: string;
  names: PartyNames;
  hrefOf: InstalmentsTableProps['hrefOf'];
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (conditions.length === 0) return <>{t('conditions.none')}</>;
  return (
    <ul class="govuk-list">
      {conditions.map(({ condition, lack, waiver }) => {
        const words = conditionInWords(termsOf(condition), lang, names);
        return (
          <li>
            {hrefOf ? <Link href={hrefOf(condition.id)}>{words}</Link> : words}
            {' — '}
            {lack === null
              ? t('condition.met')
              : waiver
                ? t('condition.waivedBy', { by: waiver.by, reason: waiver.reason })
                : lackInWords(lack, currency, lang)}
          </li>
        );
      })}
    </ul>
  );
}

function InstalmentTag({ ended, payment, isDue }: Pick<InstalmentCase, 'ended' | 'payment' | 'isDue'>) {
  const t = say.in(usePage().lang);
  if (ended) return <Tag kind="over">{t('instalment.ended')}</Tag>;
  if (payment) return <Tag kind={payment === 'paid' ? 'good' : 'waiting'}>{t(`instalment.${payment}`)}</Tag>;
  return isDue ? <Tag kind="good">{t('instalment.due')}</Tag> : <Tag kind="waiting">{t('instalment.waits')}</Tag>;
}

/** The same for a city, on a phone: one after the other. */
export function InstalmentList({ cases, currency, names }: Omit<InstalmentsTableProps, 'hrefOf'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (cases.length === 0) return <p>{t('instalments.none')}</p>;
  return (
    <>
      {cases.map(({ instalment, ended, payment, conditions, isDue }) => (
        <SummaryList
          card={{ title: t('instalment.of', { number: instalment.number, amount: formatMoney(instalment.amountCents, lang, currency) }) }}
          rows={[
            { key: t('column.state'), value: <InstalmentTag ended={ended} payment={payment} isDue={isDue} /> },
            { key: t('column.expected'), value: formatDate(instalment.expectedOn, lang) },
            !ended && {
              key: t('column.conditions'),
              value: <ConditionList conditions={conditions} currency={currency} names={names} hrefOf={undefined} />,
            },
          ]}
        />
      ))}
    </>
  );
}
