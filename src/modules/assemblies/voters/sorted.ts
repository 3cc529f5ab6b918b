import { inLang } from '../../../kernel/i18n/lang.ts';
import type { SittingDossier } from '../sittings/queries.ts';

/** Voters by the name of their party. */
export function sortedVoters({ state, parties }: SittingDossier, lang: 'fr' | 'en') {
  const nameOf = (id: string) => {
    const party = parties.get(id);
    return party ? inLang(party.name, lang) : '';
  };
  return [...state.voters.values()].toSorted((one, other) => nameOf(one.partyId).localeCompare(nameOf(other.partyId), lang));
}
