import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  type INumberingOptions,
  LevelFormat,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { cleanLine, cleanText } from './clean.ts';
import { columnShares, type Paper, type PaperBlock, type PaperTable } from './paper.ts';
import { officeStyles } from './styles.ts';

/** A paper as a Word document that an office can edit: real styles and headings, header rows that repeat, its language and title said. */
export async function writePaperDocx(paper: Paper): Promise<Uint8Array> {
  const body = new Body(paper.landscape ? 14_798 : 9_072);
  const margin = paper.landscape ? 1_020 : 1_417;
  const document = new Document({
    title: cleanLine(paper.title),
    creator: cleanLine(paper.author),
    lastModifiedBy: cleanLine(paper.author),
    styles: officeStyles(paper.lang),
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838, orientation: paper.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
            margin: { top: 1_247, bottom: 1_247, left: margin, right: margin },
          },
        },
        footers: { default: pageNumbers() },
        children: [...openingOf(paper), ...paper.blocks.flatMap((block, index) => body.block(block, paper.blocks[index + 1]))],
      },
    ],
    numbering: { config: body.numbering },
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function pageNumbers(): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.END,
        children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 17, color: '4A5266' })],
      }),
    ],
  });
}

/** Where the address stands for a window envelope: 85 mm from the margin. */
const addressIndent = { left: 4_819 };

function openingOf(paper: Paper): Paragraph[] {
  const { sender = [], recipient = [], placeAndDate, reference } = paper;
  const head = sender.map(
    (line, index) => new Paragraph({ style: 'Address', children: [new TextRun({ text: cleanLine(line), bold: index === 0 })] }),
  );
  const title = cleanLine(paper.title);
  if (recipient.length === 0) {
    const marks = [placeAndDate, reference].filter(Boolean).map((one) => cleanLine(one!));
    return [
      ...head,
      new Paragraph({
        text: title,
        heading: HeadingLevel.TITLE,
        spacing: { before: head.length > 0 ? 480 : 0, after: 120, line: 276, lineRule: LineRuleType.AUTO },
      }),
      ...(marks.length > 0 ? [new Paragraph({ style: 'Eyebrow', children: [new TextRun(marks.join(' · '))] })] : []),
    ];
  }
  return [
    ...head,
    ...recipient.map(
      (line, index) =>
        new Paragraph({
          style: 'Address',
          indent: addressIndent,
          spacing: index === 0 ? { before: 480 } : {},
          children: [new TextRun(cleanLine(line))],
        }),
    ),
    ...(reference ? [new Paragraph({ style: 'Small', spacing: { before: 480 }, children: [new TextRun(cleanLine(reference))] })] : []),
    ...(placeAndDate
      ? [
          new Paragraph({
            style: 'Address',
            indent: addressIndent,
            spacing: { before: 240 },
            children: [new TextRun(cleanLine(placeAndDate))],
          }),
        ]
      : []),
    new Paragraph({ style: 'Subject', outlineLevel: 0, children: [new TextRun(title)] }),
  ];
}

/** The body of a Word document being written: its lists are numbered as they come. */
class Body {
  readonly numbering: INumberingOptions['config'][number][] = [];
  readonly #width: number;

  /** @param width of a line, in twentieths of a point */
  constructor(width: number) {
    this.#width = width;
  }

  block(block: PaperBlock, next: PaperBlock | undefined): (Paragraph | Table)[] {
    switch (block.kind) {
      case 'heading':
        return [new Paragraph({ heading: headings[block.level], children: [new TextRun(cleanLine(block.text))] })];
      case 'paragraph':
        return [
          new Paragraph({
            // What announces a list, or whoever signs, stays with it.
            keepNext: next?.kind === 'list' || next?.kind === 'signature',
            ...(block.style === 'lead' ? { style: 'Lead' } : block.style === 'small' ? { style: 'Small' } : {}),
            children: runs(block.text, { bold: block.style === 'strong' }),
          }),
        ];
      case 'list':
        return this.#list(block.items, block.ordered ?? false);
      case 'facts':
        return [this.#facts(block.rows), gap()];
      case 'table':
        return [this.#table(block), gap()];
      case 'signature':
        return block.lines.map(
          (line, index) =>
            new Paragraph({
              style: 'Address',
              indent: { left: Math.round(this.#width / 2) },
              keepNext: index < block.lines.length - 1,
              spacing: { before: index === 0 ? 480 : 0, after: index === block.lines.length - 1 ? 1_200 : 0 },
              children: [new TextRun(cleanLine(line))],
            }),
        );
      case 'pageBreak':
        return [new Paragraph({ children: [new PageBreak()] })];
    }
  }

  #list(items: readonly string[], ordered: boolean): Paragraph[] {
    const reference = `list-${this.numbering.length + 1}`;
    this.numbering.push({
      reference,
      levels: [
        {
          level: 0,
          format: ordered ? LevelFormat.DECIMAL : LevelFormat.BULLET,
          text: ordered ? '%1.' : '•',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: 360, hanging: 360 } } },
        },
      ],
    });
    return items.map(
      (item, index) =>
        new Paragraph({
          // The list is close-set; what comes after it is a paragraph away.
          ...(index < items.length - 1 ? { style: 'Item' } : {}),
          numbering: { reference, level: 0 },
          children: runs(item),
        }),
    );
  }

  #facts(rows: readonly [string, string][]): Table {
    const label = Math.round(this.#width * 0.34);
    return new Table({
      ...tableLook,
      columnWidths: [label, this.#width - label],
      rows: rows.map(
        ([key, value]) =>
          new TableRow({
            cantSplit: true,
            children: [cell(key, label, { color: '4A5266' }), cell(value, this.#width - label)],
          }),
      ),
    });
  }

  #table(table: PaperTable): Table {
    const { columns, rows, total } = table;
    // The margins of a cell are some letters wide.
    const shares = columnShares(table).map((share) => share + 6);
    const sum = shares.reduce((one, other) => one + other, 0);
    const widths = shares.map((share) => Math.floor((this.#width * share) / sum));
    const row = (texts: readonly string[], look: { bold?: boolean; color?: string } = {}, isHeader = false) =>
      new TableRow({
        tableHeader: isHeader,
        cantSplit: true,
        children: columns.map(({ align }, index) => cell(texts[index] ?? '', widths[index]!, look, align)),
      });
    return new Table({
      ...tableLook,
      columnWidths: widths,
      rows: [
        row(
          columns.map(({ header }) => header),
          { bold: true, color: '17233F' },
          true,
        ),
        ...rows.map((texts) => row(texts)),
        ...(total ? [row(total, { bold: true })] : []),
      ],
    });
  }
}

const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const thin = { style: BorderStyle.SINGLE, size: 4, color: 'B9B3A6' } as const;
const tableLook = {
  layout: TableLayoutType.FIXED,
  borders: { top: thin, bottom: thin, left: none, right: none, insideHorizontal: thin, insideVertical: none },
};

function cell(text: string, width: number, look: { bold?: boolean; color?: string } = {}, align: 'start' | 'end' = 'start'): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    children: [
      new Paragraph({
        style: 'Cell',
        alignment: align === 'end' ? AlignmentType.END : AlignmentType.START,
        children: runs(text, look),
      }),
    ],
  });
}

/** Word joins two tables that nothing parts. */
function gap(): Paragraph {
  return new Paragraph({ style: 'Address' });
}

function runs(text: string, look: { bold?: boolean; color?: string } = {}): TextRun[] {
  return cleanText(text)
    .split('\n')
    .map((line, index) => new TextRun({ ...look, text: line, ...(index > 0 ? { break: 1 } : {}) }));
}
