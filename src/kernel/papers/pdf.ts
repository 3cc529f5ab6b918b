import { cleanLine, cleanText } from './clean.ts';
import { compilePdf } from './compile.ts';
import { columnShares, type Paper, type PaperBlock, type PaperTable } from './paper.ts';
import { template } from './template.ts';

/** A paper as an archival A4 PDF: title, author, date and language said in it, headings as bookmarks, pages numbered. */
export function writePaperPdf(paper: Paper): Uint8Array {
  return writePapersPdf([paper], paper);
}

/**
 * Several papers as one PDF to print: each begins on a page of its own and counts its own pages. There must be one at least.
 * @param twoSided each begins on a sheet of its own, whatever a printer puts on the back
 */
export function writePapersPdf(
  papers: readonly Paper[],
  whole: Pick<Paper, 'title' | 'author' | 'date'>,
  { twoSided = false }: { twoSided?: boolean } = {},
): Uint8Array {
  return compilePdf(template, {
    title: cleanLine(whole.title),
    author: cleanLine(whole.author),
    date: [whole.date.year, whole.date.month, whole.date.day],
    twoSided,
    papers: papers.map(writePaper),
  });
}

function writePaper(paper: Paper): unknown {
  return {
    lang: paper.lang,
    region: paper.lang === 'fr' ? 'fr' : 'gb',
    title: cleanLine(paper.title),
    sender: (paper.sender ?? []).map(cleanLine),
    recipient: (paper.recipient ?? []).map(cleanLine),
    placeAndDate: cleanLine(paper.placeAndDate ?? ''),
    reference: cleanLine(paper.reference ?? ''),
    landscape: paper.landscape ?? false,
    blocks: paper.blocks.map(writeBlock),
  };
}

function writeBlock(block: PaperBlock): unknown {
  switch (block.kind) {
    case 'heading':
      return { ...block, text: cleanLine(block.text) };
    case 'paragraph':
      return { kind: 'paragraph', style: block.style ?? 'plain', lines: linesOf(block.text) };
    case 'list':
      return { kind: 'list', ordered: block.ordered ?? false, items: block.items.map(linesOf) };
    case 'facts':
      return { kind: 'facts', rows: block.rows.map((row) => row.map(linesOf)) };
    case 'table':
      return writeTable(block);
    case 'signature':
      return { kind: 'signature', lines: block.lines.map(cleanLine) };
    case 'pageBreak':
      return block;
  }
}

function writeTable(table: PaperTable): unknown {
  const { columns, rows, total } = table;
  const shares = columnShares(table);
  const cellsOf = (row: readonly string[]) => columns.map((_, index) => linesOf(row[index] ?? ''));
  return {
    kind: 'table',
    // Numbers take the room they need; words share what is left.
    columns: columns.map(({ header, align = 'start' }, index) => ({
      header: linesOf(header),
      align,
      share: align === 'end' ? null : shares[index],
    })),
    rows: rows.map(cellsOf),
    total: total ? cellsOf(total) : null,
  };
}

function linesOf(text: string): string[] {
  return cleanText(text).split('\n');
}
