import { Tag, type TagKind, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import type { StandingKind } from '../rules.ts';

/** What a party is to the network, in a word or two. */
export function StandingTag({ standing }: { standing: StandingKind }) {
  return <Tag kind={kinds[standing]}>{say.in(usePage().lang)(`standing.${standing}`)}</Tag>;
}

const kinds: Record<StandingKind, TagKind> = { member: 'good', associate: 'good', honorary: 'neutral', suspended: 'bad', none: 'over' };
