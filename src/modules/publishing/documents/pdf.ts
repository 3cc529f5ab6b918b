import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { noBreak } from '../markdown/figure-words.ts';
import type { Block, Inline } from '../markdown/tree.ts';
import type { OfficeDocument } from './document.ts';
import { template } from './template.ts';

/**
 * A text as an archival PDF (PDF/A-2b: fonts embedded) with footnotes. The text travels as data beside a fixed template: nothing that was typed is ever
 * read as Typst code.
 */
export function writePdf(text: OfficeDocument): Uint8Array {
  const noted = new Map<string, number>();
  const data = {
    lang: text.lang,
    region: text.lang === 'fr' ? 'fr' : 'gb',
    title: clean(text.title),
    author: clean(text.author),
    date: [text.date.year, text.date.month, text.date.day],
    eyebrow: clean(text.eyebrow),
    notices: text.notices.map((notice) => clean(notice)),
    address: text.address,
    lead: text.lead.map((block) => writeBlock(block, text, noted)),
    body: text.body.map((block) => writeBlock(block, text, noted)),
  };
  compiler ??= NodeCompiler.create();
  try {
    return new Uint8Array(compiler.pdf({ mainFileContent: template, inputs: { text: JSON.stringify(data) } }, { pdfStandard: 'a-2b' }));
  } finally {
    // What the compiler remembers of a text is of no use to the next one.
    compiler.evictCache(4);
  }
}

let compiler: NodeCompiler | undefined;

function writeBlock(block: Block, text: OfficeDocument, noted: Map<string, number>): unknown {
  switch (block.kind) {
    case 'list':
      return { ...block, items: block.items.map((item) => item.map((one) => writeBlock(one, text, noted))) };
    case 'quote':
      return { kind: 'quote', children: block.children.map((one) => writeBlock(one, text, noted)) };
    case 'code':
      return { kind: 'code', text: clean(block.text, true) };
    case 'rule':
      return block;
    default:
      return { ...block, children: writeInlines(block.children, text, noted) };
  }
}

function writeInlines(inlines: readonly Inline[], text: OfficeDocument, noted: Map<string, number>): unknown[] {
  return inlines.map((inline) => {
    switch (inline.kind) {
      case 'text':
      case 'code':
        return { kind: inline.kind, text: clean(inline.text) };
      case 'break':
        return inline;
      case 'link':
        // A page of the site cannot be followed from a file.
        return /^(?:https?|mailto):/i.test(inline.href)
          ? { kind: 'link', href: inline.href, children: writeInlines(inline.children, text, noted) }
          : { kind: 'group', children: writeInlines(inline.children, text, noted) };
      case 'figure': {
        const { words, note } = text.figure(inline);
        const first = !noted.has(note.code);
        noted.set(note.code, noted.size + 1);
        return {
          kind: 'figure',
          words: clean(words) + (inline.after.length > 0 ? noBreak : ''),
          after: writeInlines(inline.after, text, noted),
          note: first ? { ...note, words: clean(note.words) } : null,
        };
      }
      default:
        return { kind: inline.kind, children: writeInlines(inline.children, text, noted) };
    }
  });
}

function clean(text: string, keepLines = false): string {
  const line = keepLines ? text : text.replace(/\s*\n\s*/g, ' ');
  return line.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').toWellFormed();
}
