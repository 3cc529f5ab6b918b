import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../../../../kernel/db/db.ts';
import { factKinds } from '../../facts/kinds.ts';
import { isIdentifier } from '../../facts/rules.ts';
import { readBounds } from '../difference/held.ts';
import { say as sayRegister } from '../../messages.ts';
import { party } from '../../schema.ts';
import type { IdentifierScheme } from '../../vocabulary.ts';
import { choices } from '../choices.ts';
import { claim, readContext, type Claim, type Span } from '../difference/claim.ts';
import { overlap } from '../difference/difference.ts';
import { say } from '../messages.ts';
import type { RowReader } from '../row-reader.ts';

/** A site or a channel may be shared; the other codes belong to one party only. */
export const sharedSchemes = new Set<string>(['website', 'dac-channel']);

/** Who has each code, and when: what the register holds, then what the lines read so far say. */
export type Owners = Map<string, { partyId: string; slug: string; span: Span }[]>;

/** The owners of every code that the register holds. */
export async function loadOwners(db: Db): Promise<Owners> {
  const { table } = factKinds.partyIdentifier;
  const rows = await db
    .select({
      scheme: table.scheme,
      value: table.value,
      partyId: table.partyId,
      slug: party.slug,
      valid: sql<string>`${table.valid}::text`,
    })
    .from(table)
    .innerJoin(party, eq(party.id, table.partyId))
    .where(and(sql`upper_inf(${table.recorded})`, eq(table.retained, true)));
  const owners: Owners = new Map();
  for (const { scheme, value, valid, ...owner } of rows) addOwner(owners, scheme, value, { ...owner, span: readBounds(valid) });
  return owners;
}

/** A line about a code of a party: written as its scheme wants, and no other party’s over the same days. */
export function readIdentifier(row: RowReader, owners: Owners): Claim | null {
  const party = row.neededParty('party');
  const scheme = row.neededChoice('scheme', choices.scheme);
  const value = row.needed('value');
  if (scheme && value) refuseMisspelt(row, 'value', scheme, value);
  const context = readContext(row);
  if (!context || !party || !scheme || value === null) return null;
  const found = claim(
    row.line,
    factKinds.partyIdentifier,
    party.name,
    { subject: { party_id: party.id, scheme }, says: { value } },
    context,
  );
  if (!context.retained || sharedSchemes.has(scheme)) return found;
  const other = owners.get(`${scheme} ${value}`)?.find((one) => one.partyId !== party.id && overlap(one.span, found.span));
  if (other) return row.refuse('value', say.later('row.codeOfAnother', { value, slug: other.slug }));
  addOwner(owners, scheme, value, { partyId: party.id, slug: party.slug, span: found.span });
  return found;
}

/** Refuses a code that is not written as those of its scheme. */
export function refuseMisspelt(row: RowReader, column: string, scheme: IdentifierScheme, value: string): void {
  if (!isIdentifier(scheme, value)) row.refuse(column, sayRegister.later(`form.badIdentifier.${scheme}`));
}

function addOwner(owners: Owners, scheme: string, value: string, owner: { partyId: string; slug: string; span: Span }): void {
  const key = `${scheme} ${value}`;
  const known = owners.get(key);
  if (known) known.push(owner);
  else owners.set(key, [owner]);
}
