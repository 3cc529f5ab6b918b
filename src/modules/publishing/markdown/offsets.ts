import type { TextRun } from './tree.ts';

/**
 * Where each character of a run stands in the Markdown it comes from: escapes (`\*`), entities (`&amp;`) and the indents of
 * continued lines make the words shorter than what was typed.
 */
export function mapOffsets({ text, start }: TextRun, markdown: string): number[] {
  const offsets: number[] = [];
  let at = start;
  for (const character of text) {
    const found = markdown.indexOf(character, at);
    // What stands for a character may not hold it (`&#233;`): the place is then the next one.
    if (found >= 0 && found - at < 40) at = found;
    for (let unit = 0; unit < character.length; unit += 1) offsets.push(at + unit);
    at += character.length;
  }
  return offsets;
}
