import { z } from 'zod';

export const shortestPassword = 12;
export const longestPassword = 128;

/** A new password: long, and not one that is tried first. No rule on its kinds of characters. */
export const newPassword = z
  .string()
  .max(longestPassword)
  .transform((password, ctx) => {
    const fault = passwordFault(password);
    if (fault) ctx.addIssue({ code: 'custom', params: { reason: fault } });
    return fault ? z.NEVER : password;
  });

/** What is wrong with a password, as a key of the input errors; null when nothing is. */
export function passwordFault(password: string): 'required' | 'passwordShort' | 'passwordCommon' | null {
  if (password === '') return 'required';
  if (password.length < shortestPassword) return 'passwordShort';
  const folded = fold(password);
  return new Set(folded).size < 5 || sequences.some((sequence) => sequence.includes(folded)) || isKnownWord(folded)
    ? 'passwordCommon'
    : null;
}

/** As someone who guesses folds it: no case, no accents, digits and signs read as the letters they stand for. */
function fold(password: string): string {
  return password
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[@4]/g, 'a')
    .replace(/3/g, 'e')
    .replace(/[1!]/g, 'i')
    .replace(/0/g, 'o')
    .replace(/[5$]/g, 's');
}

/** One common word or two, with at most four characters that are no letters around them: « motdepasse2026 », « Beffroi-beffroi ». */
function isKnownWord(folded: string): boolean {
  const letters = folded.replace(/[^a-z]/g, '');
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), letters);
  return rest.length <= 4;
}

const sequences = [
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789012345678901234567890',
].map((row) => fold(row + row));

const words = [
  'motdepasse',
  'password',
  'passe',
  'beffroi',
  'secretariat',
  'administrateur',
  'administrator',
  'admin',
  'aimf',
  'francophonie',
  'bienvenue',
  'welcome',
  'bonjour',
  'soleil',
  'azerty',
  'azertyuiop',
  'qwerty',
  'qwertyuiop',
  'letmein',
  'changeme',
  'jetaime',
  'iloveyou',
  'doudou',
  'marseille',
  'paris',
  'football',
  'dragon',
  'monkey',
  'princess',
  'princesse',
  'chocolat',
  'superman',
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
  'printemps',
  'automne',
  'hiver',
  'summer',
  'winter',
]
  .map(fold)
  .sort((one, other) => other.length - one.length);
