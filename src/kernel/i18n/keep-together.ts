/**
 * French as it is printed, from what a keyboard types: the spaces before `: ; ? !`, inside « », after n° and before a unit hold their two words
 * on one line. Only marks that end a word are taken: not 10:30, `?page=2`, `:chiffre[…]` nor an ICU skeleton.
 */
export function keepTogether(french: string): string {
  return french.replace(beforeNarrow, '\u202f').replace(beforeWide, '\u00a0').replace(afterWide, '\u00a0');
}

const wordEnd = String.raw`(?=[\s.,)»…{}]|$)`;
const beforeNarrow = new RegExp(String.raw` (?=[;?!]${wordEnd})`, 'g');
const beforeWide = new RegExp(String.raw` (?=(?:[:»%€]|Mo)${wordEnd})`, 'g');
const afterWide = /(?<=«|n°) /g;
