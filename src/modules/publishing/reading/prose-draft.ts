import type { DirectiveSpan } from './directive-spans.ts';

/** Stands for what is not prose: code, an address of the Web, a directive. */
export const opaque = '\uFFFC';
/** Stands between two blocks: paragraphs, items, headings, cells of a table. */
export const blockBreak = '\u2029';

/**
 * A Markdown text without its marks, for reading: single spaces, plain apostrophes and hyphens, composed accents.
 * `starts[i]` and `ends[i]` give where the character `i` stands in the original (UTF-16).
 */
export type Prose = {
  text: string;
  lower: string;
  starts: number[];
  ends: number[];
  /** By position of their opaque character in `text`. */
  directives: Map<number, DirectiveSpan>;
  /** Bulleted or numbered lists: where the first item begins in `text`, and how many stand at its level. */
  lists: { at: number; items: number }[];
};

/** A prose being written. */
export class Draft {
  readonly directives = new Map<number, DirectiveSpan>();
  readonly lists: { at: number; items: number; indent: number; open: boolean }[] = [];
  /** From the end of a directive's label to the end of the directive. */
  readonly jumps = new Map<number, number>();
  /** A heading ends with its line. */
  heading = false;
  private readonly characters: string[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly original: string;

  constructor(original: string) {
    this.original = original;
  }

  get length(): number {
    return this.characters.length;
  }

  get last(): string {
    return this.characters.at(-1) ?? blockBreak;
  }

  push(character: string, start: number, end: number): void {
    if (character === ' ' && (this.last === ' ' || this.last === blockBreak)) return;
    if (character === blockBreak) {
      if (this.last === ' ') this.drop();
      if (this.last === blockBreak) return;
    }
    this.characters.push(character);
    this.starts.push(start);
    this.ends.push(end);
  }

  /** Copies one character as prose writes it; returns where the next one stands. */
  copy(at: number): number {
    const character = this.original[at] ?? '';
    if (/[\u0300-\u036f]/.test(character) && this.length) {
      const composed = (this.last + character).normalize('NFC');
      if (composed.length === 1) this.characters[this.length - 1] = composed;
      this.ends[this.length - 1] = at + 1;
      return at + 1;
    }
    const plain = plainly[character];
    if (plain !== '') this.push(plain ?? character, at, at + 1);
    return at + 1;
  }

  /** Lets the last character reach further: `46<sup>e</sup>` is one mark. */
  extend(end: number): void {
    if (this.length) this.ends[this.length - 1] = end;
  }

  endLine(at: number): void {
    this.push(this.heading ? blockBreak : ' ', at, at + 1);
    this.heading = false;
  }

  /** Writes a directive's place and steps into its label, or over it. */
  open(span: DirectiveSpan): number {
    this.directives.set(this.length, span);
    this.push(opaque, span.start, span.end);
    if (!span.label) return span.end;
    this.push(' ', span.start, span.label.start);
    this.jumps.set(span.label.end, span.end);
    return span.label.start;
  }

  finish(): Prose {
    const text = this.characters.join('');
    const lower = text.toLowerCase();
    return {
      text,
      // A few letters (İ) grow in lower case and would shift every offset.
      lower:
        lower.length === text.length
          ? lower
          : Array.from(text, (c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join(''),
      starts: this.starts,
      ends: this.ends,
      directives: this.directives,
      lists: this.lists.map(({ at, items }) => ({ at, items })),
    };
  }

  private drop(): void {
    this.characters.pop();
    this.starts.pop();
    this.ends.pop();
  }
}

/** How prose writes what typography varies; empty: nothing is seen there. */
const plainly: Record<string, string> = {
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '\u2007': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2005': ' ',
  '\u2006': ' ',
  '\u2008': ' ',
  '\u200a': ' ',
  '\t': blockBreak,
  '|': blockBreak,
  '\r': '',
  '\u200b': '',
  '\u200c': '',
  '\u200d': '',
  '\u2060': '',
  '\ufeff': '',
  '\u00ad': '',
  '’': "'",
  μ: 'µ',
  ʼ: "'",
  '‘': "'",
  '‐': '-',
  '‑': '-',
  ᵉ: 'e',
  ʳ: 'r',
  ˢ: 's',
  ᵈ: 'd',
  ᵗ: 't',
  ʰ: 'h',
  ⁿ: 'n',
  ᵒ: 'o',
};
