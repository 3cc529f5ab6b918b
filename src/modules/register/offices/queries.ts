import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { At } from '../../../kernel/collections.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { asOf } from '../facts/as-of.ts';
import type { PartyRef } from '../parties/directory.ts';
import { office } from '../persons/schema.ts';
import { partyIdentifier, partyLink, status } from '../schema.ts';
import { type OfficeTitle, officeTitleCodes, usualTitle } from './titles.ts';

/** The title to offer for the head of a party: that of its latest office, else the one that is usual in its State for its category. */
export async function usualTitleOf(db: Db, party: PartyRef, at: At): Promise<OfficeTitle> {
  const [own] = await db
    .select({ title: office.title })
    .from(office)
    .where(eq(office.partyId, party.id))
    .orderBy(desc(office.revision))
    .limit(1);
  const known = officeTitleCodes.find((one) => one === own?.title);
  if (known) return known;
  const [state] = await db
    .select({ code: partyIdentifier.value })
    .from(partyLink)
    .innerJoin(partyIdentifier, and(eq(partyIdentifier.partyId, partyLink.targetId), eq(partyIdentifier.scheme, 'iso3166-1-alpha3')))
    .where(
      and(
        eq(partyLink.partyId, party.id),
        inArray(partyLink.link, ['capital_of', 'part_of']),
        asOf(partyLink, at),
        asOf(partyIdentifier, at),
      ),
    )
    .limit(1);
  const [member] = await db
    .select({ category: status.category })
    .from(status)
    .where(and(eq(status.partyId, party.id), isNotNull(status.category), asOf(status, at)))
    .limit(1);
  return usualTitle({ kind: party.kind, state: state?.code ?? null, category: member?.category ?? null });
}
