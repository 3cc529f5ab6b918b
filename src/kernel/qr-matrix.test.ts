import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { qrMatrix } from './qr-matrix.ts';

/** Versions of one block and of several, with and without version bits, compared once module by module with another writer of QR codes. */
test.each([
  [12, 21, '61b5e3513a0a5d03'],
  [150, 49, '549808ff51b8cdb3'],
  [400, 77, '209b634943ed5513'],
  [666, 97, 'd10cca676a7780cf'],
])('a text of %i bytes is drawn as it was when it was compared: %i modules wide', (length, size, digest) => {
  const rows = qrMatrix('otpauth'.padEnd(length, 'abcdefghijklmnopqrstuvwxyz/?=&%'));
  expect(rows).toHaveLength(size);
  expect(
    createHash('sha256')
      .update(rows.map((row) => row.map(Number).join('')).join('\n'))
      .digest('hex')
      .slice(0, 16),
  ).toBe(digest);
});

test('a text that no version holds is refused', () => {
  expect(() => qrMatrix('a'.repeat(667))).toThrow('too long');
});
