import canonicalize from 'canonicalize';

/**
 * The canonical text of a JSON value (RFC 8785): one value, one text, whoever writes it.
 * @throws when the value has none: lone surrogates, NaN and infinities, functions, cycles.
 */
export function canonicalText(value: unknown): string {
  const text = plainText(value) ?? canonicalize(value);
  if (text === undefined) throw new TypeError('This value has no JSON form');
  return text;
}

/** The bytes that are hashed and signed: the canonical text in UTF-8. */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalText(value));
}

/**
 * The same for what nearly everything is: plain objects and lists of texts, finite numbers, booleans and null.
 * JSON.stringify then writes what the RFC asks, once names are in order, several times faster than code in JavaScript.
 * @returns undefined for anything else, errors included: `canonicalize` knows what to do with it
 */
function plainText(value: unknown): string | undefined {
  const walk = { isPlain: true };
  const text: string | undefined = JSON.stringify(inOrder(value, walk, 0));
  // A lone surrogate is written as an escape, which no other text that people write looks like.
  return walk.isPlain && !text.includes('\\ud') ? text : undefined;
}

function inOrder(value: unknown, walk: { isPlain: boolean }, depth: number): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value;
  if (typeof value !== 'object' || depth > deepest || 'toJSON' in value) return giveUp(walk);
  if (Array.isArray(value)) return value.map((one) => inOrder(one, walk, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return giveUp(walk);
  const ordered: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) {
    // JavaScript has its own order for names that are numbers, and its own meaning for this one.
    if (startsWithDigit.test(name) || name === '__proto__') return giveUp(walk);
    const one = (value as Record<string, unknown>)[name];
    if (one !== undefined) ordered[name] = inOrder(one, walk, depth + 1);
  }
  return ordered;
}

/** Deeper than anything we sign, and than a cycle may go unseen. */
const deepest = 64;

const startsWithDigit = /^\d/;

function giveUp(walk: { isPlain: boolean }): null {
  walk.isPlain = false;
  return null;
}
