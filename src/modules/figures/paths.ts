/** The addresses of figures, of their proofs and of their drift. */
export const figurePaths = {
  figures: () => '/chiffres',
  newFigure: () => '/chiffres/nouveau',
  figure: (slug: string) => `/chiffres/${slug}`,
  versions: (slug: string) => `/chiffres/${slug}/versions`,
  snapshots: (slug: string) => `/chiffres/${slug}/instantanes`,
  draft: (slug: string) => `/chiffres/${slug}/projet`,
  draftWords: (slug: string) => `/chiffres/${slug}/projet/mots`,
  /** The calculation of a reading: 0 is the figure's own, the others are its alternatives. */
  reading: (slug: string, reading: number | string) => `/chiffres/${slug}/projet/lectures/${reading}`,
  readings: (slug: string) => `/chiffres/${slug}/projet/lectures`,
  readingRemoval: (slug: string, reading: number | string) => `/chiffres/${slug}/projet/lectures/${reading}/retrait`,
  filters: (slug: string, reading: number | string) => `/chiffres/${slug}/projet/lectures/${reading}/conditions`,
  filterRemoval: (slug: string, reading: number | string, filter: number | string) =>
    `/chiffres/${slug}/projet/lectures/${reading}/conditions/${filter}/retrait`,
  publication: (slug: string) => `/chiffres/${slug}/projet/publication`,
  abandonment: (slug: string) => `/chiffres/${slug}/projet/abandon`,
  verify: (code: string) => `/v/${code}`,
  snapshotFile: (code: string) => `/v/${code}.json`,
  proof: (code: string) => `/v/${code}.html`,
  verifier: () => '/verifier',
  keys: () => '/.well-known/beffroi-keys.json',
  drift: () => '/derives',
};
