import type { Lang } from '../../../kernel/i18n/lang.ts';
import type { Gender, memberCategories } from '../vocabulary.ts';

/** A title in the gender of who bears it; where it is not known, French writes the masculine form. */
type Forms = Record<Lang, Record<Gender, string>>;

const same = (word: string): Record<Gender, string> => ({ f: word, m: word });

/** The titles of heads of local authorities and associations: a head is not always a mayor. */
export const officeTitles = {
  mayor: { fr: same('maire'), en: same('mayor') },
  lord_mayor: { fr: same('lord-maire'), en: same('lord mayor') },
  burgomaster: { fr: same('bourgmestre'), en: same('burgomaster') },
  syndic: { fr: { f: 'syndique', m: 'syndic' }, en: same('syndic') },
  governor: { fr: { f: 'gouverneure', m: 'gouverneur' }, en: same('governor') },
  minister_governor: { fr: { f: 'ministre-gouverneure', m: 'ministre-gouverneur' }, en: same('minister-governor') },
  municipal_council_president: {
    fr: { f: 'présidente du conseil municipal', m: 'président du conseil municipal' },
    en: same('president of the municipal council'),
  },
  communal_council_president: {
    fr: { f: 'présidente du conseil communal', m: 'président du conseil communal' },
    en: same('president of the communal council'),
  },
  peoples_committee_chair: {
    fr: { f: 'présidente du comité populaire', m: 'président du comité populaire' },
    en: same('chair of the people’s committee'),
  },
  communal_administrator: {
    fr: { f: 'administratrice communale', m: 'administrateur communal' },
    en: same('communal administrator'),
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

/** Words of their own that a State has for a title, by ISO 3166-1 code: « mairesse » is said in Canada. */
const usage: Record<string, Partial<Record<OfficeTitle, Partial<Record<Lang, Record<Gender, string>>>>>> = {
  CAN: { mayor: { fr: { f: 'mairesse', m: 'maire' } } },
};

type Category = (typeof memberCategories)[number];

/** The title that heads bear in a State unless something else is recorded: any of its local authorities, or those of a category. */
const usualByState: Record<string, { title: OfficeTitle; categories?: Partial<Record<Category, OfficeTitle>> }> = {
  BEL: { title: 'burgomaster' },
  LUX: { title: 'burgomaster' },
  // The communes of a city have a burgomaster; the city itself a mayor, and Kinshasa, a city that is a province, a governor.
  COD: { title: 'burgomaster', categories: { city: 'mayor', province_city: 'governor' } },
  CIV: { title: 'mayor', categories: { district: 'minister_governor' } },
  BDI: { title: 'communal_administrator', categories: { city: 'mayor' } },
  EGY: { title: 'governor' },
  KHM: { title: 'governor' },
  LBN: { title: 'municipal_council_president' },
  MAR: { title: 'communal_council_president' },
  VNM: { title: 'peoples_committee_chair' },
};

/**
 * The title to offer for the head of a party, which whoever records the mandate may change.
 * @param of its kind, the ISO 3166-1 code of its State and its category in the network, where they are known
 */
export function usualTitle({ kind, state, category }: { kind?: string; state: string | null; category?: Category | null }): OfficeTitle {
  if (kind === 'association' || kind === 'network' || kind === 'institution') return 'association_president';
  if (category === 'region') return 'regional_council_president';
  const usual = state ? usualByState[state] : undefined;
  return (category && usual?.categories?.[category]) ?? usual?.title ?? 'mayor';
}

/**
 * « gouverneure », « bourgmestre », « mairesse »: the title, as it is said of this person in their State. A title of another
 * time is its code.
 */
export function titleInWords(title: string, gender: Gender | null, lang: Lang, state: string | null = null): string {
  const forms: Forms | undefined = officeTitles[title as OfficeTitle];
  const own = state ? usage[state]?.[title as OfficeTitle]?.[lang] : undefined;
  return own?.[gender ?? 'm'] ?? forms?.[lang][gender ?? 'm'] ?? title;
}
