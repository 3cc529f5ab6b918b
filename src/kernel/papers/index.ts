/** Office papers: what goes on paper or to another office, as PDF to be signed and as Word to be edited. */
export { cleanLine, cleanText } from './clean.ts';
export { compilePdf, lettersWithoutFont } from './compile.ts';
export { writePaperDocx } from './docx.ts';
export type { Paper, PaperBlock } from './paper.ts';
export { writePaperPdf, writePapersPdf } from './pdf.ts';
export { officeStyles } from './styles.ts';
