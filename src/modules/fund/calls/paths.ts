/** Addresses of calls: the secretariat's, the public's, a city's. */
export const callPaths = {
  calls: () => '/fonds/appels',
  newCall: () => '/fonds/appels/nouveau',
  call: (slug: string) => `/fonds/appels/${slug}`,
  edition: (slug: string) => `/fonds/appels/${slug}/modification`,
  eligibility: (slug: string) => `/fonds/appels/${slug}/conditions`,
  grid: (slug: string) => `/fonds/appels/${slug}/grille`,
  publication: (slug: string) => `/fonds/appels/${slug}/publication`,
  extension: (slug: string) => `/fonds/appels/${slug}/report`,
  closure: (slug: string) => `/fonds/appels/${slug}/cloture`,
  cancellation: (slug: string) => `/fonds/appels/${slug}/annulation`,
  copy: (slug: string) => `/fonds/appels/${slug}/copie`,
  waivers: (slug: string) => `/fonds/appels/${slug}/derogations`,
  /** Where the dossiers of a call are scored against each other. */
  ranking: (slug: string) => `/fonds/appels/${slug}/classement`,
  /** Where anyone reads the calls, and where a city reads them with what it lacks. */
  publicCalls: () => '/appels',
  publicCall: (slug: string) => `/appels/${slug}`,
  ownCalls: () => '/espace/appels',
  ownCall: (slug: string) => `/espace/appels/${slug}`,
  /** Where a city begins its dossier. */
  ownDossier: (slug: string) => `/espace/appels/${slug}/dossier`,
};

/** Addresses of forms; a column of a table is `table.column`. */
export const formPaths = {
  forms: () => '/fonds/formulaires',
  newForm: () => '/fonds/formulaires/nouveau',
  template: () => '/fonds/formulaires/type',
  importing: () => '/fonds/formulaires/import',
  form: (slug: string) => `/fonds/formulaires/${slug}`,
  versions: (slug: string) => `/fonds/formulaires/${slug}/versions`,
  version: (slug: string, number: number | string) => `/fonds/formulaires/${slug}/versions/${number}`,
  preview: (slug: string, number: number | string) => `${formPaths.version(slug, number)}/apercu`,
  publication: (slug: string, number: number | string) => `${formPaths.version(slug, number)}/publication`,
  json: (slug: string, number: number | string) => `${formPaths.version(slug, number)}/formulaire.json`,
  newSection: (slug: string, number: number | string) => `${formPaths.version(slug, number)}/parties/nouvelle`,
  section: (slug: string, number: number | string, key: string) => `${formPaths.version(slug, number)}/parties/${key}`,
  newQuestion: (slug: string, number: number | string) => `${formPaths.version(slug, number)}/questions/nouvelle`,
  question: (slug: string, number: number | string, key: string) => `${formPaths.version(slug, number)}/questions/${key}`,
  moves: (slug: string, number: number | string) => `${formPaths.version(slug, number)}/deplacements`,
  copies: (slug: string, number: number | string) => `${formPaths.version(slug, number)}/copies`,
  removals: (slug: string, number: number | string) => `${formPaths.version(slug, number)}/retraits`,
};
