import { randomUUID } from 'node:crypto';
import anyAscii from 'any-ascii';
import { like, or, eq } from 'drizzle-orm';
import { Invalid } from '../../../kernel/errors.ts';
import { firstFree } from '../../../kernel/slugs.ts';
import { factKinds } from '../facts/kinds.ts';
import { recordFact } from '../facts/record.ts';
import type { Revision } from '../facts/revision.ts';
import { say } from '../messages.ts';
import { party } from '../schema.ts';
import type { Certainty, IdentifierScheme, PartyKind } from '../vocabulary.ts';

export interface NewParty {
  kind: PartyKind;
  /** The common name in French; the address of the party's page comes from it unless `slug` is given. */
  name: string;
  slug?: string;
  nameEn?: string | null;
  officialName?: string | null;
  acronym?: string | null;
  identifiers?: { scheme: IdentifierScheme; value: string }[];
  certainty?: Certainty;
  sourceId: string;
}

/** Creates a party with its names and identifiers, in an open revision. */
export async function createParty(rev: Revision, input: NewParty): Promise<{ id: string; slug: string }> {
  const slug = input.slug ?? (await freeSlug(rev, slugOf(input.name)));
  const [taken] = await rev.act.db.select({ id: party.id }).from(party).where(eq(party.slug, slug));
  if (taken) throw new Invalid({ slug: say.later('party.nameTaken', { slug }) });
  const id = randomUUID();
  await rev.act.db.insert(party).values({ id, kind: input.kind, slug, revision: rev.number });
  const context = { from: null, to: null, certainty: input.certainty ?? 'confirmed', sourceId: input.sourceId } as const;
  const names = [
    { language: 'fr', usage: 'common', name: input.name },
    { language: 'en', usage: 'common', name: input.nameEn },
    { language: 'fr', usage: 'official', name: input.officialName },
    { language: 'fr', usage: 'acronym', name: input.acronym },
  ] as const;
  for (const { language, usage, name } of names) {
    if (name) await recordFact(rev, factKinds.partyName, { ...context, values: { partyId: id, language, usage, name } });
  }
  for (const { scheme, value } of input.identifiers ?? []) {
    await recordFact(rev, factKinds.partyIdentifier, { ...context, values: { partyId: id, scheme, value } });
  }
  return { id, slug };
}

/** A page address from a name: `Côte d’Ivoire` → `cote-d-ivoire`. */
export function slugOf(name: string): string {
  const slug = anyAscii(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
  if (!slug) throw new Invalid({ name: say.later('party.noLetters') });
  return slug;
}

/** Addresses under /registre that are not parties. */
const reserved = ['journal', 'imports', 'faits', 'nouvelle-partie'];

async function freeSlug(rev: Revision, slug: string): Promise<string> {
  const taken = new Set(reserved);
  const known = await rev.act.db
    .select({ slug: party.slug })
    .from(party)
    .where(or(eq(party.slug, slug), like(party.slug, `${slug}-%`)));
  for (const one of known) taken.add(one.slug);
  return firstFree(slug, taken);
}
