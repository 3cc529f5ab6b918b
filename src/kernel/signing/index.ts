export { canonicalBytes, canonicalText } from './canonical.ts';
export { codeOfHash, isCode, readCode } from './code.ts';
export { createPassingSigner, openKeyring, publicKeyPem, type Keyring, type Signature, type Signer } from './keys.ts';
export { signedFile, signValue, type Signed } from './sign.ts';
export { createVerifier, verifySigned, type PublicKey, type Refusal, type Verification, type Verifier } from './verify.ts';
export { listKeys, recordKey, rotateKeys, type PublishedKey } from './published-keys.ts';
