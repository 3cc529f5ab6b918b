/** The addresses of the register's pages. */
export const registerPaths = {
  parties: () => '/registre',
  newParty: () => '/registre/nouvelle-partie',
  party: (slug: string) => `/registre/${slug}`,
  /** Who is in an institution or a coalition. */
  members: (slug: string) => `/registre/${slug}/composition`,
  history: (kind: string, factId: string) => `/registre/faits/${kind}/${factId}`,
  newFact: (slug: string, kind: string) => `/registre/${slug}/faits/${kind}/nouveau`,
  changeFact: (kind: string, factId: string, change: 'fin' | 'correction' | 'retrait' | 'choix') =>
    `/registre/faits/${kind}/${factId}/${change}`,
  allSeries: () => '/rencontres',
  newSeries: () => '/rencontres/nouvelle-serie',
  series: (slug: string) => `/rencontres/${slug}`,
  newEvent: (series: string) => `/rencontres/${series}/nouvelle`,
  /** Another version of an event: announced elsewhere, moved, held, cancelled. */
  newVersion: (event: string) => `/rencontres/versions/${event}/nouvelle`,
  map: () => '/carte',
  journal: () => '/registre/journal',
  revision: (number: number) => `/registre/journal/${number}`,
  undo: (number: number) => `/registre/journal/${number}/annulation`,
  imports: () => '/registre/imports',
  newImport: () => '/registre/imports/nouveau',
  import: (id: string) => `/registre/imports/${id}`,
};
