import { Tag, type TagKind, usePage } from '../../../../ui/index.ts';
import { doubtInWords } from '../in-words.ts';
import { say } from '../messages.ts';
import type { Mandate } from '../queries.ts';
import type { Standing } from '../rules.ts';

/** What a mandate is on the day, in a word or two. */
export function StandingTag({ standing }: { standing: Standing }) {
  const t = say.in(usePage().lang);
  return <Tag kind={kinds[standing]}>{t(`standing.${standing}`)}</Tag>;
}

/** Why a mandate is not certain, under it. */
export function DoubtNote({ mandate }: { mandate: Mandate }) {
  const doubt = doubtInWords(mandate, usePage().lang);
  return doubt ? <p class="row-note">{doubt}</p> : null;
}

const kinds: Record<Standing, TagKind> = { sitting: 'good', unconfirmed: 'waiting', ended: 'over', not_yet: 'neutral' };
