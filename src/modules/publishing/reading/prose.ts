import { matchDirective } from './directive-spans.ts';
import { matchBlock, startsFrontMatter } from './prose-blocks.ts';
import { Draft, opaque, type Prose } from './prose-draft.ts';
import { matchInline } from './prose-marks.ts';

export { blockBreak, opaque, type Prose } from './prose-draft.ts';

/**
 * Reads Markdown, or plain text, as prose. Code, front matter, HTML comments and tags, link targets, addresses, list numbering
 * and heading marks are left out; a directive is one opaque character followed by its label.
 */
export function readProse(original: string): Prose {
  const draft = new Draft(original);
  let at = startsFrontMatter(original);
  let lineStart = true;
  while (at < original.length) {
    if (lineStart) {
      lineStart = false;
      const block = matchBlock(original, at, draft);
      if (block !== null) {
        at = block.end;
        lineStart = block.line;
        continue;
      }
    }
    const jump = draft.jumps.get(at);
    if (jump !== undefined) {
      draft.push(opaque, at, jump);
      at = jump;
      continue;
    }
    const character = original[at] ?? '';
    if (character === '\n') {
      draft.endLine(at);
      at += 1;
      lineStart = true;
      continue;
    }
    const directive = character === ':' ? matchDirective(original, at) : null;
    if (directive) {
      at = draft.open(directive);
      continue;
    }
    at = matchInline(original, at, draft) ?? draft.copy(at);
  }
  return draft.finish();
}
