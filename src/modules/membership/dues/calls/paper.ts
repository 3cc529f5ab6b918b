import { formatDate, formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import type { Paper, PaperBlock } from '../../../../kernel/papers/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { say } from '../messages.ts';
import { formatMoney } from '../money/fields.ts';
import type { BasisFigure, DueCall } from '../schema.ts';
import { spacedReference } from './rules.ts';

/** Who writes, to whom, and what the envelope says. */
export interface CallParties {
  network: PartyRef | null;
  party: PartyRef;
  lines: string[];
}

/** The call of a due as a letter: how much, why that much, by when, with which reference. */
export function callPaper(call: DueCall, { network, party, lines }: CallParties, lang: Lang, voluntary: readonly number[]): Paper {
  const t = say.in(lang);
  const title = t(`paper.call.${call.kind}`, { year: String(call.year) });
  const blocks: PaperBlock[] = [
    {
      kind: 'paragraph',
      style: 'lead',
      text: t('paper.call.lead', {
        party: inLang(party.name, lang),
        amount: formatMoney(call.amountCents, lang),
        due: formatDate(call.dueOn, lang),
      }),
    },
    {
      kind: 'facts',
      rows: [
        [t('column.amount'), formatMoney(call.amountCents, lang)],
        [t('column.dueOn'), formatDate(call.dueOn, lang)],
        [t('column.reference'), spacedReference(call.reference)],
      ],
    },
    { kind: 'paragraph', text: t('paper.call.reference') },
    { kind: 'heading', level: 1, text: t('paper.call.why') },
    { kind: 'paragraph', text: t(`basis.${call.basis.rule}`, { source: call.basis.source ?? '' }) },
    ...basisRows(call, lang),
  ];
  if (voluntary.length > 0) {
    const amounts = voluntary.map((cents) => formatMoney(cents, lang)).join(', ');
    blocks.push(
      { kind: 'heading', level: 1, text: t('paper.call.voluntary') },
      { kind: 'paragraph', text: t('paper.call.voluntaryText', { amounts }) },
    );
  }
  return {
    lang,
    title,
    author: network ? inLang(network.name, lang) : 'Beffroi',
    date: call.calledOn,
    ...(network ? { sender: [inLang(network.name, lang)] } : {}),
    recipient: lines,
    placeAndDate: formatDate(call.calledOn, lang),
    reference: spacedReference(call.reference),
    blocks,
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

/** `720 USD (2024 ; Banque mondiale)`; a population is told without its unit, which its label says in the reader’s language. */
export function figureInWords({ value, unit, on, source }: BasisFigure, lang: Lang): string {
  const amount = formatNumber(value, lang, { maximumFractionDigits: 2 });
  const from = [on, source].filter(Boolean).join(lang === 'fr' ? '\u202f; ' : '; ');
  return `${amount}${unit === inhabitants ? '' : `\u00a0${unit}`} (${from})`;
}

const inhabitants = 'habitants';
