/** The addresses of projects, by their references. */
export const projectPaths = {
  projects: () => '/fonds/projets',
  project: (ref: string) => `/fonds/projets/${ref}`,
  steps: (ref: string) => `/fonds/projets/${ref}/etapes`,
  newAgreement: (ref: string) => `/fonds/projets/${ref}/convention`,
  newAmendment: (ref: string) => `/fonds/projets/${ref}/avenant`,
  agreement: (ref: string, id: string) => `/fonds/projets/${ref}/textes/${id}`,
  agreementFile: (ref: string, id: string, kind: string) => `/fonds/projets/${ref}/textes/${id}/${kind}`,
  signature: (ref: string, id: string) => `/fonds/projets/${ref}/textes/${id}/signature`,
  withdrawal: (ref: string, id: string) => `/fonds/projets/${ref}/textes/${id}/retrait`,
  scans: (ref: string, id: string) => `/fonds/projets/${ref}/textes/${id}/papier`,
  scan: (ref: string, id: string, scan: string) => `/fonds/projets/${ref}/textes/${id}/papier/${scan}`,
  condition: (ref: string, id: string) => `/fonds/projets/${ref}/conditions/${id}`,
  proofs: (ref: string, id: string) => `/fonds/projets/${ref}/conditions/${id}/pieces`,
  proof: (ref: string, id: string, proof: string) => `/fonds/projets/${ref}/conditions/${id}/pieces/${proof}`,
  /** Whether the public reads a project (`fund/public`). */
  publication: (ref: string) => `/fonds/projets/${ref}/publication`,
  /** What is seen and learned of a project (`fund/followup`). */
  followup: (ref: string) => `/fonds/projets/${ref}/suivi`,
  /** Where the money of a project is (`fund/money`). */
  money: (ref: string) => `/fonds/projets/${ref}/argent`,
  /** The reports of a project (`fund/monitoring`), beside its page and beside its city's. */
  reportsBeside: (page: string) => `${page}/rapports`,
  /** Its photos (`fund/photos`), beside the same pages. */
  photosBeside: (page: string) => `${page}/photos`,
  bankAccounts: (slug: string) => `/fonds/comptes/${slug}`,
  bankAccount: (slug: string, id: string) => `/fonds/comptes/${slug}/${id}`,
  bankAccountFile: (slug: string, id: string) => `/fonds/comptes/${slug}/${id}/rib`,
  templates: () => '/fonds/modeles',
  template: (kind: string, lang: string) => `/fonds/modeles/${kind}/${lang}`,
  ownProjects: () => '/espace/projets',
  ownProject: (ref: string) => `/espace/projets/${ref}`,
  ownAgreement: (ref: string, id: string) => `/espace/projets/${ref}/textes/${id}`,
  ownAgreementFile: (ref: string, id: string, kind: string) => `/espace/projets/${ref}/textes/${id}/${kind}`,
  ownSignature: (ref: string, id: string) => `/espace/projets/${ref}/textes/${id}/signature`,
  ownScans: (ref: string, id: string) => `/espace/projets/${ref}/textes/${id}/papier`,
};
