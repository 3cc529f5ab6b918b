import { Tag, type TagKind, usePage } from '../../../../ui/index.ts';
import { say } from '../../mandates/messages.ts';
import type { SeatStanding } from '../rules.ts';

/** Whether a seat is still of who was given it, in a word or two. */
export function SeatStandingTag({ standing }: { standing: SeatStanding }) {
  const t = say.in(usePage().lang);
  return <Tag kind={kinds[standing]}>{t(`seatStanding.${standing}`)}</Tag>;
}

const kinds: Record<SeatStanding, TagKind> = { held: 'good', unconfirmed: 'waiting', vacant: 'bad' };
