/** The addresses of the register's pages. */
export const registerPaths = {
  parties: () => '/registre',
  newParty: () => '/registre/nouvelle-partie',
  party: (slug: string) => `/registre/${slug}`,
  /** Who is in an institution or a coalition. */
  members: (slug: string) => `/registre/${slug}/composition`,
  history: (kind: string, factId: string) => `/registre/faits/${kind}/${factId}`,
  newFact: (slug: string, kind: string) => `/registre/${slug}/faits/${kind}/nouveau`,
  /** A mandate ends on a page of its own, which says what ends with it. */
  changeFact: (kind: string, factId: string, change: 'fin' | 'correction' | 'retrait' | 'choix') =>
    kind === 'mandate' && change === 'fin' ? `/mandats/${factId}/fin` : `/registre/faits/${kind}/${factId}/${change}`,
  allSeries: () => '/rencontres',
  newSeries: () => '/rencontres/nouvelle-serie',
  series: (slug: string) => `/rencontres/${slug}`,
  newEvent: (series: string) => `/rencontres/${series}/nouvelle`,
  /** Another version of an event: announced elsewhere, moved, held, cancelled. */
  newVersion: (event: string) => `/rencontres/versions/${event}/nouvelle`,
  persons: () => '/personnes',
  person: (id: string) => `/personnes/${id}`,
  newPersonFact: (id: string, kind: string) => `/personnes/${id}/faits/${kind}/nouveau`,
  eraseContacts: (id: string) => `/personnes/${id}/coordonnees/effacement`,
  erasePerson: (id: string) => `/personnes/${id}/effacement`,
  newMandate: (slug: string) => `/registre/${slug}/mandats/nouveau`,
  mandate: (factId: string) => `/mandats/${factId}`,
  endMandate: (factId: string) => `/mandats/${factId}/fin`,
  askAbout: (factId: string) => `/mandats/${factId}/question`,
  remind: (question: string) => `/radar/questions/${question}/relance`,
  withdrawQuestion: (question: string) => `/radar/questions/${question}/retrait`,
  handleAnswer: (question: string) => `/radar/questions/${question}/traitement`,
  /** What a mail asks of a city; the token comes after `/lien/`, which the log leaves out. */
  answer: (token: string) => `/confirmation/lien/${token}`,
  /** The same question, in the space of the city that it is about. */
  ownMandate: (factId: string) => `/espace/mandats/${factId}`,
  settings: () => '/radar/regles',
  radar: () => '/radar',
  bodies: () => '/instances',
  newBody: () => '/instances/nouvelle',
  body: (slug: string) => `/instances/${slug}`,
  newSeat: (body: string) => `/instances/${body}/sieges/nouveau`,
  newElection: () => '/elections/nouvelle',
  map: () => '/carte',
  journal: () => '/registre/journal',
  revision: (number: number) => `/registre/journal/${number}`,
  undo: (number: number) => `/registre/journal/${number}/annulation`,
  imports: () => '/registre/imports',
  newImport: () => '/registre/imports/nouveau',
  import: (id: string) => `/registre/imports/${id}`,
};
