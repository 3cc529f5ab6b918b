import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublicKey } from './verify.ts';

export interface Signature {
  /** Ed25519, 64 bytes, base64. */
  signature: string;
  keyId: string;
  /** SPKI, base64. */
  publicKey: string;
}

/** Signs the UTF-8 bytes of a text with the key of the day. */
export interface Signer {
  sign(text: string): Signature;
}

export interface Keyring extends Signer {
  /** The public half of the key that signs now; a rotation done by another process counts at once. */
  current(): PublicKey;
  /** Replaces the key that signs. The private half of the old one is destroyed: its public half is enough to verify. */
  rotate(): Promise<{ current: PublicKey; retired: PublicKey }>;
}

/** Opens the folder of keys (`<id>.pem`, mode 0600, and `current`, which names one), and makes the first key where there is none. */
export async function openKeyring(folder: string): Promise<Keyring> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (readCurrent(folder) === null) await createKey(folder);
  let opened: OpenedKey | null = null;

  function open(): OpenedKey {
    const id = readCurrent(folder);
    if (id === null) throw new Error(`The folder of keys has lost the name of its current key: ${folder}`);
    if (opened?.id !== id) opened = openKey(folder, id);
    return opened;
  }

  function current(): PublicKey {
    const { id, publicKey } = open();
    return { id, publicKey };
  }

  return {
    current,
    sign: (text) => signWith(open(), text),
    async rotate() {
      const retired = current();
      await createKey(folder);
      await rm(join(folder, `${retired.id}.pem`), { force: true });
      return { current: current(), retired };
    },
  };
}

/** A signer whose key is in memory only: it is lost with the process. */
export function createPassingSigner(): Signer {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = { ...publicHalf(privateKey), privateKey };
  return { sign: (text) => signWith(key, text) };
}

/** A public key as OpenSSL reads it. */
export function publicKeyPem(publicKey: string): string {
  const lines = publicKey.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n');
}

interface OpenedKey extends PublicKey {
  privateKey: KeyObject;
}

function signWith({ id, publicKey, privateKey }: OpenedKey, text: string): Signature {
  return { signature: sign(null, Buffer.from(text), privateKey).toString('base64'), keyId: id, publicKey };
}

function readCurrent(folder: string): string | null {
  try {
    return readFileSync(join(folder, 'current'), 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function createKey(folder: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { id } = publicHalf(privateKey);
  await writeDurably(folder, `${id}.pem`, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
  await writeDurably(folder, 'current', `${id}\n`);
}

/** Whole or not at all, even at a power cut: a key that has signed must not be lost half-written. */
async function writeDurably(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `.${name}.new`);
  const file = await open(draft, 'w', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
  await rename(draft, join(folder, name));
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
}

function openKey(folder: string, id: string): OpenedKey {
  const privateKey = createPrivateKey(readFileSync(join(folder, `${id}.pem`), 'utf8'));
  return { ...publicHalf(privateKey), privateKey };
}

/** A key is named by the first 16 hexadecimal digits of the SHA-256 of its public half. */
function publicHalf(privateKey: KeyObject): PublicKey {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { id: createHash('sha256').update(spki).digest('hex').slice(0, 16), publicKey: spki.toString('base64') };
}
