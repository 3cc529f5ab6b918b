import { Tag, type TagKind, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import type { TranslationState } from '../../rules.ts';
import type { TextState } from '../../vocabulary.ts';

/** Where a text stands, in a word. */
export function StateTag({ state }: { state: TextState }) {
  return <Tag kind={states[state]}>{say.in(usePage().lang)(`state.${state}`)}</Tag>;
}

/** How its English stands beside its French. */
export function TranslationTag({ state }: { state: TranslationState }) {
  return <Tag kind={translations[state]}>{say.in(usePage().lang)(`translation.${state}`)}</Tag>;
}

const states: Record<TextState, TagKind> = {
  draft: 'neutral',
  read: 'waiting',
  approved: 'waiting',
  published: 'good',
  corrected: 'good',
  withdrawn: 'over',
};

const translations: Record<TranslationState, TagKind> = { absent: 'over', current: 'good', behind: 'waiting' };
