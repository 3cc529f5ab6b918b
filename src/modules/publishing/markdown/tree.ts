import type { Definition, Node, Nodes, Parent, PhrasingContent, RootContent } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { matchDirective } from '../reading/directive-spans.ts';
import { readDirective, type FigureDirective } from '../reading/directives.ts';

/** A text as every output draws it (page, Word, PDF, plain): the little of Markdown that a secretariat needs, and figures. */
export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'heading'; level: 2 | 3 | 4; children: Inline[] }
  | { kind: 'list'; ordered: boolean; first: number; items: Block[][] }
  | { kind: 'quote'; children: Block[] }
  | CodeRun
  | { kind: 'rule' };

export type Inline =
  | TextRun
  | { kind: 'strong' | 'emphasis'; children: Inline[] }
  | CodeRun
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'break' }
  | FigureRun;

/** Words, and where they stand in the Markdown. */
export interface TextRun {
  kind: 'text';
  text: string;
  start: number;
  end: number;
}

/** Words in code, and where they stand in the Markdown, marks included. */
export interface CodeRun {
  kind: 'code';
  text: string;
  start: number;
  end: number;
}

/** A figure in a sentence: `:chiffre[États et gouvernements]{#etats-francophonie}`. */
export interface FigureRun {
  kind: 'figure';
  directive: FigureDirective & { slug: string };
  /** What the sentence says instead of the value, as typed: « plus de 20 ». */
  said: string | null;
  /** The words that follow the number inside the link. */
  after: Inline[];
}

/**
 * Reads Markdown (CommonMark and the figure directive). Headings start at level 2, under the title of the page, and skip none.
 * What is not allowed (HTML, pictures, other directives, links to anything but pages and addresses) comes back as the
 * words that were typed.
 */
export function parseMarkdown(markdown: string): Block[] {
  if (nestsTooDeep(markdown)) return [{ kind: 'paragraph', children: [{ kind: 'text', text: markdown, start: 0, end: markdown.length }] }];
  const root = processor.parse(markdown);
  const definitions = new Map(root.children.filter((node) => node.type === 'definition').map((node) => [node.identifier, node]));
  return readBlocks(root, { markdown, definitions, depths: [] }, 0);
}

/** Every figure of a text, in the order of its sentences. */
export function figuresIn(blocks: readonly Block[]): FigureRun[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'list') return block.items.flatMap(figuresIn);
    if (block.kind === 'quote') return figuresIn(block.children);
    return 'children' in block ? figuresAmong(block.children) : [];
  });
}

/** Whether a link may be followed from a page: to a site, an address, or a page of ours. */
export function isSafeLink(href: string): boolean {
  if (/[\p{Cc}\\]/u.test(href)) return false;
  return /^(?:https?:\/\/[^/]|mailto:[^@]+@)/i.test(href) || /^(?:\/(?!\/)|#)/.test(href);
}

interface Reading {
  markdown: string;
  definitions: Map<string, Definition>;
  /** The headings that the one being read stands under, as typed. */
  depths: number[];
}

const processor = unified().use(remarkParse).use(remarkDirective);

/** Deeper than any text that is meant to be read; what is nested further is shown as typed. */
const deepest = 12;

/** Whether a line nests lists or quotations deeper than anyone would: the parser takes minutes over ten thousand of them. */
function nestsTooDeep(markdown: string): boolean {
  return /^(?:[ \t]*(?:>|[-*+][ \t]|\d+[.)][ \t])){17}/m.test(markdown);
}

function readBlocks(parent: Parent, reading: Reading, depth: number): Block[] {
  return (parent.children as RootContent[]).flatMap((node) => readBlock(node, reading, depth));
}

function readBlock(node: RootContent, reading: Reading, depth: number): Block[] {
  if (depth > deepest) return [asTyped(node, reading)];
  switch (node.type) {
    case 'paragraph':
      return [{ kind: 'paragraph', children: readInlines(node.children, reading, depth) }];
    case 'heading':
      return [{ kind: 'heading', level: headingLevel(node.depth, reading), children: readInlines(node.children, reading, depth) }];
    case 'list':
      return [
        {
          kind: 'list',
          ordered: node.ordered === true,
          first: node.start ?? 1,
          items: node.children.map((item) => readBlocks(item, reading, depth + 1)),
        },
      ];
    case 'blockquote':
      return [{ kind: 'quote', children: readBlocks(node, reading, depth + 1) }];
    case 'code':
      return [{ kind: 'code', text: node.value, start: startOf(node), end: endOf(node) }];
    case 'thematicBreak':
      return [{ kind: 'rule' }];
    case 'definition':
      return [];
    case 'html':
      return isRemark(node.value) ? [] : [asTyped(node, reading)];
    default:
      return [asTyped(node, reading)];
  }
}

