import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/**
 * A PDF that is archival and tagged (PDF/A-2a: fonts embedded, headings, lists and tables for those who hear it) from a fixed Typst template and
 * data, which the template finds in `sys.inputs.data` as JSON: nothing that was typed is ever read as Typst code. Where the machine has no font
 * for a letter (Khmer on a bare server), a tagged PDF that shows an empty box for it: archival PDF has no place for one, and a paper with a box is
 * better than no paper.
 */
export function compilePdf(template: string, data: unknown): Uint8Array {
  try {
    return compile(template, data, archival);
  } catch (error) {
    if (!isRefusedByArchive(error)) throw error;
    return compile(template, data);
  }
}

/** Those letters of a text that no font of this machine has. */
export function lettersWithoutFont(text: string): string[] {
  const letters = [...new Set(text.toWellFormed().replace(/[\p{Cc}\s]/gu, ''))];
  return canWrite(letters.join(' ')) ? [] : letters.filter((letter) => !canWrite(letter));
}

function canWrite(text: string): boolean {
  try {
    return compile('#set document(title: "-")\n#json(bytes(sys.inputs.data))', text, archival).length > 0;
  } catch (error) {
    if (!isRefusedByArchive(error)) throw error;
    return false;
  }
}

const archival = { pdfStandard: 'a-2a' };

/** Typst makes the pages, then says what archival PDF has no place for. */
function isRefusedByArchive(error: unknown): boolean {
  return error instanceof Error && error.message.includes('PDF/A-2a error');
}

function compile(template: string, data: unknown, options: { pdfStandard?: string } = {}): Uint8Array {
  compiler ??= NodeCompiler.create();
  try {
    return new Uint8Array(compiler.pdf({ mainFileContent: template, inputs: { data: JSON.stringify(data) } }, options));
  } finally {
    // What the compiler remembers of a paper is of no use to the next one.
    compiler.evictCache(4);
  }
}

let compiler: NodeCompiler | undefined;
