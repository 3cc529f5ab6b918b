import { Tag, type TagKind, usePage } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import type { SittingStep } from '../vocabulary.ts';

/** Where a sitting stands, in a word. */
export function StepTag({ step }: { step: SittingStep }) {
  return <Tag kind={kinds[step]}>{say.in(usePage().lang)(`step.${step}`)}</Tag>;
}

const kinds: Record<SittingStep, TagKind> = {
  prepared: 'neutral',
  convened: 'waiting',
  open: 'good',
  suspended: 'waiting',
  closed: 'neutral',
  minuted: 'waiting',
  approved: 'good',
  cancelled: 'bad',
};
