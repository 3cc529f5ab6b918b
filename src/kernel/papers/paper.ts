import type { Lang } from '../i18n/lang.ts';

/** A paper of an office: a letter, a call for dues, a statement, minutes, a list. Every word is already chosen. */
export interface Paper {
  lang: Lang;
  /** Of a letter: what it is about. */
  title: string;
  author: string;
  date: Temporal.PlainDate;
  /** The letterhead, a line each; the first is who writes. */
  sender?: string[];
  /** Makes it a letter: who it is for and where they are, where a window envelope shows it. */
  recipient?: string[];
  /** « Paris, le 27 novembre 2026 ». */
  placeAndDate?: string;
  reference?: string;
  blocks: PaperBlock[];
  landscape?: boolean;
}

/** Line breaks of a paragraph, of a fact and of a cell are kept. */
export type PaperBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; text: string; style?: 'lead' | 'small' | 'strong' }
  | { kind: 'list'; ordered?: boolean; items: string[] }
  | { kind: 'facts'; rows: [label: string, value: string][] }
  | { kind: 'table'; columns: { header: string; align?: 'start' | 'end' }[]; rows: string[][]; total?: string[] }
  | { kind: 'signature'; lines: string[] }
  | { kind: 'pageBreak' };

export type PaperTable = Extract<PaperBlock, { kind: 'table' }>;

/** How wide each column of a table is beside the others: what it holds, neither lost nor taking all. */
export function columnShares({ columns, rows, total }: PaperTable): number[] {
  return columns.map(({ header }, index) => {
    const cells = [header, ...rows.map((row) => row[index] ?? ''), total?.[index] ?? ''];
    const longest = Math.max(...cells.flatMap((cell) => cell.split('\n')).map((line) => line.length));
    const longestWord = Math.max(...cells.flatMap((cell) => cell.split(/\s+/)).map((word) => word.length));
    return Math.max(4, Math.min(longest, 36), Math.min(longestWord, 24));
  });
}
