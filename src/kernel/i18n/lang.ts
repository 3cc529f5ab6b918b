/** The interface's languages. French is authoritative; English stands beside it. */
export const langs = ['fr', 'en'] as const;
export type Lang = (typeof langs)[number];

/** A sentence that is put into words only when the reader's language is known. */
export type Message = (lang: Lang) => string;

/** A name or a text held in several languages; French is always there. */
export interface Localized {
  fr: string;
  en?: string | null;
}

/** The words in the asked language, in French where there are none. */
export function inLang(text: Localized, lang: Lang): string {
  return (lang === 'en' ? text.en : null) || text.fr;
}

export function isLang(value: unknown): value is Lang {
  return langs.includes(value as Lang);
}
