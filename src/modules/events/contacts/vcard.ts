import { escapeText, foldLine } from '../calendar/ical.ts';

/** Someone to be kept in an address book. */
export interface ContactCard {
  uid: string;
  name: string;
  /** Where lists put them: « DIOP, Awa ». */
  sortKey: string;
  role: string | null;
  organisation: string;
  email: string | null;
  phone: string | null;
  lang: string;
}

/** Address books read one of these; telephones in use still take the older one better. */
export type CardVersion = '3.0' | '4.0';

/** Contacts as vCard 4 (RFC 6350) or 3 (RFC 2426), in UTF-8, lines ended by CRLF and folded at 75 octets. */
export function writeCards(cards: readonly ContactCard[], version: CardVersion): string {
  return cards
    .flatMap((card) => writeCard(card, version))
    .map((line) => `${foldLine(line)}\r\n`)
    .join('');
}

function writeCard({ uid, name, sortKey, role, organisation, email, phone, lang }: ContactCard, version: CardVersion): string[] {
  const isNew = version === '4.0';
  // Where a value has no parts, version 4 needs no escape before `;`, and some readers would show it.
  const alone = (text: string) => (isNew ? escapeText(text).replaceAll(String.raw`\;`, ';') : escapeText(text));
  // Names are one field here, with a sort key; what a comma parts in it stands best for family and given names.
  const [family, given = ''] = sortKey.split(/,\s*(.*)/s) as [string, string?];
  return [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `UID:${isNew ? `urn:uuid:${uid}` : uid}`,
    `FN:${alone(name)}`,
    isNew ? `N;SORT-AS="${sortKey.replaceAll(/["\r\n]/g, ' ')}":${nameParts(family, given)}` : `N:${nameParts(family, given)}`,
    ...(isNew ? [] : [`SORT-STRING:${escapeText(sortKey)}`]),
    `ORG:${escapeText(organisation)}`,
    ...(role ? [`TITLE:${alone(role)}`] : []),
    ...(email ? [isNew ? `EMAIL;TYPE=work:${escapeText(email)}` : `EMAIL;TYPE=INTERNET,WORK:${escapeText(email)}`] : []),
    ...(phone
      ? [isNew ? `TEL;TYPE=work;VALUE=uri:tel:${phone.replaceAll(/[^+\d]/g, '')}` : `TEL;TYPE=WORK,VOICE:${escapeText(phone)}`]
      : []),
    ...(isNew ? [`LANG:${lang}`] : []),
    'END:VCARD',
  ];
}

function nameParts(family: string, given: string): string {
  return `${escapeText(family)};${escapeText(given)};;;`;
}
