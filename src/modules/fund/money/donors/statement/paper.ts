import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import type { Paper } from '../../../../../kernel/papers/index.ts';
import { say } from '../../messages.ts';
import type { Statement } from './queries.ts';

/** A donor's statement on paper. */
export function statementPaper(statement: Statement, lang: Lang): Paper {
  const { agreement, donor, day, projects, totals, expenses, code } = statement;
  const t = say.in(lang);
  const own = (cents: number) => formatMoney(cents, lang, agreement.currency);
  const end = { align: 'end' } as const;
  return {
    lang,
    title: t('statement.title', { reference: agreement.reference, day: formatDate(day, lang) }),
    author: inLang(donor.name, lang),
    date: day,
    reference: code,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [t('column.donor'), inLang(donor.name, lang)],
          [t('column.agreement'), `${agreement.reference}, ${agreement.title}`],
          [t('statement.promised'), own(statement.promisedCents)],
          [t('statement.received'), own(statement.receivedCents)],
          [t('statement.fee'), own(statement.feeCents)],
          [t('statement.allocated'), own(statement.allocatedCents)],
          [t('statement.free'), own(statement.receivedCents - statement.feeCents - statement.allocatedCents)],
        ],
      },
      { kind: 'heading', level: 2, text: t('statement.projects') },
      {
        kind: 'table',
        columns: [
          { header: t('column.project') },
          { header: t('column.allocated'), ...end },
          { header: t('column.paid'), ...end },
          { header: t('column.justified'), ...end },
          { header: t('column.toJustify'), ...end },
        ],
        rows: [
          ...projects.map((one) => ({ name: `${one.reference} ${one.title}`, ...one })),
          ...totals.map((one) => ({ name: t('statement.total', { currency: one.currency }), ...one })),
        ].map(({ name, currency, allocatedCents, paidCents, justifiedCents, askedBackCents }) => [
          name,
          ...[allocatedCents, paidCents, justifiedCents, paidCents - justifiedCents - askedBackCents].map((cents) =>
            formatMoney(cents, lang, currency),
          ),
        ]),
      },
      { kind: 'heading', level: 2, text: t('statement.expenses') },
      {
        kind: 'table',
        columns: [
          { header: t('column.project') },
          { header: t('column.day') },
          { header: t('column.expense') },
          { header: t('column.charged'), ...end },
        ],
        rows: expenses.map((one) => [one.project, formatDate(one.spentOn, lang), one.label, formatMoney(one.cents, lang, one.currency)]),
      },
      { kind: 'paragraph', style: 'small', text: t('statement.code', { code }) },
    ],
  };
}
