export { readCode } from './code.ts';
export { createPassingSigner, openKeyring, publicKeyPem, type Keyring, type Signer } from './keys.ts';
export { listKeys, recordKey, rotateKeys, type PublishedKey } from './published-keys.ts';
export { signedFile, signValue } from './sign.ts';
export { createVerifier, type PublicKey, type Verification, type Verifier } from './verify.ts';
