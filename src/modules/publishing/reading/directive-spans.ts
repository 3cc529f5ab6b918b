/** Where a directive stands, before its attributes are understood. Label and attributes exclude their brackets. */
export type DirectiveSpan = {
  start: number;
  end: number;
  label: { start: number; end: number } | null;
  attributes: { start: number; end: number } | null;
};

/** The directive whose colon is at `at`, or null. Nothing is said of its attributes. */
export function matchDirective(text: string, at: number): DirectiveSpan | null {
  opening.lastIndex = at;
  const found = opening.exec(text);
  if (!found || /[:\p{L}\p{Nd}]/u.test(text[at - 1] ?? '')) return null;
  let end = at + found[0].length;
  let label: DirectiveSpan['label'] = null;
  let attributes: DirectiveSpan['attributes'] = null;
  if (text[end] === '[') {
    const close = closingBracket(text, end);
    if (close > 0) {
      label = { start: end + 1, end: close };
      end = close + 1;
    }
  }
  if (text[end] === '{') {
    braces.lastIndex = end;
    const block = braces.exec(text);
    if (block) {
      attributes = { start: end + 1, end: end + block[0].length - 1 };
      end += block[0].length;
    }
  }
  return label || attributes ? { start: at, end, label, attributes } : null;
}

const opening = /:(?:chiffre|figure)(?![\p{L}\p{Nd}_-])/uy;
const braces = /\{(?:[^{}"'\n]|"[^"\n]*"|'[^'\n]*')*\}/y;

function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length && i < open + 2000; i += 1) {
    if (text[i] === '[') depth += 1;
    else if (text[i] === ']') {
      depth -= 1;
      if (!depth) return i;
    } else if (text[i] === '\n' && /^\n[ \t]*\n/.test(text.slice(i, i + 40))) return -1;
  }
  return -1;
}
