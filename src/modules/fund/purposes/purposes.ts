import type { Lang, Localized } from '../../../kernel/i18n/lang.ts';
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

/** The purposes that these words name, by their code, their name or their category's; accents and case do not count. */
export function searchPurposes(words: string, lang: Lang): Purpose[] {
  const sought = fold(words).split(/\s+/).filter(Boolean);
  return purposes.filter(({ code, name, category }) => {
    const text = fold(`${code} ${name[lang]} ${category[lang]}`);
    return sought.every((word) => text.includes(word));
  });
}

function fold(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}

function localized([fr, en]: string[]): Localized {
  return { fr: fr!, en: en! };
}
