import { formatDate } from '../../../kernel/i18n/format.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import { spanInWords } from '../facts/spans.ts';
import { titleInWords } from '../offices/titles.ts';
import { say } from './messages.ts';
import type { Mandate } from './queries.ts';

/** « gouverneure », as it is said of who bears it, in their State. */
export function titleOf({ title, person, stateCode }: Mandate, lang: Lang): string {
  return titleInWords(title, person.gender, lang, stateCode);
}

/** The title with a capital, for a place of its own. */
export function titleAsLabel(mandate: Mandate, lang: Lang): string {
  const title = titleOf(mandate, lang);
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** « élection, depuis le 1er juillet 2019 ; fin attendue en juillet 2025 »: how they came, when, and until when. */
export function termInWords({ accession, from, to, expectedEnd, endCause, standing }: Mandate, lang: Lang): string {
  const t = say.in(lang);
  const parts = [t(`accession.${accession}`), spanInWords({ from, to, attestedFrom: null }, lang)];
  if (endCause) parts.push(t(`endedBy.${endCause}`));
  const held = parts.join(', ');
  return expectedEnd && standing !== 'ended'
    ? t('term.expected', { held, end: formatDate(expectedEnd.date, lang, expectedEnd.precision) })
    : held;
}

/** The same without its dates, where they stand beside: « par élection ; fin attendue : juillet 2025 ». */
export function mannerInWords({ accession, expectedEnd, endCause, standing }: Mandate, lang: Lang): string {
  const t = say.in(lang);
  const manner = [t(`accession.${accession}`), ...(endCause ? [t(`endedBy.${endCause}`)] : [])].join(', ');
  return expectedEnd && standing !== 'ended'
    ? t('manner.expected', { manner, end: formatDate(expectedEnd.date, lang, expectedEnd.precision) })
    : manner;
}

/** Why a mandate is not certain, in a sentence; null where it is. */
export function doubtInWords({ doubt, expectedEnd }: Mandate, lang: Lang): string | null {
  if (!doubt) return null;
  const end = expectedEnd ? formatDate(expectedEnd.date, lang, expectedEnd.precision) : '';
  return say.in(lang)(`doubt.${doubt}`, { end });
}
