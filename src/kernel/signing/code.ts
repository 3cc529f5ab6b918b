/** Crockford's base 32: no I, L, O or U, which a footnote read aloud or copied by hand would confuse. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const dataLength = 9;

/**
 * The short code of a hash, as it is printed in a footnote: `BF-7Q3F-K2A9-4M`. Nine letters hold the hash's first
 * 45 bits; the tenth catches any one letter miscopied and any two letters swapped.
 * @param hash at least six bytes
 */
export function codeOfHash(hash: Uint8Array): string {
  let bits = 0n;
  for (const byte of hash.subarray(0, 6)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 3n;
  const data: number[] = [];
  for (let i = dataLength - 1; i >= 0; i--) data.push(Number((bits >> BigInt(5 * i)) & 31n));
  return write([checkLetter(data), ...data]);
}

/**
 * Reads a code as people type it: lower case, blanks, no dashes, O for 0, I or L for 1, without `BF`.
 * @returns the code as it is printed, or null when a letter is missing or its check letter does not agree.
 */
export function readCode(text: string): string | null {
  const letters = text
    .toUpperCase()
    .replace(/[\s\u2010-\u2015_.-]/g, '')
    .replace(/^BF(?=.{10}$)/, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (letters.length !== dataLength + 1) return null;
  const values = Array.from(letters, (letter) => alphabet.indexOf(letter));
  if (values.includes(-1)) return null;
  const word = [values.at(-1)!, ...values.slice(0, -1)];
  return syndrome(word) === 0 ? write(word) : null;
}

/** Whether a text is a code exactly as it is printed. */
export function isCode(text: string): boolean {
  return readCode(text) === text;
}

function write([check, ...data]: number[]): string {
  const letters = [...data, check!].map((value) => alphabet[value]).join('');
  return `BF-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

function checkLetter(data: readonly number[]): number {
  // The check letter's own weight is 1, and in this field a sum is its own opposite.
  return syndrome([0, ...data]);
}

/**
 * The sum of the letters in the field of 32 elements, each times its own power of the field's generator, the check
 * letter first with power 0. It is 0 for a code; as all weights differ, no single change nor swap leaves it at 0.
 */
function syndrome(word: readonly number[]): number {
  return word.reduceRight((sum, letter) => timesGenerator(sum) ^ letter, 0);
}

/** Multiplies by x in the field of 32 elements, modulo x⁵ + x² + 1. */
function timesGenerator(value: number): number {
  const shifted = value << 1;
  return shifted & 32 ? shifted ^ 0b100101 : shifted;
}
