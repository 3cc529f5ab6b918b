import type { Lang } from '../../../kernel/i18n/lang.ts';
import { spanInWords } from '../facts/spans.ts';
import { doubtInWords } from '../mandates/in-words.ts';
import { say } from '../mandates/messages.ts';
import type { BodySeat } from './queries.ts';

/** Why a seat is vacant, or may be, in a sentence; null where it is held. */
export function seatReason({ standing, person, head }: BodySeat, lang: Lang): string | null {
  const t = say.in(lang);
  if (standing === 'held') return null;
  if (standing === 'unconfirmed') return head && doubtInWords(head, lang);
  if (!head || head.person.id === person.id) return t('seat.vacantNoHead', { name: person.name });
  const since = spanInWords({ from: head.from, to: null, attestedFrom: null }, lang);
  return t('seat.vacantSuccessor', { name: person.name, head: head.person.name, since });
}
