import { Tag, type TagKind, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import type { CallStanding } from '../rules.ts';

const kinds: Record<CallStanding, TagKind> = { draft: 'neutral', upcoming: 'waiting', open: 'good', closed: 'over', cancelled: 'bad' };

/** What a call is today. */
export function CallTag({ standing }: { standing: CallStanding }) {
  return <Tag kind={kinds[standing]}>{say.in(usePage().lang)(`standing.${standing}`)}</Tag>;
}
