import canonicalize from 'canonicalize';

/**
 * The canonical text of a JSON value (RFC 8785): one value, one text, whoever writes it.
 * @throws when the value has none: lone surrogates, NaN and infinities, functions, cycles.
 */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('This value has no JSON form');
  return text;
}

/** The bytes that are hashed and signed: the canonical text in UTF-8. */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalText(value));
}
