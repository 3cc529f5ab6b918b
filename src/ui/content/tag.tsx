import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';

/** What the colour says: nothing, it holds, it waits, it is late or refused, it is over. Never colour alone: the word says it too. */
export type TagKind = 'neutral' | 'good' | 'waiting' | 'bad' | 'over';

/** The state of a row, in a word or two: one a row. */
export function Tag({
  children,
  kind = 'neutral',
  class: className,
}: {
  children: ComponentChildren;
  kind?: TagKind;
  class?: string | undefined;
}) {
  return <strong class={classNames('govuk-tag', kind !== 'neutral' && `tag-${kind}`, className)}>{children}</strong>;
}
