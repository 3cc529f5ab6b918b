/** The short words that lean on the name they precede. */
type Short = 'de' | 'que' | 'à';

/**
 * A name after a short word, as French says them together: « d’Abidjan », « du Mans », « aux Abymes », « qu’Antananarivo ».
 * `isPlace`: its first word may be an article, which no person's « Le » is.
 */
export function joinFrench(short: Short, name: string, isPlace = true): string {
  const article = isPlace && short !== 'que' ? /^(Le|Les) (?=\S)/.exec(name) : null;
  if (article) return contractions[short as 'de' | 'à'][article[1] as 'Le' | 'Les'] + name.slice(article[0].length - 1);
  return short !== 'à' && isElidedBefore(name) ? `${short.slice(0, -1)}’${name}` : `${short} ${name}`;
}

const contractions = { de: { Le: 'du', Les: 'des' }, à: { Le: 'au', Les: 'aux' } };

/** A y before a vowel, « ou » before a vowel and an h are heard as consonants, but for the names below. */
function isElidedBefore(name: string): boolean {
  const heard = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const [first = ''] = heard.match(/^\p{L}+/u) ?? [];
  if (keptWhole.has(first)) return false;
  if (first.startsWith('h')) return muteH.has(first);
  return /^(?:[aeiœæ]|o(?!u[aeiouy])|u|y[^aeiouy])/.test(first);
}

/** Names whose h is mute, without accents: of places, then of persons. An h that is not here is kept apart, as foreign ones are. */
const muteH = new Set(
  (
    'haiti helsinki heraklion herault herouville hiroshima hollywood hyeres ' +
    'helene henri henriette hermance hermine herve hilaire hippolyte honore honorine horace hortense hubert hubertine huguette hyacinthe'
  ).split(' '),
);

/** Names that begin as a vowel is written and are said otherwise. */
const keptWhole = new Set(['iasi', 'onze', 'onzieme', 'uele', 'un']);

/** The values of messages that name a party: a city, an association, a State. */
const places = new Set(['party', 'city', 'lead', 'payer', 'donor']);

const leaning = /(?<![\p{L}’'-])(de|que|à)[ \u00a0]\{(\w+)\}/giu;

/** A French message in which « de {party} » is one value, and those values. */
export interface Joined {
  source: string;
  joints: readonly { name: string; short: string; of: string }[];
}

/** Finds in a French message the short words that stand before a value, so that `joinValues` says the two together. */
export function joinMessage(french: string): Joined {
  const joints: { name: string; short: string; of: string }[] = [];
  const source = french.replace(leaning, (_, short: string, of: string) => {
    const name = `${short}_${of}`;
    joints.push({ name, short, of });
    return `{${name}}`;
  });
  return { source, joints };
}

/** The values of a message, with those that `joinMessage` made of them. */
export function joinValues<Value>(joints: Joined['joints'], values: Record<string, Value>): Record<string, Value | string> {
  const joined: Record<string, Value | string> = { ...values };
  for (const { name, short, of } of joints) {
    const value = values[of];
    if (value === undefined) continue;
    const small = short.toLowerCase() as Short;
    const said = typeof value === 'string' ? joinFrench(small, value, places.has(of)) : `${small} ${String(value)}`;
    joined[name] = short === small ? said : said[0]!.toUpperCase() + said.slice(1);
  }
  return joined;
}
