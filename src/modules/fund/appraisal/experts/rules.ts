import type { DossierState } from '../../vocabulary.ts';

/** While a dossier is appraised, whoever is asked reads it and answers; neither before nor once it goes to a sitting. */
export function isAppraised(state: DossierState): boolean {
  return state === 'submitted' || state === 'completion_asked' || state === 'admissible';
}

/** What binds an expert to a dossier: their city leads it, is its partner or pays for it. */
export function boundAs<K extends string>(partyId: string | null, concerned: readonly { partyId: string; kind: K }[]): K | null {
  return concerned.find((one) => one.partyId === partyId)?.kind ?? null;
}
