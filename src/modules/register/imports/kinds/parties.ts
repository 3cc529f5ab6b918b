import { randomUUID } from 'node:crypto';
import type { Db } from '../../../../kernel/db/db.ts';
import { factKinds } from '../../facts/kinds.ts';
import { slugOf } from '../../parties/commands.ts';
import { say as sayRegister } from '../../messages.ts';
import { party } from '../../schema.ts';
import type { PartyKind } from '../../vocabulary.ts';
import { choices } from '../choices.ts';
import { claim, readContext, type Claim } from '../difference/claim.ts';
import { findHeld, type Held } from '../difference/held.ts';
import { say } from '../messages.ts';
import type { RowReader } from '../row-reader.ts';
import { refuseMisspelt, sharedSchemes } from './codes.ts';
import { foldName } from '../../parties/fold.ts';

/** A party as a line gives it: one that the register has, or a new one, with its names and codes. */
export interface PartyClaim {
  line: number;
  id: string;
  /** The register holds no name for it: it is new, or an import that created it was undone. */
  isNew: boolean;
  /** It has no row of its own yet. */
  isAbsent: boolean;
  slug: string;
  kind: PartyKind;
  claims: Claim[];
}

interface Known {
  id: string;
  slug: string;
  kind: string;
  /** The line that brought it, where it is not from the register. */
  line: number | null;
  /** The register holds a name for it. */
  isNamed: boolean;
}

/** Every party with its names and codes, by all that may point to it. */
export interface Parties {
  bySlug: Map<string, Known>;
  byCode: Map<string, Known>;
  byName: Map<string, Known[]>;
  /** Codes of each party, by scheme. */
  codes: Map<string, Map<string, string>>;
  held: { names: Map<string, Held[]>; identifiers: Map<string, Held[]> };
  /** Which line already spoke of a party. */
  lines: Map<string, number>;
}

const schemes = {
  iso3: 'iso3166-1-alpha3',
  iso3166_2: 'iso3166-2',
  wikidata: 'wikidata',
  insee: 'insee',
  geonames: 'geonames',
  iati_org: 'iati-org',
  dac_channel: 'dac-channel',
  website: 'website',
} as const;

export async function loadParties(db: Db): Promise<Parties> {
  const rows = await db.select({ id: party.id, slug: party.slug, kind: party.kind }).from(party);
  const names = await findHeld(db, factKinds.partyName, null, null);
  const identifiers = await findHeld(db, factKinds.partyIdentifier, null, null);
  const parties: Parties = {
    bySlug: new Map(),
    byCode: new Map(),
    byName: new Map(),
    codes: new Map(),
    held: { names, identifiers },
    lines: new Map(),
  };
  const byId = new Map(rows.map((one) => [one.id, { ...one, line: null, isNamed: false }]));
  for (const one of byId.values()) parties.bySlug.set(one.slug, one);
  for (const { row } of [...names.values()].flat()) {
    byId.get(row['party_id'] as string)!.isNamed = true;
    if (row['language'] === 'fr' && row['usage'] === 'common')
      addName(parties, byId.get(row['party_id'] as string)!, row['name'] as string);
  }
  for (const { row } of [...identifiers.values()].flat())
    addCode(parties, byId.get(row['party_id'] as string)!, row['scheme'] as string, row['value'] as string);
  return parties;
}

