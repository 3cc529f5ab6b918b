export type JsonRefusal = 'empty' | 'truncated' | 'notJson' | 'duplicateName' | 'number' | 'surrogate';

export type StrictJson = { ok: true; value: unknown } | { ok: false; refusal: JsonRefusal };

/**
 * Parses JSON of which two readers could not understand two things: no name twice in one object, no number that
 * is not written in its canonical form (`90.00000000000000000001` would be read as 90), no lone surrogate.
 * A text that stops before its end is told from one that never was JSON.
 */
export function parseStrictJson(text: string): StrictJson {
  if (text.trim() === '') return { ok: false, refusal: 'empty' };
  const value = parse(text);
  const found = inspect(text);
  if (value === unreadable) return { ok: false, refusal: found.open ? 'truncated' : 'notJson' };
  return found.refusal ? { ok: false, refusal: found.refusal } : { ok: true, value };
}

const unreadable = Symbol('unreadable');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return unreadable;
  }
}

/** Reads the tokens of a text: whether something is left open at its end and, for a text that parses, what to refuse. */
function inspect(text: string): { open: boolean; refusal: JsonRefusal | null } {
  const tokens = /"(?:[^"\\]|\\[^])*("?)|[{}[\],:]|[-+.\w]+/g;
  const objects: (Set<string> | null)[] = [];
  let open = false;
  let refusal: JsonRefusal | null = null;
  let previous = '';
  for (const [token, closingQuote] of text.matchAll(tokens)) {
    const first = token[0]!;
    if (first === '{') objects.push(new Set());
    else if (first === '[') objects.push(null);
    else if (first === '}' || first === ']') objects.pop();
    else if (first === '"') {
      open = closingQuote === '';
      if (!open) refusal ??= refuseText(token, previous === '{' || previous === ',' ? objects.at(-1) : null);
    } else if (first === '-' || (first >= '0' && first <= '9')) {
      if (JSON.stringify(Number(token)) !== token) refusal ??= 'number';
    }
    previous = first;
  }
  return { open: open || objects.length > 0, refusal };
}

function refuseText(token: string, names: Set<string> | null | undefined): JsonRefusal | null {
  const text = parse(token);
  if (typeof text !== 'string') return null;
  if (!text.isWellFormed()) return 'surrogate';
  if (names?.has(text)) return 'duplicateName';
  names?.add(text);
  return null;
}
