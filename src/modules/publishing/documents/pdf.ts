import { cleanLine, cleanText, compilePdf } from '../../../kernel/papers/index.ts';
import { noBreak } from '../markdown/figure-words.ts';
import type { Block, Inline } from '../markdown/tree.ts';
import type { OfficeDocument } from './document.ts';
import { template } from './template.ts';

/** A text as an archival PDF with footnotes. */
export function writePdf(text: OfficeDocument): Uint8Array {
  const noted = new Map<string, number>();
  const data = {
    lang: text.lang,
    region: text.lang === 'fr' ? 'fr' : 'gb',
    title: cleanLine(text.title),
    author: cleanLine(text.author),
    date: [text.date.year, text.date.month, text.date.day],
    eyebrow: cleanLine(text.eyebrow),
    notices: text.notices.map((notice) => cleanLine(notice)),
    address: text.address,
    lead: text.lead.map((block) => writeBlock(block, text, noted)),
    body: text.body.map((block) => writeBlock(block, text, noted)),
  };
  return compilePdf(template, data);
}

function writeBlock(block: Block, text: OfficeDocument, noted: Map<string, number>): unknown {
  switch (block.kind) {
    case 'list':
      return { ...block, items: block.items.map((item) => item.map((one) => writeBlock(one, text, noted))) };
    case 'quote':
      return { kind: 'quote', children: block.children.map((one) => writeBlock(one, text, noted)) };
    case 'code':
      return { kind: 'code', text: cleanText(block.text) };
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
        return { kind: inline.kind, text: cleanLine(inline.text) };
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
          words: cleanLine(words) + (inline.after.length > 0 ? noBreak : ''),
          after: writeInlines(inline.after, text, noted),
          note: first ? { ...note, words: cleanLine(note.words) } : null,
        };
      }
      default:
        return { kind: inline.kind, children: writeInlines(inline.children, text, noted) };
    }
  });
}
