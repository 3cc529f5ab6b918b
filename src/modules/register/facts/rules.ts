import type { identifierSchemes } from '../vocabulary.ts';

/** How an identifier of each scheme is written. */
const identifierForms: Record<(typeof identifierSchemes)[number], RegExp> = {
  'iso3166-1-alpha3': /^[A-Z]{3}$/,
  'iso3166-2': /^[A-Z]{2}-[A-Z0-9]{1,3}$/,
  wikidata: /^Q[1-9]\d*$/,
  insee: /^[0-9AB]{5}$/,
  geonames: /^[1-9]\d*$/,
  'iati-org': /^[A-Za-z0-9]+-[^\s/&|?]+$/,
  'dac-channel': /^\d{5}$/,
  website: /^https?:\/\/[^\s/]+\.[^\s]+$/,
};

/** Whether a text can be an identifier of the scheme. */
export function isIdentifier(scheme: (typeof identifierSchemes)[number], value: string): boolean {
  return identifierForms[scheme].test(value);
}

/** A number as it is typed: `1 234,5`, `1234.5`; null when it is none. */
export function parseNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00A0\u202F]/g, '').replace(',', '.');
  return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}
