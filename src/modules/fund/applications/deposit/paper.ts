import { dayOf } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import type { Paper } from '../../../../kernel/papers/index.ts';
import { say } from '../messages.ts';
import type { Deposit } from '../queries.ts';
import type { OwnDossier } from '../writing/queries.ts';
import { receiptRows } from './views/deposit-pages.tsx';

/** The receipt of a deposit on paper. */
export function receiptPaper(own: OwnDossier, deposit: Deposit, lang: Lang): Paper {
  const t = say.in(lang);
  return {
    lang,
    title: t('receipt.title', { number: deposit.number }),
    author: inLang(own.lead.name, lang),
    date: dayOf(deposit.at),
    reference: own.dossier.reference ?? '',
    blocks: [
      { kind: 'facts', rows: receiptRows(own, deposit, lang) },
      { kind: 'paragraph', style: 'small', text: t('receipt.explained') },
    ],
  };
}
