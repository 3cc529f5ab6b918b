import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import vCard from 'vcf';
import { type CardVersion, type ContactCard, writeCards } from './vcard.ts';

const awa: ContactCard = {
  uid: '6b1f4c0e-8a51-4f0e-9d6a-2f1d5a0c7e11',
  name: 'Awa DIOP ; épouse NDIAYE, « dite » Aïssatou',
  sortKey: 'DIOP, Awa',
  role: 'première adjointe, chargée de l’eau ; et du climat',
  organisation: 'Ville de Saint-Louis, Sénégal',
  email: 'awa.diop@ville.exemple',
  phone: '+221 33 000 00 00',
  lang: 'fr',
};
const sok: ContactCard = { ...awa, uid: crypto.randomUUID(), name: 'សុខ ចាន់ថា', sortKey: 'សុខ ចាន់ថា', role: null, email: null, phone: null };

test.each<CardVersion>(['4.0', '3.0'])('two readers understand the same of a vCard %s, accents, commas and Khmer included', (version) => {
  const text = writeCards([awa, sok], version);
  const one = new ICAL.Component(ICAL.parse(text.split(/(?<=END:VCARD\r\n)/)[0]!));
  const [other, khmer] = vCard.parse(text) as [vCard, vCard];
  // The first reader leaves the escape that version 3 asks for before `;`.
  const readText = (name: string) => String(one.getFirstPropertyValue(name)).replaceAll(version === '3.0' ? String.raw`\;` : ';', ';');
  expect(readText('fn')).toBe(awa.name);
  expect(one.getFirstPropertyValue('n')).toEqual(['DIOP', 'Awa', '', '', '']);
  expect(readText('title')).toBe(awa.role);
  expect(one.getFirstPropertyValue('email')).toBe(awa.email);
  expect(String(one.getFirstPropertyValue('version'))).toBe(version);
  expect(unescape(other.get('fn'))).toBe(awa.name);
  expect(unescape(other.get('title'))).toBe(awa.role);
  expect(unescape(other.get('email'))).toBe(awa.email);
  expect(unescape(khmer.get('fn'))).toBe(sok.name);
  expect(khmer.get('email')).toBeUndefined();
});

test.each<CardVersion>(['4.0', '3.0'])(
  'lines of a vCard %s are 75 octets at most, and nothing that was typed begins another property',
  (version) => {
    const text = writeCards([{ ...awa, name: 'Awa\r\nEMAIL:intrus@exemple.org', organisation: 'é'.repeat(200) }], version);
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text).not.toMatch(/^EMAIL:intrus/m);
  },
);

/** The second reader leaves the escapes of a text where they are. */
function unescape(property: vCard.Property | vCard.Property[] | undefined): string {
  return String(([property].flat()[0] as vCard.Property).valueOf()).replaceAll(/\\([,;\\])/g, '$1');
}
