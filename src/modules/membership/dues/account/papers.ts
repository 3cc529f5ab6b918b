import { formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import type { Paper } from '../../../../kernel/papers/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { say } from '../messages.ts';
import { formatMoney } from '../money/fields.ts';
import type { Statement } from './statement.ts';

/** Whose account it is, and who keeps it. */
interface Parties {
  network: PartyRef | null;
  party: PartyRef;
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

function sumOf(lines: Statement['lines'], sign: 1 | -1): number {
  return lines.reduce((sum, one) => (Math.sign(one.effectCents) === sign ? sum + one.effectCents : sum), 0);
}
