import type { ComponentChildren } from 'preact';

export interface TimelineItem {
  title: ComponentChildren;
  /** Who did it. */
  by?: ComponentChildren;
  /** When, in words, and for machines (`2025-11-19` or an instant). */
  when: string;
  datetime: string;
  children?: ComponentChildren;
}

/** What happened, newest first: who, when, why. */
export function Timeline({ items, headingLevel = 3 }: { items: TimelineItem[]; headingLevel?: 2 | 3 | 4 | undefined }) {
  const Heading = `h${headingLevel}` as const;
  return (
    <ol class="timeline">
      {items.map(({ title, by, when, datetime, children }) => (
        <li>
          <Heading>{title}</Heading>
          <p class="timeline-when">
            <time datetime={datetime}>{when}</time>
            {by && <> · {by}</>}
          </p>
          {children}
        </li>
      ))}
    </ol>
  );
}
