import { parseMarkdown, type Block } from '../markdown/tree.ts';
import type { FigureDirective } from '../reading/directives.ts';
import type { TextVersion } from '../schema.ts';

/** Lead and body of a version, one after the other. */
export function blocksOf(version: Pick<TextVersion, 'lead' | 'markdown'>): Block[] {
  return [...parseMarkdown(version.lead), ...parseMarkdown(version.markdown)];
}

/** A version as one Markdown text, its title first: what is read, so that no number of it is left out. */
export function wholeText(version: Pick<TextVersion, 'title' | 'lead' | 'markdown'>): string {
  return [`# ${version.title.replace(/\s+/g, ' ')}`, version.lead, version.markdown].filter(Boolean).join('\n\n');
}

/** What the public is shown of a version, part by part as it is drawn, and where each part starts in `wholeText`. */
export function shownParts(version: Pick<TextVersion, 'title' | 'lead' | 'markdown'>): { blocks: Block[]; start: number }[] {
  const title = version.title.replace(/\s+/g, ' ');
  const titleEnd = 2 + title.length;
  const bodyStart = titleEnd + 2 + (version.lead ? version.lead.length + 2 : 0);
  return [
    // A title is shown as typed, marks and all.
    { blocks: [{ kind: 'paragraph', children: [{ kind: 'text', text: title, start: 0, end: title.length }] }], start: 2 },
    { blocks: parseMarkdown(version.lead), start: titleEnd + 2 },
    { blocks: parseMarkdown(version.markdown), start: bodyStart },
  ];
}

/** What tells one figure of a text from another: its name and its day, the text's own unless it says another. */
export function figureKey({ slug, on }: Pick<FigureDirective, 'slug' | 'on'>, figuresOn: Temporal.PlainDate): string {
  return `${slug} ${(on ?? figuresOn).toString()}`;
}
