import { renderToString } from 'preact-render-to-string';
import type { VNode } from 'preact';

/** A complete HTML document from a page's component (the `Page` of layout.tsx, inside its `PageContext`). */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}
