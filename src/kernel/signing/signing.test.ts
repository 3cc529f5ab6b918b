import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { canonicalText } from './canonical.ts';
import { openKeyring, publicKeyPem } from './keys.ts';
import { say } from './messages.ts';
import { signedFile, signValue } from './sign.ts';
import { createVerifier, verifySigned, type CheckPayload, type Verification } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const keyring = await openKeyring(join(folder, 'keys'));
const payload = {
  value: 2,
  rule: 'Les États dont l’adhésion est confirmée',
  rows: [
    { id: 'a', label: 'Bénin' },
    { id: 'b', label: 'Côte d’Ivoire' },
  ],
};
const file = signedFile(signValue(payload, keyring));
const check: CheckPayload<typeof payload> = (value) => {
  const read = value as typeof payload;
  return read.rows?.length === read.value ? { ok: true, payload: read } : { ok: false, reason: 'value' };
};
const verify = (text: string | Uint8Array) => verifySigned(text, { check });
const reasonOf = (verification: Verification<unknown>) => (verification.valid ? null : verification.reason);
interface Parts {
  signature: string;
  key: { id: string; publicKey: string; owner?: string };
  note?: string;
}
const edited = (change: (parts: Parts) => void) => {
  const parts = JSON.parse(file) as Parts;
  change(parts);
  return JSON.stringify(parts);
};

test('a signed file verifies, as text or as bytes, with blanks added around its parts', async () => {
  for (const form of [file, new TextEncoder().encode(file), `\uFEFF${file}`, JSON.stringify(JSON.parse(file))]) {
    expect(await verify(form)).toMatchObject({ valid: true, code: (JSON.parse(file) as { code: string }).code, payload, keyKnown: false });
  }
});

test('every byte changed, whatever it becomes, is refused with a reason, unless it only moves a blank', async () => {
  const bytes = new TextEncoder().encode(file);
  const original = canonicalText(JSON.parse(file));
  const reasons = new Set<string>();
  for (let at = 0; at < bytes.length; at++) {
    for (const flip of [0x01, 0x02, 0x04, 0x10, 0x20, 0x80]) {
      const changed = bytes.slice();
      changed[at]! ^= flip;
      const verification = await verify(changed);
      if (verification.valid) {
        expect(canonicalText(JSON.parse(new TextDecoder().decode(changed))), `byte ${at}, bit ${flip}`).toBe(original);
      } else {
        reasons.add(verification.reason);
        expect(say.in('fr')(`verify.${verification.reason}`)).not.toBe('');
      }
    }
  }
  expect([...reasons]).toEqual(expect.arrayContaining(['notText', 'notJson', 'notSigned', 'hash', 'code', 'keyId', 'signature']));
});

test('a file cut anywhere is refused', async () => {
  for (let length = 0; length < file.trimEnd().length; length++) {
    expect(reasonOf(await verify(file.slice(0, length)))).toBe(length === 0 ? 'empty' : 'truncated');
  }
});

test('words added around what is signed are refused', async () => {
  expect(reasonOf(await verify(edited((parts) => (parts.note = 'Relu par l’OIF'))))).toBe('unexpected');
  expect(reasonOf(await verify(edited((parts) => (parts.key.owner = 'OIF'))))).toBe('unexpected');
});

test('a value that does not follow from its rows is refused, even well signed', async () => {
  expect(reasonOf(await verify(signedFile(signValue({ ...payload, value: 3 }, keyring))))).toBe('value');
});

test('a rewritten content with its new hash and code needs a new signature', async () => {
  const other = JSON.parse(signedFile(signValue({ ...payload, rule: 'Autre règle' }, keyring))) as Record<string, unknown>;
  const forged = edited((parts) => Object.assign(parts, other, { signature: parts.signature }));
  expect(reasonOf(await verify(forged))).toBe('signature');
});

test('one signature has one writing: the unused bits of base64 must be zero', async () => {
  const altered = edited((parts) => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const last = parts.signature.at(-3)!;
    parts.signature = `${parts.signature.slice(0, -3)}${letters[letters.indexOf(last) + 1]}==`;
  });
  expect(reasonOf(await verify(altered))).toBe('signature');
});

test('a key that nobody vouches for is refused when the known keys are given', async () => {
  const stranger = await openKeyring(join(folder, 'stranger'));
  const forged = signedFile(signValue(payload, stranger));
  const trustedKeys = [keyring.current()];
  expect(reasonOf(await verifySigned(forged, { check, trustedKeys }))).toBe('unknownKey');
  expect(await verifySigned(file, { check, trustedKeys })).toMatchObject({ valid: true, keyKnown: true });
  const claimed = JSON.parse(forged) as { key: { id: string } };
  claimed.key.id = keyring.current().id;
  expect(reasonOf(await verifySigned(JSON.stringify(claimed), { check, trustedKeys }))).toBe('keyId');
});

test('a bare signature is verified by the id of its key, and by no other', async () => {
  const { signature, keyId } = keyring.sign('sha256 du jour');
  const verifier = createVerifier([keyring.current()]);
  expect(await verifier.verify('sha256 du jour', signature, keyId)).toBe(true);
  expect(await verifier.verify('sha256 de la veille', signature, keyId)).toBe(false);
  expect(await verifier.verify('sha256 du jour', signature, '0000000000000000')).toBe(false);
});

test('a key of another kind is refused', async () => {
  const spki = Buffer.from('pas une clé');
  const id = Buffer.from(await crypto.subtle.digest('SHA-256', spki))
    .toString('hex')
    .slice(0, 16);
  expect(reasonOf(await verify(edited((parts) => (parts.key = { id, publicKey: spki.toString('base64') }))))).toBe('key');
});

test('keys are made once, readable by their owner only, and a rotation changes the signer for everyone at once', async () => {
  const place = join(folder, 'rotated');
  const ring = await openKeyring(place);
  const first = ring.current().id;
  const again = await openKeyring(place);
  expect(again.current().id).toBe(first);
  const signedBefore = signedFile(signValue(payload, ring));
  expect((await ring.rotate()).retired.id).toBe(first);
  expect(ring.current().id).not.toBe(first);
  expect(again.current().id).toBe(ring.current().id);
  expect(readdirSync(place).sort()).toEqual([`${ring.current().id}.pem`, 'current'].sort());
  for (const name of readdirSync(place)) expect(statSync(join(place, name)).mode & 0o777).toBe(0o600);
  expect((await verify(signedBefore)).valid).toBe(true);
});

test('OpenSSL alone, given the canonical bytes, the public key and the signature, agrees', () => {
  const signed = signValue(payload, keyring);
  const at = (name: string) => join(folder, name);
  writeFileSync(at('bytes'), signed.text);
  writeFileSync(at('key.pem'), publicKeyPem(signed.key.publicKey));
  writeFileSync(at('signature'), Buffer.from(signed.signature, 'base64'));
  const openssl = () =>
    execFileSync(
      'openssl',
      ['pkeyutl', '-verify', '-pubin', '-inkey', at('key.pem'), '-rawin', '-in', at('bytes'), '-sigfile', at('signature')],
      { encoding: 'utf8', stdio: 'pipe' },
    );
  expect(openssl()).toContain('Signature Verified Successfully');
  writeFileSync(at('bytes'), signed.text.replace('2', '3'));
  expect(openssl).toThrow();
});
