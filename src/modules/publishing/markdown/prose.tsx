import { type ComponentChildren, Fragment, type VNode } from 'preact';
import { Link } from '../../../ui/index.ts';
import type { Block, FigureRun, Inline, TextRun } from './tree.ts';

export interface ProseProps {
  blocks: readonly Block[];
  /** Draws a figure; `after` is the words that follow its number. */
  drawFigure: (run: FigureRun, after: ComponentChildren) => ComponentChildren;
  /** Draws words, to mark some of them; as they are by default. */
  drawText?: ((run: TextRun) => ComponentChildren) | undefined;
  /** How many levels the headings are moved down, inside another text. */
  shift?: number | undefined;
}

/** A text as HTML elements, made of components only: nothing that was typed can become a tag. */
export function Prose({ blocks, ...pen }: ProseProps) {
  return (
    <>
      {blocks.map((block) => (
        <BlockView block={block} pen={pen} />
      ))}
    </>
  );
}

/** Words within a line, with their figures. */
export function Inlines({ inlines, pen }: { inlines: readonly Inline[]; pen: Pen }): VNode {
  return (
    <>
      {inlines.map((inline) => (
        <InlineView inline={inline} pen={pen} />
      ))}
    </>
  );
}

type Pen = Omit<ProseProps, 'blocks'>;

function BlockView({ block, pen }: { block: Block; pen: Pen }): VNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.children} pen={pen} />
        </p>
      );
    case 'heading': {
      const Heading = `h${Math.min(block.level + (pen.shift ?? 0), 6)}` as 'h2';
      return (
        <Heading>
          <Inlines inlines={block.children} pen={pen} />
        </Heading>
      );
    }
    case 'list': {
      const items = block.items.map((item) => (
        <li>
          <Item blocks={item} pen={pen} />
        </li>
      ));
      return block.ordered ? <ol start={block.first === 1 ? undefined : block.first}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'quote':
      return (
        <blockquote>
          <Prose blocks={block.children} {...pen} />
        </blockquote>
      );
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'rule':
      return <hr />;
  }
}

/** The one paragraph of an item needs no paragraph of its own. */
function Item({ blocks, pen }: { blocks: readonly Block[]; pen: Pen }): VNode {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return <Prose blocks={blocks} {...pen} />;
  return (
    <>
      <Inlines inlines={first.children} pen={pen} />
      <Prose blocks={rest} {...pen} />
    </>
  );
}

function InlineView({ inline, pen }: { inline: Inline; pen: Pen }): VNode {
  switch (inline.kind) {
    case 'text':
      return <>{pen.drawText ? pen.drawText(inline) : inline.text}</>;
    case 'strong':
      return (
        <strong>
          <Inlines inlines={inline.children} pen={pen} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines inlines={inline.children} pen={pen} />
        </em>
      );
    case 'code':
      return <code>{inline.text}</code>;
    case 'link':
      return (
        <Link href={inline.href}>
          <Inlines inlines={inline.children} pen={pen} />
        </Link>
      );
    case 'break':
      return <br />;
    case 'figure':
      return <Fragment>{pen.drawFigure(inline, <Inlines inlines={inline.after} pen={pen} />)}</Fragment>;
  }
}
