import { inLang } from '../../../../kernel/i18n/lang.ts';
import { usePage } from '../../../../ui/index.ts';
import type { AgendaItem } from '../../schema.ts';

/** What is proposed at an item, a paragraph for each part: an item on several dossiers proposes something for each. */
export function Proposal({ item }: { item: Pick<AgendaItem, 'proposalFr' | 'proposalEn'> }) {
  const { lang } = usePage();
  return inLang({ fr: item.proposalFr, en: item.proposalEn }, lang)
    .split(/\n{2,}/)
    .map((paragraph) => <p>{paragraph}</p>);
}
