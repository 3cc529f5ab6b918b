/**
 * Where a list puts a name: « Awa DIOP » and « Awa Diop » under D. Words in capitals are the family name, as French writes
 * it in lists; else it is the last word. A guess, which whoever knows better corrects.
 */
export function sortKeyOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const capitals = words.filter((word) => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase());
  const family = capitals.length > 0 && capitals.length < words.length ? capitals : words.slice(-1);
  const given = words.filter((word) => !family.includes(word));
  return given.length > 0 ? `${family.join(' ')}, ${given.join(' ')}` : family.join(' ');
}
