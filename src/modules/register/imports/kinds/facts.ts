import type { Localized } from '../../../../kernel/i18n/lang.ts';
import { factKinds } from '../../facts/kinds.ts';
import type { PartyRef } from '../../parties/directory.ts';
import { choices } from '../choices.ts';
import { claim, readContext, type Claim } from '../difference/claim.ts';
import type { ImportKind } from '../columns.ts';
import { say } from '../messages.ts';
import type { RowReader } from '../row-reader.ts';

/** How a line of each kind about known parties becomes a claim; null where something is wrong in the line. */
export const readFact = {
  statuses(row) {
    const party = row.neededParty('party');
    const institution = row.neededParty('institution');
    const status = row.neededChoice('status', choices.status);
    const category = row.choice('category', choices.category);
    refuseSelf(row, party, institution, 'institution');
    const context = readContext(row);
    if (!context || !party || !institution || !status) return null;
    return claim(
      row.line,
      factKinds.status,
      both(party, institution),
      { subject: { party_id: party.id, institution_id: institution.id }, says: { status, category } },
      context,
    );
  },
  endorsements(row) {
    const party = row.neededParty('party');
    const coalition = row.neededParty('coalition');
    refuseSelf(row, party, coalition, 'coalition');
    const context = readContext(row);
    if (!context || !party || !coalition) return null;
    return claim(
      row.line,
      factKinds.endorsement,
      both(party, coalition),
      { subject: { party_id: party.id, coalition_id: coalition.id }, says: {} },
      context,
    );
  },
  measures(row) {
    const party = row.neededParty('party');
    const measure = row.neededChoice('measure', choices.measure);
    row.needed('value');
    const value = row.decimal('value');
    const unit = row.needed('unit');
    const context = readContext(row);
    if (!context || !party || !measure || value === null || unit === null) return null;
    return claim(row.line, factKinds.measure, party.name, { subject: { party_id: party.id, measure }, says: { value, unit } }, context);
  },
  links(row) {
    const party = row.neededParty('party');
    const link = row.neededChoice('link', choices.link);
    const target = row.neededParty('target');
    refuseSelf(row, party, target, 'target');
    const context = readContext(row);
    if (!context || !party || !link || !target) return null;
    return claim(
      row.line,
      factKinds.partyLink,
      both(party, target),
      { subject: { party_id: party.id, link, target_id: target.id }, says: {} },
      context,
    );
  },
  names(row) {
    const party = row.neededParty('party');
    const language = row.neededChoice('language', choices.language);
    const usage = row.neededChoice('usage', choices.usage);
    const name = row.needed('name');
    const context = readContext(row);
    if (!context || !party || !language || !usage || name === null) return null;
    return claim(row.line, factKinds.partyName, party.name, { subject: { party_id: party.id, language, usage }, says: { name } }, context);
  },
} satisfies Partial<Record<ImportKind, (row: RowReader) => Claim | null>>;

/** The kind of fact that each of these files holds. */
export const factOf = {
  statuses: factKinds.status,
  endorsements: factKinds.endorsement,
  measures: factKinds.measure,
  links: factKinds.partyLink,
  names: factKinds.partyName,
  identifiers: factKinds.partyIdentifier,
};

function refuseSelf(row: RowReader, party: PartyRef | null, other: PartyRef | null, column: string): void {
  if (party && party.id === other?.id) row.refuse(column, say.later('row.self'));
}

function both(party: PartyRef, other: PartyRef): Localized {
  return { fr: `${party.name.fr} — ${other.name.fr}`, en: `${party.name.en ?? party.name.fr} — ${other.name.en ?? other.name.fr}` };
}
