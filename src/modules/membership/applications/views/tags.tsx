import { Tag, type TagKind, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import type { ApplicationState, Opinion } from '../../vocabulary.ts';

/** Where an application is in its life. */
export function StateTag({ state }: { state: ApplicationState }) {
  return <Tag kind={stateKinds[state]}>{say.in(usePage().lang)(`state.${state}`)}</Tag>;
}

/** What the capital thinks of it. */
export function OpinionTag({ opinion }: { opinion: Opinion }) {
  return <Tag kind={opinionKinds[opinion]}>{say.in(usePage().lang)(`opinion.${opinion}`)}</Tag>;
}

const stateKinds: Record<ApplicationState, TagKind> = {
  draft: 'neutral',
  submitted: 'waiting',
  complete: 'waiting',
  opinion_asked: 'waiting',
  opinion_received: 'waiting',
  no_opinion: 'waiting',
  examined: 'waiting',
  postponed: 'waiting',
  admitted: 'good',
  member: 'good',
  refused: 'bad',
  withdrawn: 'over',
};
const opinionKinds: Record<Opinion, TagKind> = { favourable: 'good', reserved: 'waiting', unfavourable: 'bad' };
