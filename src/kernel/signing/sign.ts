import { createHash } from 'node:crypto';
import { canonicalText } from './canonical.ts';
import { codeOfHash } from './code.ts';
import type { Signer } from './keys.ts';

/** What is kept of something signed: its exact canonical text, and what proves it. */
export interface Signed {
  /** The canonical JSON that was hashed and signed. */
  text: string;
  /** `sha256:` and 64 hexadecimal digits. */
  hash: string;
  /** Ed25519, base64. */
  signature: string;
  key: { id: string; publicKey: string };
  code: string;
}

/** Puts a value in canonical form, hashes and signs it, and gives it its short code. */
export function signValue(value: unknown, signer: Signer): Signed {
  const text = canonicalText(value);
  const hash = createHash('sha256').update(text).digest();
  const { signature, keyId, publicKey } = signer.sign(text);
  return { text, hash: `sha256:${hash.toString('hex')}`, signature, key: { id: keyId, publicKey }, code: codeOfHash(hash) };
}

/** The file that anyone may download and verify alone. */
export function signedFile({ text, hash, signature, key, code }: Signed): string {
  return `${JSON.stringify({ code, snapshot: JSON.parse(text) as unknown, hash, signature, key }, null, 2)}\n`;
}
