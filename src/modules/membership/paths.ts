/** The addresses of membership: applications, members, and the space of each. */
export const membershipPaths = {
  /** What joining takes, and where a request begins. */
  joining: () => '/adhesion',
  resuming: () => '/adhesion/reprise',
  /** A file as its author goes on with it, by the link of a mail. */
  byLink: (token: string) => `/adhesion/lien/${token}`,
  /** The capital's answer, by the link of a mail. */
  opinion: (token: string) => `/adhesion/avis/lien/${token}`,
  certificate: (code: string) => `/adhesion/attestations/${code}`,
  certificatePdf: (code: string) => `/adhesion/attestations/${code}/attestation.pdf`,

  applications: () => '/adhesions',
  newApplication: () => '/adhesions/nouvelle',
  application: (id: string) => `/adhesions/${id}`,
  /** One step of the procedure, asked on a page of its own. */
  step: (id: string, step: ApplicationStep) => `/adhesions/${id}/${applicationSteps[step]}`,
  members: () => '/adhesions/membres',
  settings: () => '/adhesions/regles',
  corrections: () => '/adhesions/corrections',
  correction: (id: string) => `/adhesions/corrections/${id}`,

  space: () => '/espace',
  /** The same page as the city sees, for the secretariat. */
  spaceOf: (slug: string) => `/adhesions/espaces/${slug}`,
  accounts: (slug: string) => `/adhesions/espaces/${slug}/comptes`,
  account: (slug: string, id: string, act: 'invitation' | 'cloture') => `/adhesions/espaces/${slug}/comptes/${id}/${act}`,
  changes: (slug: string) => `/adhesions/espaces/${slug}/changements`,
  certificateOf: (slug: string) => `/adhesions/espaces/${slug}/attestation`,
  ownCertificate: () => '/espace/attestation',
  ownCorrection: () => '/espace/correction',
  ownApplication: (id: string) => `/espace/demandes/${id}`,
};

/** The steps of the procedure that the secretariat records, as their addresses name them. */
export const applicationSteps = {
  return: 'renvoi',
  completion: 'verification',
  opinionRequest: 'demande-d-avis',
  opinion: 'avis',
  noOpinion: 'sans-avis',
  examination: 'examen',
  cap: 'plafond',
  decision: 'decision',
} as const;
export type ApplicationStep = keyof typeof applicationSteps;

/** The pages of a file, below the address by which its reader comes to it: `byLink`, `ownApplication`, `application`. */
export const filePaths = {
  authority: (base: string) => `${base}/collectivite`,
  head: (base: string) => `${base}/responsable`,
  contact: (base: string) => `${base}/correspondant`,
  motives: (base: string) => `${base}/motifs`,
  documents: (base: string) => `${base}/pieces`,
  document: (base: string, id: string) => `${base}/pieces/${id}`,
  documentWithdrawal: (base: string, id: string) => `${base}/pieces/${id}/retrait`,
  uploads: (base: string) => `${base}/envois`,
  upload: (base: string, id: string) => `${base}/envois/${id}`,
  submission: (base: string) => `${base}/depot`,
  withdrawal: (base: string) => `${base}/abandon`,
};
