import type { Lang } from '../../../kernel/i18n/lang.ts';
import type { Gender } from '../vocabulary.ts';

/** A title in the gender of who bears it; where it is not known, French writes the masculine form. */
type Forms = Record<Lang, Record<Gender, string>>;

const same = (word: string): Record<Gender, string> => ({ f: word, m: word });

/** The titles of heads of local authorities and associations: a head is not always a mayor. */
export const officeTitles = {
  mayor: { fr: same('maire'), en: same('mayor') },
  burgomaster: { fr: same('bourgmestre'), en: same('burgomaster') },
  governor: { fr: { f: 'gouverneure', m: 'gouverneur' }, en: same('governor') },
  minister_governor: { fr: { f: 'ministre-gouverneure', m: 'ministre-gouverneur' }, en: same('minister-governor') },
  municipal_council_president: {
    fr: { f: 'présidente du conseil municipal', m: 'président du conseil municipal' },
    en: same('president of the municipal council'),
  },
  regional_council_president: {
    fr: { f: 'présidente du conseil régional', m: 'président du conseil régional' },
    en: same('president of the regional council'),
  },
  special_delegation_head: {
    fr: { f: 'cheffe de délégation spéciale', m: 'chef de délégation spéciale' },
    en: same('head of special delegation'),
  },
  association_president: { fr: { f: 'présidente', m: 'président' }, en: same('president') },
} satisfies Record<string, Forms>;

export type OfficeTitle = keyof typeof officeTitles;

export const officeTitleCodes = Object.keys(officeTitles) as [OfficeTitle, ...OfficeTitle[]];

/** The title that heads bear in a State unless something else is recorded, by ISO 3166-1 code. */
const usualByState: Record<string, OfficeTitle> = {
  BEL: 'burgomaster',
  COD: 'burgomaster',
  LBN: 'municipal_council_president',
  KHM: 'governor',
};

export function usualTitle(state: string | null): OfficeTitle {
  return (state && usualByState[state]) || 'mayor';
}

/** « gouverneure », « bourgmestre », « maire »: the title, as it is said of this person. A title of another time is its code. */
export function titleInWords(title: string, gender: Gender | null, lang: Lang): string {
  const forms: Forms | undefined = officeTitles[title as OfficeTitle];
  return forms ? forms[lang][gender ?? 'm'] : title;
}
