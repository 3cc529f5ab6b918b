/** An account's number as banks write it: without blanks, in capitals. */
export function bareAccount(text: string): string {
  return text.replace(/[\s\u00a0\u202f.-]/g, '').toUpperCase();
}

/** Whether its check digits hold (ISO 13616, modulo 97). */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** An account as people read it: by groups of four. */
export function spacedAccount(text: string): string {
  return text.replace(/(.{4})(?=.)/g, '$1\u00a0');
}