/** A line about a party: known by its address, else by a code, else by its name among parties of its kind. */
export function readParty(row: RowReader, parties: Parties): PartyClaim | null {
  const kind = row.neededChoice('kind', choices.kind);
  const name = row.needed('name_fr');
  const slug = row.text('slug');
  if (slug && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) row.refuse('slug', say.later('cell.slug', { value: slug }));
  if (name && !slug && !/\p{L}|\p{N}/u.test(name)) row.refuse('name_fr', say.later('cell.noLetters'));
  const codes = Object.entries(schemes).flatMap(([column, scheme]) => {
    const value = row.text(column);
    if (value === null) return [];
    refuseMisspelt(row, column, scheme, value);
    return [{ column, scheme, value }];
  });
  const names = readNames(row);
  const context = readContext(row);
  if (!context || !kind || name === null) return null;

  const known = findKnown(row, parties, { slug, kind, name, codes }) ?? findUnnamed(parties, kind, name);
  if (row.faults.length > 0) return null;
  if (known && known.kind !== kind)
    return row.refuse('kind', (lang) =>
      say.in(lang)('row.otherKind', { slug: known.slug, kind: sayRegister.in(lang)(`kind.${known.kind}` as 'kind.state') }),
    );
  const before = known && (known.line ?? parties.lines.get(known.id));
  if (before) return row.refuse(null, say.later('row.repeated', { line: before }));

  const one: Known = known ?? { id: randomUUID(), slug: slug ?? freeSlug(parties, name), kind, line: row.line, isNamed: false };
  parties.lines.set(one.id, row.line);
  parties.bySlug.set(one.slug, one);
  addName(parties, one, name);
  for (const { scheme, value } of codes) addCode(parties, one, scheme, value);

  const label = { fr: name, en: row.text('name_en') };
  const dated = { ...context, note: null };
  const claims = [
    claim(
      row.line,
      factKinds.partyName,
      label,
      { subject: { party_id: one.id, language: 'fr', usage: 'common' }, says: { name } },
      context,
      true,
    ),
    ...names.map(({ language, usage, name }) =>
      claim(row.line, factKinds.partyName, label, { subject: { party_id: one.id, language, usage }, says: { name } }, dated, true),
    ),
    ...codes.map(({ scheme, value }) =>
      claim(row.line, factKinds.partyIdentifier, label, { subject: { party_id: one.id, scheme }, says: { value } }, dated, true),
    ),
  ];
  return { line: row.line, id: one.id, isNew: !one.isNamed, isAbsent: !known, slug: one.slug, kind, claims };
}

function readNames(row: RowReader) {
  return (
    [
      ['name_en', 'en', 'common'],
      ['official_name_fr', 'fr', 'official'],
      ['acronym', 'fr', 'acronym'],
    ] as const
  ).flatMap(([column, language, usage]) => {
    const name = row.text(column);
    return name === null ? [] : [{ language, usage, name }];
  });
}

interface Clues {
  slug: string | null;
  kind: string;
  name: string;
  codes: { column: string; scheme: string; value: string }[];
}

function findKnown(row: RowReader, parties: Parties, { slug, kind, name, codes }: Clues): Known | null {
  const bySlug = slug ? (parties.bySlug.get(slug) ?? null) : null;
  let known = bySlug;
  for (const { column, scheme, value } of codes) {
    if (sharedSchemes.has(scheme)) continue;
    const owner = parties.byCode.get(`${scheme} ${value}`);
    if (!owner) continue;
    if ((known && owner !== known) || (slug && !bySlug))
      return row.refuse(column, say.later('row.codeOfAnother', { value, slug: owner.slug }));
    known = owner;
  }
  if (known || slug) return known;
  // Two towns may share a name; they do not share a code. Without a code to tell them apart, the same name is the same town.
  const namesakes = (parties.byName.get(`${kind} ${foldName(name)}`) ?? []).filter((one) =>
    codes.every(({ scheme, value }) => sharedSchemes.has(scheme) || (parties.codes.get(one.id)?.get(scheme) ?? value) === value),
  );
  const [namesake, other] = namesakes;
  return other
    ? row.refuse('name_fr', say.later('row.ambiguousName', { slugs: namesakes.map((one) => one.slug).join(', ') }))
    : (namesake ?? null);
}

/** A party left without a name by an import that was undone takes its address back. */
function findUnnamed(parties: Parties, kind: string, name: string): Known | null {
  const found = parties.bySlug.get(slugOf(name));
  return found && !found.isNamed && found.line === null && found.kind === kind ? found : null;
}

function addName(parties: Parties, one: Known, name: string): void {
  const key = `${one.kind} ${foldName(name)}`;
  const named = parties.byName.get(key) ?? [];
  if (!named.includes(one)) parties.byName.set(key, [...named, one]);
}

function addCode(parties: Parties, one: Known, scheme: string, value: string): void {
  parties.byCode.set(`${scheme} ${value}`, one);
  const codes = parties.codes.get(one.id) ?? new Map<string, string>();
  parties.codes.set(one.id, codes.set(scheme, value));
}

function freeSlug(parties: Parties, name: string): string {
  const slug = slugOf(name);
  if (!parties.bySlug.has(slug)) return slug;
  let number = 2;
  while (parties.bySlug.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}
