/** A word that says something, folded (no accents, no plural mark), and where it begins in its text. */
export type ContextWord = { word: string; at: number };

/** The words of a text that say something, in order: articles, prepositions and one-letter words are left out. */
export function contextWords(text: string): ContextWord[] {
  return [...text.matchAll(/\p{L}[\p{L}\p{Nd}]*/gu)]
    .map((found) => ({ word: foldWord(found[0]), at: found.index }))
    .filter(({ word }) => word.length > 1 && !emptyWords.has(word));
}

/** Lower case, without accents nor the plural's last letter: `Régions` → `region`. */
function foldWord(word: string): string {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.length > 3 ? plain.replace(/(?:aux|[sx])$/, (end) => (end === 'aux' ? 'al' : '')) : plain;
}

/**
 * Where a name stands in a text: all its words, in any order, within six words more than it has. Null when it does not, or when the name
 * has no word that says something.
 */
export function findName(name: string, words: ContextWord[]): { at: number; end: number } | null {
  return findWords(nameWords(name), words);
}

/** The words of a name that say something. */
export function nameWords(name: string): string[] {
  return contextWords(name).map(({ word }) => word);
}

/** The same as `findName` for a name already cut into words. */
export function findWords(wanted: string[], words: ContextWord[]): { at: number; end: number } | null {
  if (!wanted.length) return null;
  for (let start = 0; start < words.length; start += 1) {
    if (!wanted.includes(words[start]?.word ?? '')) continue;
    const window = words.slice(start, start + wanted.length + 3);
    if (!wanted.every((word) => window.some((known) => known.word === word))) continue;
    const last = window.findLast(({ word }) => wanted.includes(word));
    return { at: words[start]?.at ?? 0, end: (last?.at ?? 0) + (last?.word.length ?? 0) };
  }
  return null;
}

/** How much a text speaks of a fact: two for each of its places, one for each word of its names. */
export function countOverlap(fact: { names: string[]; places: string[]; label: string }, words: ContextWord[]): number {
  const said = new Set(words.map(({ word }) => word));
  const places = fact.places.filter((place) => findName(place, words) !== null).length;
  const placeWords = new Set(fact.places.flatMap((place) => contextWords(place).map(({ word }) => word)));
  const names = new Set([fact.label, ...fact.names].flatMap((name) => contextWords(name).map(({ word }) => word)));
  return places * 2 + [...names].filter((word) => said.has(word) && !placeWords.has(word)).length;
}

const emptyWords = new Set(
  (
    'le la les un une des du de au aux et ou en dans sur sous par pour avec sans chez vers entre ce cet cette ces se sa son ses leur leur il elle ils elles on nous vous qui que quoi dont est sont ete etait a ont avait etre avoir ne pas plus moin ' +
    'tout tous toute toutes meme aussi comme si mais car donc or ni apres avant depuis pendant lors jusque annee an mois jour jours date fois tre the of and or in on at by for with from to into is are was were been be has have had it its this that these those their our an as not but after before since during year years month day ' +
    'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april may june july august september october november december'
  )
    .split(' ')
    .map(foldWord),
);
