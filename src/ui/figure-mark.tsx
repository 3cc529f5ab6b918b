import type { ComponentChildren } from 'preact';
import { usePage } from './page-context.ts';

/** Whether a published figure still says the truth: its seal is whole, half, or open. */
export type FigureState = 'holds' | 'drift' | 'fails';

export interface FigureMarkProps {
  /** The page of the proof: `/v/CODE`. */
  href: string;
  state: FigureState;
  /** The figure as the sentence says it: « 90 États et gouvernements ». */
  children: ComponentChildren;
}

/** A figure in a sentence, linked to its proof, with its seal; the state is also said in words. */
export function FigureMark({ href, state, children }: FigureMarkProps) {
  const page = usePage();
  return (
    <a class={state === 'holds' ? 'fig' : `fig fig-${state}`} href={page.href(href)}>
      {children}
      {wordJoiner}
      <span class="seal" />
      <span class="govuk-visually-hidden"> ({page.t(`figure.${state}`)})</span>
    </a>
  );
}

// The seal never stands alone on the next line.
const wordJoiner = '\u2060';
