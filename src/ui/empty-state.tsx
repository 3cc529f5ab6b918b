import type { ComponentChildren } from 'preact';

/** A list with nothing in it: says why, and what can be done. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}
