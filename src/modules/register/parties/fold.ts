/** How names that people type are compared: accents, case, kinds of apostrophes and dashes do not count. */
export function foldName(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’']/g, "'")
    .replace(/[\s–—-]+/g, ' ')
    .trim()
    .toLowerCase();
}
