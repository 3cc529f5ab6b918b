import { canonicalBytes } from './canonical.ts';
import { codeOfHash, isCode } from './code.ts';
import { fromBase64, sha256, toHex } from './encoding.ts';
import { parseStrictJson, type JsonRefusal } from './strict-json.ts';

export interface PublicKey {
  id: string;
  /** SPKI, base64. */
  publicKey: string;
}

/** Why a file is refused; `verify.<reason>` in the messages of this folder says it in words. */
export type Refusal =
  | JsonRefusal
  | 'notText'
  | 'notSigned'
  | 'unexpected'
  | 'hash'
  | 'code'
  | 'key'
  | 'keyId'
  | 'signature'
  | 'unknownKey'
  | 'content'
  | 'value'
  | 'unable';

export type Verification<Payload> =
  | {
      valid: true;
      code: string;
      payload: Payload;
      key: PublicKey;
      /** False when no list of known keys was given to compare with. */ keyKnown: boolean;
    }
  | { valid: false; code?: string; reason: Refusal };

/** Checks what was signed, once it is known to be what was signed: its shape, and that its parts agree. */
export type CheckPayload<Payload> = (value: unknown) => { ok: true; payload: Payload } | { ok: false; reason: 'content' | 'value' };

/**
 * Verifies a signed file, in Node or in a browser, without any server: WebCrypto only.
 * @param trustedKeys where given, a key that is not among them is refused
 */
export async function verifySigned<Payload>(
  file: string | Uint8Array,
  { check, trustedKeys }: { check: CheckPayload<Payload>; trustedKeys?: readonly PublicKey[] },
): Promise<Verification<Payload>> {
  const text = typeof file === 'string' ? file : decode(file);
  if (text === null) return { valid: false, reason: 'notText' };
  const parsed = parseStrictJson(text.replace(/^\uFEFF/, ''));
  if (!parsed.ok) return { valid: false, reason: parsed.refusal };
  const read = readParts(parsed.value);
  if (typeof read === 'string') return { valid: false, reason: read };
  const reason = await refuse(read, trustedKeys);
  const code = isCode(read.code) ? { code: read.code } : {};
  if (reason) return { valid: false, ...code, reason };
  const checked = check(read.snapshot);
  if (!checked.ok) return { valid: false, ...code, reason: checked.reason };
  return { valid: true, code: read.code, payload: checked.payload, key: read.key, keyKnown: trustedKeys !== undefined };
}

/** Verifies bare signatures by the id of their key. */
export interface Verifier {
  /** @returns false for a key that is not known, too */
  verify(text: string, signature: string, keyId: string): Promise<boolean>;
}

/** A verifier that knows these keys. */
export function createVerifier(keys: readonly PublicKey[]): Verifier {
  return {
    async verify(text, signature, keyId) {
      const spki = fromBase64(keys.find(({ id }) => id === keyId)?.publicKey ?? '');
      const bytes = fromBase64(signature);
      if (!spki || !bytes) return false;
      const key = await importKey(spki);
      return typeof key !== 'string' && crypto.subtle.verify('Ed25519', key, bytes, new TextEncoder().encode(text));
    },
  };
}

interface Parts {
  snapshot: unknown;
  hash: string;
  signature: string;
  code: string;
  key: PublicKey;
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function readParts(value: unknown): Parts | 'notSigned' | 'unexpected' {
  if (!isObject(value) || !isObject(value['snapshot']) || !isObject(value['key'])) return 'notSigned';
  const { snapshot, hash, signature, code, key } = value;
  const { id, publicKey } = value['key'];
  if (![hash, signature, code, id, publicKey].every((part) => typeof part === 'string')) return 'notSigned';
  // Words added around what is signed would be read as if they were signed.
  if (Object.keys(value).length !== 5 || Object.keys(key as object).length !== 2) return 'unexpected';
  return { snapshot, hash, signature, code, key: { id, publicKey } } as Parts;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function refuse({ snapshot, hash, signature, code, key }: Parts, trustedKeys?: readonly PublicKey[]): Promise<Refusal | null> {
  const bytes = canonicalBytes(snapshot);
  const digest = await sha256(bytes);
  if (hash !== `sha256:${toHex(digest)}`) return 'hash';
  if (code !== codeOfHash(digest)) return 'code';
  const spki = fromBase64(key.publicKey);
  if (!spki) return 'key';
  if (key.id !== toHex(await sha256(spki)).slice(0, 16)) return 'keyId';
  const signatureBytes = fromBase64(signature);
  if (signatureBytes?.length !== 64) return 'signature';
  const publicKey = await importKey(spki);
  if (typeof publicKey === 'string') return publicKey;
  if (!(await crypto.subtle.verify('Ed25519', publicKey, signatureBytes, bytes))) return 'signature';
  const known = trustedKeys?.some(({ id, publicKey: trusted }) => id === key.id && trusted === key.publicKey) ?? true;
  return known ? null : 'unknownKey';
}

async function importKey(spki: Uint8Array<ArrayBuffer>): Promise<CryptoKey | 'key' | 'unable'> {
  try {
    return await crypto.subtle.importKey('spki', spki, 'Ed25519', false, ['verify']);
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotSupportedError' ? 'unable' : 'key';
  }
}
