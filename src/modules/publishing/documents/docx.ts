import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  FootnoteReferenceRun,
  HeadingLevel,
  type INumberingOptions,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { cleanLine, officeStyles } from '../../../kernel/papers/index.ts';
import { noBreak } from '../markdown/figure-words.ts';
import type { Block, Inline } from '../markdown/tree.ts';
import type { OfficeDocument, ProofNote } from './document.ts';

/** A text as a Word document that an office can edit: real styles, real footnotes with codes and addresses. */
export async function writeDocx(text: OfficeDocument): Promise<Uint8Array> {
  const draft = new Draft(text);
  const children = [
    new Paragraph({ text: cleanLine(text.title), heading: HeadingLevel.TITLE }),
    new Paragraph({ style: 'Eyebrow', children: [new TextRun(cleanLine(text.eyebrow))] }),
    ...text.notices.map((notice) => new Paragraph({ style: 'Notice', children: [new TextRun(cleanLine(notice))] })),
    ...draft.blocks(text.lead, { style: 'Lead' }),
    ...draft.blocks(text.body, {}),
    new Paragraph({
      style: 'Eyebrow',
      children: [
        new TextRun(`${text.address.label} `),
        ...link(text.address.url, [new TextRun({ text: text.address.url, style: 'Hyperlink' })]),
      ],
    }),
  ];
  const document = new Document({
    title: cleanLine(text.title),
    creator: cleanLine(text.author),
    lastModifiedBy: cleanLine(text.author),
    styles: officeStyles(text.lang),
    numbering: { config: draft.numbering },
    footnotes: draft.footnotes,
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 1417, bottom: 1247, left: 1417, right: 1417 } } },
        footers: {
          default: new Footer({
            children: [new Paragraph({ alignment: AlignmentType.END, children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
          }),
        },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

interface Look {
  style?: string;
  list?: { reference: string; level: number };
  indent?: number;
  /** What announces a list stays with it. */
  keepNext?: boolean;
}

/** A Word document being written: its footnotes and its lists are numbered as they come. */
class Draft {
  readonly footnotes: Record<string, { children: Paragraph[] }> = {};
  readonly numbering: INumberingOptions['config'][number][] = [];
  readonly #text: OfficeDocument;
  readonly #noted = new Set<string>();

  constructor(text: OfficeDocument) {
    this.#text = text;
  }

  blocks(blocks: readonly Block[], look: Look): Paragraph[] {
    return blocks.flatMap((block, index) => this.#block(block, { ...look, keepNext: blocks[index + 1]?.kind === 'list' }));
  }

  #block(block: Block, look: Look): Paragraph[] {
    switch (block.kind) {
      case 'paragraph':
        return [this.#paragraph(block.children, look)];
      case 'heading':
        return [new Paragraph({ heading: headings[block.level], children: this.#inlines(block.children, {}) })];
      case 'list':
        return this.#list(block, look);
      case 'quote':
        return this.blocks(block.children, { ...look, style: 'Quotation' });
      case 'code':
        return block.text
          .split('\n')
          .map((line) => new Paragraph({ children: [new TextRun({ text: cleanLine(line), font: 'Consolas' })] }));
      case 'rule':
        return [new Paragraph({ thematicBreak: true })];
    }
  }

  #paragraph(inlines: readonly Inline[], { style, list, indent, keepNext = false }: Look): Paragraph {
    return new Paragraph({
      keepNext,
      ...(style ? { style } : {}),
      ...(list ? { numbering: { reference: list.reference, level: list.level } } : {}),
      ...(indent ? { indent: { left: indent } } : {}),
      children: this.#inlines(inlines, {}),
    });
  }

  #list(block: Extract<Block, { kind: 'list' }>, look: Look): Paragraph[] {
    const level = look.list ? Math.min(look.list.level + 1, 8) : 0;
    const reference = `list-${this.numbering.length + 1}`;
    this.numbering.push({
      reference,
      levels: Array.from({ length: 9 }, (_, depth) => ({
        level: depth,
        format: block.ordered ? LevelFormat.DECIMAL : LevelFormat.BULLET,
        text: block.ordered ? `%${depth + 1}.` : '•',
        start: block.first,
        alignment: AlignmentType.START,
        style: { paragraph: { indent: { left: 360 * (depth + 1), hanging: 360 } } },
      })),
    });
    return block.items.flatMap((item) => {
      const [first, ...rest] = item;
      const numbered = { ...look, keepNext: false, list: { reference, level } };
      const opening =
        first?.kind === 'paragraph' ? [this.#paragraph(first.children, numbered)] : this.blocks(first ? [first] : [], numbered);
      return [
        ...opening,
        ...rest.flatMap((one) => this.#block(one, one.kind === 'list' ? numbered : { ...look, indent: 360 * (level + 1) })),
      ];
    });
  }

  #inlines(inlines: readonly Inline[], run: { bold?: boolean; italics?: boolean; style?: string }): ParagraphChild[] {
    return inlines.flatMap((inline): ParagraphChild[] => {
      switch (inline.kind) {
        case 'text':
          return [new TextRun({ ...run, text: cleanLine(inline.text) })];
        case 'strong':
          return this.#inlines(inline.children, { ...run, bold: true });
        case 'emphasis':
          return this.#inlines(inline.children, { ...run, italics: true });
        case 'code':
          return [new TextRun({ ...run, text: cleanLine(inline.text), font: 'Consolas' })];
        case 'link':
          return link(inline.href, this.#inlines(inline.children, { ...run, style: 'Hyperlink' }));
        case 'break':
          return [new TextRun({ break: 1 })];
        case 'figure': {
          const { words, note } = this.#text.figure(inline);
          const between = inline.after.length > 0 ? noBreak : '';
          return [new TextRun({ ...run, text: cleanLine(words) + between }), ...this.#inlines(inline.after, run), ...this.#note(note)];
        }
      }
    });
  }

  /** One note for each proof: a figure that comes back is not proved twice. */
  #note({ code, words, url }: ProofNote): ParagraphChild[] {
    if (this.#noted.has(code)) return [];
    this.#noted.add(code);
    const number = this.#noted.size;
    this.footnotes[number] = {
      children: [
        new Paragraph({
          children: [
            new TextRun(` ${cleanLine(words)} `),
            ...link(url, [new TextRun({ text: code, style: 'Hyperlink' })]),
            new TextRun(` – ${url}`),
          ],
        }),
      ],
    };
    return [new FootnoteReferenceRun(number)];
  }
}

const headings = { 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2, 4: HeadingLevel.HEADING_3 } as const;

/** Only full addresses can be followed from a file; links within the site are kept as words. */
function link(url: string, children: ParagraphChild[]): ParagraphChild[] {
  return /^(?:https?|mailto):/i.test(url)
    ? [new ExternalHyperlink({ link: url, children: children.filter((child) => !(child instanceof ExternalHyperlink)) })]
    : children;
}
