import type { Lang } from '../../../kernel/i18n/lang.ts';
import type { Block, FigureRun } from '../markdown/tree.ts';

/** A published text on its way to an office: what Word and PDF both need, every word chosen. */
export interface OfficeDocument {
  lang: Lang;
  title: string;
  /** « Compte rendu · 20 novembre 2025 · Le secrétariat ». */
  eyebrow: string;
  lead: Block[];
  body: Block[];
  /** Corrections and withdrawal, printed before the text. */
  notices: string[];
  /** The address of the public page, with what introduces it. */
  address: { label: string; url: string };
  /** The number of a figure in the sentence, and the note that proves it. */
  figure: (run: FigureRun) => { words: string; note: ProofNote };
  author: string;
  date: Temporal.PlainDate;
}

/** A footnote: what the figure is, its code, and where anyone verifies it. */
export interface ProofNote {
  code: string;
  words: string;
  url: string;
}

/** A name of file that every system accepts. */
export function fileName(slug: string, lang: Lang, extension: string): string {
  return `${slug}.${lang}.${extension}`;
}
