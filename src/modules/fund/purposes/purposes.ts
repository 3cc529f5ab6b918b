import type { Localized } from '../../../kernel/i18n/lang.ts';
import list from './purposes.json' with { type: 'json' };

/** A purpose code of the DAC: what an aid is for. */
export interface Purpose {
  /** Five digits; the first three are those of its category. */
  code: string;
  name: Localized;
  category: Localized;
}

/**
 * The purpose codes in force, in the order of their codes. Source: OECD-DAC, DAC and CRS code lists, as IATI replicates them
 * (codelists Sector and SectorCategory, November 2026; CC BY 4.0).
 */
export const purposes: readonly Purpose[] = Object.entries(list.purposes).map(([code, names]) => ({
  code,
  name: localized(names),
  category: localized((list.categories as Record<string, string[]>)[code.slice(0, 3)]!),
}));

const byCode = new Map(purposes.map((one) => [one.code, one]));

/** The purpose of a code; null where the code is none that is in force. */
export function findPurpose(code: string): Purpose | null {
  return byCode.get(code) ?? null;
}

/**
 * The purposes that these words name in either language, by their code or their name; then those that only their category names.
 * Accents and case do not count.
 */
export function searchPurposes(words: string): Purpose[] {
  const sought = fold(words).split(/\s+/).filter(Boolean);
  const holds = (text: string) => sought.every((word) => fold(text).includes(word));
  const ownWords = ({ code, name }: Purpose) => `${code} ${name.fr} ${name.en}`;
  const allWords = (one: Purpose) => `${ownWords(one)} ${one.category.fr} ${one.category.en}`;
  const named = purposes.filter((one) => holds(ownWords(one)));
  return [...named, ...purposes.filter((one) => !named.includes(one) && holds(allWords(one)))];
}

function fold(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}

function localized([fr, en]: string[]): Localized {
  return { fr: fr!, en: en! };
}
