/**
 * A creditor reference by ISO 11649: `RF`, two check digits, then up to 21 letters and digits.
 * The check is ISO 7064 MOD 97-10 over the rest followed by `RF00`, letters counting from 10.
 */
export function creditorReference(body: string): string {
  return `RF${String(98 - remainder(`${body}RF00`)).padStart(2, '0')}${body}`;
}

/** Whether a reference is whole: what was mistyped in one place never is. */
export function isCreditorReference(text: string): boolean {
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && remainder(text.slice(4) + text.slice(0, 4)) === 1;
}

/** The reference of a call: digits only after the mark, so that a letter read for a digit can be put right. */
export function callReference(year: number, number: number): string {
  return creditorReference(`${year}${String(number).padStart(6, '0')}`);
}

const digits = 12;

/**
 * The references of calls that a text holds, whatever the bank made of them: spaces, points, small letters, `O` for `0`,
 * the mark `RF` lost. Only whole ones count.
 */
export function findReferences(text: string): string[] {
  const found = new Set<string>();
  const joined = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  for (const match of joined.matchAll(/RF(?=([0-9OIL]{12}))/g)) add(match[1]!);
  // Without its mark, a number of this length is one only where its check is right.
  for (const match of text.matchAll(/(?<![\dA-Za-z])\d(?:[ .-]?\d){11}(?![ .-]?\d)/g)) add(match[0].replace(/\D/g, ''));
  return [...found];

  function add(rest: string): void {
    const reference = `RF${rest.replaceAll('O', '0').replace(/[IL]/g, '1').slice(0, digits)}`;
    if (isCreditorReference(reference)) found.add(reference);
  }
}

/** As people copy it: by four. */
export function spacedReference(reference: string): string {
  return reference.replace(/(.{4})(?=.)/g, '$1\u00a0');
}

function remainder(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
