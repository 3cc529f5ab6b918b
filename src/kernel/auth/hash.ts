import { createHash, randomBytes, randomInt } from 'node:crypto';

/** What is kept of a secret that is long and random: its SHA-256 (a password needs more, and has it). */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** A secret that nobody guesses: 256 bits, in letters that travel in an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Eight digits to be typed from a mail. */
export function newCode(): string {
  return String(randomInt(0, 100_000_000)).padStart(8, '0');
}
