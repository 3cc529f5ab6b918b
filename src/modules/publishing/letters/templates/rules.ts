import type { Lang } from '../../../../kernel/i18n/lang.ts';

/** What a template may leave to be filled for each recipient, by what it is. The names are those that the secretariat types. */
export const placeholders = {
  /** « Madame la Maire », or « Madame, Monsieur ». */
  appel: 'text',
  /** The head's name, or the party's. */
  destinataire: 'text',
  /** « maire », in the gender of who bears it; empty where the party has no head. */
  titre: 'text',
  collectivite: 'text',
  /** The day on which the letter is written. */
  date: 'date',
  annee: 'year',
} as const satisfies Record<string, 'text' | 'date' | 'year'>;

export type Placeholder = keyof typeof placeholders;

/** What fills a template for one recipient, in their language. */
export type PlaceholderValues = Record<Placeholder, string>;

/** The words of a template, in each language that it has. */
export interface TemplateWords {
  frSubject: string;
  frBody: string;
  enSubject: string | null;
  enBody: string | null;
}

/** Every `{{…}}` of a text that is no placeholder, and every pair of braces left open or closed alone: what would reach a recipient as it is. */
export function findUnknown(text: string): string[] {
  const unknown = [...text.matchAll(field)].map(([, name]) => name!.trim()).filter((name) => !isPlaceholder(name));
  const left = text.replace(field, '').match(/\{\{|\}\}/g) ?? [];
  return [...new Set([...unknown, ...left])];
}

/** A text with its placeholders filled. */
export function fill(text: string, values: PlaceholderValues): string {
  return text.replace(field, (whole, name: string) => (isPlaceholder(name.trim()) ? values[name.trim() as Placeholder] : whole));
}

/** The words in a language, in French where there are none, and which language it is. */
export function wordsIn(words: TemplateWords, lang: Lang): { lang: Lang; subject: string; body: string } {
  if (lang === 'en' && words.enSubject !== null && words.enBody !== null)
    return { lang: 'en', subject: words.enSubject, body: words.enBody };
  return { lang: 'fr', subject: words.frSubject, body: words.frBody };
}

const field = /\{\{([^{}]*)\}\}/g;

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(placeholders, name);
}
