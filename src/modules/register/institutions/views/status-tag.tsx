import { Tag, type TagKind } from '../../../../ui/index.ts';
import { useRegister } from '../../views/register-context.ts';
import type { StatusValue } from '../../vocabulary.ts';

/** A status in an institution; the colour follows the word, and says no more than it. */
export function StatusTag({ status }: { status: StatusValue }) {
  const { say } = useRegister();
  return <Tag kind={kinds[status]}>{say(`status.${status}`)}</Tag>;
}

const kinds: Record<StatusValue, TagKind> = {
  member: 'good',
  associate: 'neutral',
  observer: 'neutral',
  suspended: 'waiting',
  withdrawn: 'over',
  direct_operator: 'good',
  recognised_actor: 'neutral',
  honorary: 'neutral',
};
