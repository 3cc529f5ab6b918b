import { formatDate, formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import type { Paper, PaperBlock } from '../../../../kernel/papers/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { spacedReference } from '../calls/rules.ts';
import { say } from '../messages.ts';
import { formatMoney } from '../money/fields.ts';
import type { BasisFigure, DueCall } from '../schema.ts';
import type { Statement } from './statement.ts';

/** Who writes and to whom. */
export interface Parties {
  network: PartyRef | null;
  party: PartyRef;
}

/** The call of a due as a letter: how much, why that much, by when, with which reference. */
export function callPaper(call: DueCall, { network, party }: Parties, lang: Lang, voluntary: readonly number[]): Paper {
  const t = say.in(lang);
  const title = t(`paper.call.${call.kind}`, { year: String(call.year) });
  const blocks: PaperBlock[] = [
    { kind: 'paragraph', style: 'lead', text: t('paper.call.lead', { party: inLang(party.name, lang), amount: formatMoney(call.amountCents, lang), due: formatDate(call.dueOn, lang) }) },
    {
      kind: 'facts',
      rows: [
        [t('column.amount'), formatMoney(call.amountCents, lang)],
        [t('column.dueOn'), formatDate(call.dueOn, lang)],
        [t('column.reference'), spacedReference(call.reference)],
      ],
    },
    { kind: 'paragraph', text: t('paper.call.reference') },
    { kind: 'heading', level: 2, text: t('paper.call.why') },
    { kind: 'paragraph', text: t(`basis.${call.basis.rule}`, { source: call.basis.source ?? '' }) },
    ...basisRows(call, lang),
  ];
  if (voluntary.length > 0) {
    const amounts = voluntary.map((cents) => formatMoney(cents, lang)).join(', ');
    blocks.push({ kind: 'heading', level: 2, text: t('paper.call.voluntary') }, { kind: 'paragraph', text: t('paper.call.voluntaryText', { amounts }) });
  }
  return {
    lang,
    title,
    author: network ? inLang(network.name, lang) : 'Beffroi',
    date: call.calledOn,
    ...(network ? { sender: [inLang(network.name, lang)] } : {}),
    recipient: [inLang(party.name, lang)],
    placeAndDate: formatDate(call.calledOn, lang),
    reference: spacedReference(call.reference),
    blocks,
  };
}

/** The statement of an account between two days. */
export function statementPaper({ from, to, openingCents, lines, closingCents }: Statement, { network, party }: Parties, lang: Lang): Paper {
  const t = say.in(lang);
  const first = lines[0]?.entry.bookedOn;
  const start = openingCents === 0 && first && Temporal.PlainDate.compare(from, first) < 0 ? first : from;
  return {
    lang,
    title: t('paper.statement', { party: inLang(party.name, lang) }),
    author: network ? inLang(network.name, lang) : 'Beffroi',
    date: to,
    ...(network ? { sender: [inLang(network.name, lang)] } : {}),
    placeAndDate: formatDate(to, lang),
    blocks: [
      { kind: 'paragraph', style: 'lead', text: t('paper.between', { from: formatDate(start, lang), to: formatDate(to, lang) }) },
      {
        kind: 'facts',
        rows: [
          [t('paper.opening'), formatMoney(openingCents, lang)],
          [t('paper.closing'), formatMoney(closingCents, lang)],
        ],
      },
      ...(lines.length === 0
        ? [{ kind: 'paragraph' as const, text: t('paper.noMovement') }]
        : [
            {
              kind: 'table' as const,
              columns: [
                { header: t('column.day') },
                { header: t('column.label') },
                { header: t('column.debit'), align: 'end' as const },
                { header: t('column.credit'), align: 'end' as const },
                { header: t('column.balance'), align: 'end' as const },
              ],
              rows: lines.map(({ entry, effectCents, balanceCents }) => [
                formatDate(entry.bookedOn, lang),
                entry.kind === 'reversal' ? t('account.reversal', { label: entry.label }) : entry.label,
                effectCents > 0 ? formatMoney(effectCents, lang) : '',
                effectCents < 0 ? formatMoney(-effectCents, lang) : '',
                formatMoney(balanceCents, lang),
              ]),
              total: [
                '',
                t('paper.total'),
                formatMoney(sumOf(lines, 1), lang),
                formatMoney(-sumOf(lines, -1), lang),
                formatMoney(closingCents, lang),
              ],
            },
          ]),
      { kind: 'paragraph', style: 'small', text: t(closingCents < 0 ? 'paper.creditNote' : 'paper.note') },
    ],
  };
}

function basisRows({ basis: { gni, population } }: DueCall, lang: Lang): PaperBlock[] {
  const t = say.in(lang);
  const rows = [
    ...(gni ? [[t('basis.gni'), figureInWords(gni, lang)] satisfies [string, string]] : []),
    ...(population ? [[t('basis.population'), figureInWords(population, lang)] satisfies [string, string]] : []),
  ];
  return rows.length > 0 ? [{ kind: 'facts', rows }] : [];
}

/** `720 USD (2024 ; Banque mondiale)`. */
export function figureInWords({ value, unit, on, source }: BasisFigure, lang: Lang): string {
  return `${formatNumber(value, lang, { maximumFractionDigits: 2 })}\u00a0${unit} (${on ? `${on}\u00a0; ` : ''}${source})`;
}

function sumOf(lines: Statement['lines'], sign: 1 | -1): number {
  return lines.reduce((sum, one) => (Math.sign(one.effectCents) === sign ? sum + one.effectCents : sum), 0);
}
