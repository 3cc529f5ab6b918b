import { callPaths } from '../calls/paths.ts';

/** The addresses of dossiers: those of a city, and what the secretariat reads. */
export const dossierPaths = {
  own: () => '/espace/dossiers',
  begin: callPaths.ownDossier,
  dossier: (id: string) => `/espace/dossiers/${id}`,
  section: (id: string, section: string) => `/espace/dossiers/${id}/rubriques/${section}`,
  /** The worker that keeps the pages of a dossier on the device. */
  worker: (id: string) => `/espace/dossiers/${id}/hors-ligne.js`,
  pieces: (id: string) => `/espace/dossiers/${id}/textes`,
  conflict: (id: string, number: number | string) => `/espace/dossiers/${id}/desaccords/${number}`,
  history: (id: string) => `/espace/dossiers/${id}/historique`,
  files: (id: string, question: string) => `/espace/dossiers/${id}/pieces/${question}`,
  file: (id: string, file: string) => `/espace/dossiers/${id}/fichiers/${file}`,
  fileWithdrawal: (id: string, file: string) => `/espace/dossiers/${id}/fichiers/${file}/retrait`,
  uploads: (id: string, question: string) => `/espace/dossiers/${id}/pieces/${question}/envois`,
  upload: (id: string, question: string, upload: string) => `/espace/dossiers/${id}/pieces/${question}/envois/${upload}`,
  partners: (id: string) => `/espace/dossiers/${id}/partenaires`,
  partnerEnd: (id: string, party: string) => `/espace/dossiers/${id}/partenaires/${party}/fin`,
  acceptance: (id: string) => `/espace/dossiers/${id}/acceptation`,
  /** A partner accepts by the link of a mail. */
  acceptanceByLink: (token: string) => `/appels/partenaire/lien/${token}`,
  resumption: (id: string) => `/espace/dossiers/${id}/lien-de-reprise`,
  deposit: (id: string) => `/espace/dossiers/${id}/depot`,
  receipt: (id: string, version: number | string) => `/espace/dossiers/${id}/depots/${version}`,
  receiptPdf: (id: string, version: number | string) => `/espace/dossiers/${id}/depots/${version}/recepisse.pdf`,
  withdrawal: (id: string) => `/espace/dossiers/${id}/retrait`,
  word: (id: string) => `/espace/dossiers/${id}/dossier.docx`,
  wordImport: (id: string) => `/espace/dossiers/${id}/reprise-word`,
  wordChanges: (id: string) => `/espace/dossiers/${id}/reprise-word/changements`,

  desk: () => '/fonds/dossiers',
  /** The dossiers of a call in one of their states. */
  deskOf: (call: string, state: string) => `${dossierPaths.desk()}?appel=${call}&etat=${state}`,
  deposited: (reference: string) => `${dossierPaths.desk()}/${reference}`,
  version: (reference: string, version: number | string) => `${dossierPaths.deposited(reference)}/versions/${version}`,
  comparison: (reference: string) => `${dossierPaths.deposited(reference)}/comparaison`,
  depositedFile: (reference: string, file: string) => `${dossierPaths.deposited(reference)}/fichiers/${file}`,
};
