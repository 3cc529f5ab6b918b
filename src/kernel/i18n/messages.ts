import { IntlMessageFormat } from 'intl-messageformat';
import { type Joined, joinMessage, joinValues } from './elision.ts';
import { keepTogether } from './keep-together.ts';
import type { Lang, Message } from './lang.ts';

export type Values = Record<string, string | number | boolean | Date | null | undefined>;

/** A translator bound to one language: `t('party.title', { name })`. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

export interface Messages<Key extends string> {
  /** The translator for a language. */
  in(lang: Lang): Translate<Key>;
  /** A sentence to be said later, when the reader's language is known (errors, mails). */
  later(key: Key, values?: Values): Message;
  has(key: string): key is Key;
}

/**
 * Messages of one module, from its `messages/fr.json` and `en.json` (ICU syntax).
 * French keeps its marks beside their words, and « de {party} » is said « d’Abidjan » or « du Mans »; what is put into a sentence stays as it is otherwise. Keys are typed from the French file; the types refuse an English file that lacks one.
 */
export function defineMessages<Fr extends Record<string, string>>(fr: Fr, en: Record<keyof Fr, string>): Messages<keyof Fr & string> {
  type Key = keyof Fr & string;
  const sources: Record<Lang, Record<string, Joined>> = {
    fr: Object.fromEntries(Object.entries(fr).map(([key, source]) => [key, joinMessage(keepTogether(source))])),
    en: Object.fromEntries(Object.entries<string>(en).map(([key, source]) => [key, { source, joints: [] }])),
  };
  const compiled = { fr: new Map<string, IntlMessageFormat>(), en: new Map<string, IntlMessageFormat>() };

  function say(lang: Lang, key: Key, values?: Values): string {
    const message = sources[lang][key];
    if (message === undefined) throw new Error(`No message « ${key} » in ${lang}`);
    const { source, joints } = message;
    if (!source.includes('{') && !source.includes("'")) return source;
    let format = compiled[lang].get(key);
    if (!format) {
      format = new IntlMessageFormat(source, lang, undefined, { ignoreTag: true });
      compiled[lang].set(key, format);
    }
    return String(format.format((joints.length > 0 ? joinValues(joints, values ?? {}) : values) as Record<string, string>));
  }

  const translators: Record<Lang, Translate<Key>> = {
    fr: (key, values) => say('fr', key, values),
    en: (key, values) => say('en', key, values),
  };
  return {
    in: (lang) => translators[lang],
    later: (key, values) => (lang) => say(lang, key, values),
    has: (key): key is Key => key in fr,
  };
}
