import type { ComponentChildren } from 'preact';
import { FigureMark, type FigureState } from './figure-mark.tsx';

export interface BigNumber {
  /** Already written for the reader's language. */
  value: ComponentChildren;
  label: ComponentChildren;
  /** The page of its proof, when it has one. */
  href?: string | undefined;
  state?: FigureState | undefined;
}

/** A few figures that answer the page's question at a glance. */
export function BigNumbers({ items }: { items: BigNumber[] }) {
  return (
    <dl class="big">
      {items.map(({ value, label, href, state }) => (
        <div>
          <dt>{label}</dt>
          <dd>
            {href ? (
              <FigureMark href={href} state={state ?? 'holds'}>
                {value}
              </FigureMark>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