/** People choose marks by their size on screen; those who hear a page need levels that follow one another. */
function headingLevel(typed: number, { depths }: Reading): 2 | 3 | 4 {
  while (depths.length > 0 && depths.at(-1)! >= typed) depths.pop();
  depths.push(typed);
  return Math.min(depths.length + 1, 4) as 2 | 3 | 4;
}

function readInlines(nodes: readonly PhrasingContent[], reading: Reading, depth: number): Inline[] {
  const shown = nodes.filter((node) => node.type !== 'html' || !isRemark(node.value));
  return joinRuns(shown.map((node) => readInline(node, reading, depth + 1)));
}

/** Whether HTML is nothing but whole remarks for those who write: the reading leaves them out too. */
function isRemark(html: string): boolean {
  return /^(?:\s*<!--(?:(?!-->)[^])*-->)+\s*$/.test(html);
}

function readInline(node: PhrasingContent, reading: Reading, depth: number): Inline {
  if (depth > 2 * deepest) return typed(node, reading);
  switch (node.type) {
    case 'text':
      return { kind: 'text', text: node.value, start: startOf(node), end: endOf(node) };
    case 'strong':
    case 'emphasis':
      return { kind: node.type, children: readInlines(node.children, reading, depth) };
    case 'inlineCode':
      return { kind: 'code', text: node.value, start: startOf(node), end: endOf(node) };
    case 'break':
      return { kind: 'break' };
    case 'link':
      return isSafeLink(node.url)
        ? { kind: 'link', href: node.url, children: readInlines(node.children, reading, depth) }
        : typed(node, reading);
    case 'linkReference': {
      const href = reading.definitions.get(node.identifier)?.url;
      return href && isSafeLink(href) ? { kind: 'link', href, children: readInlines(node.children, reading, depth) } : typed(node, reading);
    }
    case 'textDirective':
      return readFigure(node, reading, depth) ?? typed(node, reading);
    default:
      return typed(node, reading);
  }
}

function readFigure(node: Extract<PhrasingContent, { type: 'textDirective' }>, reading: Reading, depth: number): FigureRun | null {
  const span = matchDirective(reading.markdown, startOf(node));
  if (!span || span.end !== endOf(node)) return null;
  const { directive } = readDirective(reading.markdown, span);
  const { dit, says } = node.attributes ?? {};
  // A hedge that cannot be understood is shown as typed, and refused by the reading.
  return directive.slug
    ? {
        kind: 'figure',
        directive: { ...directive, slug: directive.slug },
        said: dit || says || null,
        after: readInlines(node.children, reading, depth),
      }
    : null;
}

function figuresAmong(inlines: readonly Inline[]): FigureRun[] {
  return inlines.flatMap((inline) => {
    if (inline.kind === 'figure') return [inline, ...figuresAmong(inline.after)];
    return 'children' in inline ? figuresAmong(inline.children) : [];
  });
}

/** Runs that touch in the Markdown become one, a remark keeps them apart: an unknown directive (« 10:30 ») is part of its sentence. */
function joinRuns(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text' && last.end === inline.start)
      joined[joined.length - 1] = { ...last, text: last.text + inline.text, end: inline.end };
    else joined.push(inline);
  }
  return joined;
}

function asTyped(node: Nodes, reading: Reading): Block {
  return { kind: 'paragraph', children: [typed(node, reading)] };
}

function typed(node: Node, reading: Reading): TextRun {
  return { kind: 'text', text: reading.markdown.slice(startOf(node), endOf(node)), start: startOf(node), end: endOf(node) };
}

function startOf(node: Node): number {
  return node.position?.start.offset ?? 0;
}

function endOf(node: Node): number {
  return node.position?.end.offset ?? 0;
}
