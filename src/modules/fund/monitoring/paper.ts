import { dayOf, formatDate, formatNumber } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../kernel/money.ts';
import type { Paper } from '../../../kernel/papers/index.ts';
import { say } from './messages.ts';
import type { ReportCase } from './queries.ts';

/** A report on paper, as PDF or as Word. */
export function reportPaper(report: ReportCase, now: Temporal.Instant, lang: Lang): Paper {
  const { found, due, content, expenses, promised, versions, state } = report;
  const { project } = found;
  const t = say.in(lang);
  const money = (cents: number) => formatMoney(cents, lang, project.currency);
  const count = (value: number | null) => (value === null ? '—' : formatNumber(value, lang));
  const last = versions.at(-1);
  const rows = promised.framework.indicators.map((indicator) => {
    const actual = content.actuals[indicator.id];
    const sexes = indicator.bySex ? [count(actual?.women ?? null), count(actual?.men ?? null)] : ['—', '—'];
    return [indicator.name, `${count(actual?.total ?? null)} ${indicator.unit}`, ...sexes, actual?.note ?? ''];
  });
  const passage = (title: string, text: string): Paper['blocks'] =>
    text
      ? [{ kind: 'heading', level: 2, text: title }, ...text.split(/\n{2,}/).map((part) => ({ kind: 'paragraph' as const, text: part }))]
      : [];
  return {
    lang,
    title: t(`title.${due.kind}`, { number: due.number }),
    author: inLang(found.lead.name, lang),
    date: last ? dayOf(last.at) : dayOf(now),
    reference: project.reference,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [t('column.project'), project.titleFr],
          [t('column.period'), t('period', { from: formatDate(due.periodFrom, lang), to: formatDate(due.periodTo, lang) })],
          [t('column.state'), t(`state.${state ?? 'none'}`)],
          ...(last ? ([[t('field.receipt'), last.receipt]] as [string, string][]) : []),
          [t('field.women'), count(content.women)],
          [t('field.men'), count(content.men)],
        ],
      },
      ...passage(t('field.done'), content.done),
      ...passage(t('field.difficulties'), content.difficulties),
      ...passage(t('field.changes'), content.changes),
      { kind: 'heading', level: 2, text: t('results.title') },
      {
        kind: 'table',
        columns: [
          { header: t('column.indicator') },
          { header: t('column.reached'), align: 'end' },
          { header: t('column.women'), align: 'end' },
          { header: t('column.men'), align: 'end' },
          { header: t('column.note') },
        ],
        rows,
      },
      { kind: 'heading', level: 2, text: t('expenses.title') },
      {
        kind: 'table',
        columns: [
          { header: t('column.day') },
          { header: t('column.label') },
          { header: t('column.payee') },
          { header: t('column.amount'), align: 'end' },
          { header: t('column.accepted'), align: 'end' },
        ],
        rows: expenses.map((one) => [
          formatDate(one.spentOn, lang),
          one.label,
          one.payee,
          money(one.amountCents),
          money(one.amountCents - one.rejectedCents),
        ]),
      },
    ],
  };
}
