import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/**
 * An archival PDF (PDF/A-2b: fonts embedded) from a fixed Typst template and data, which the template finds in `sys.inputs.data` as JSON: nothing
 * that was typed is ever read as Typst code. Where the machine has no font for a letter (Khmer on a bare server), a plain PDF that shows an empty
 * box for it: archival PDF has no place for one, and a paper with a box is better than no paper.
 */
export function compilePdf(template: string, data: unknown): Uint8Array {
  compiler ??= NodeCompiler.create();
  const text = { mainFileContent: template, inputs: { data: JSON.stringify(data) } };
  try {
    return new Uint8Array(compiler.pdf(text, { pdfStandard: 'a-2b' }));
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('could not be displayed with any font'))) throw error;
    return new Uint8Array(compiler.pdf(text));
  } finally {
    // What the compiler remembers of a paper is of no use to the next one.
    compiler.evictCache(4);
  }
}

let compiler: NodeCompiler | undefined;
