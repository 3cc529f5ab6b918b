import { dossierPaths } from '../applications/paths.ts';
import { callPaths } from '../calls/paths.ts';

const dossier = (reference: string) => `${dossierPaths.deposited(reference)}/instruction`;
const sitting = (slug: string) => `/fonds/seances/${slug}`;

/** The addresses of appraisal: the secretariat's, those of whoever is asked, the city's. */
export const appraisalPaths = {
  /** Who works on what, and what waits. */
  desk: () => '/fonds/instruction',
  experts: () => '/fonds/experts',
  assignments: () => '/fonds/experts/demandes',
  ranking: callPaths.ranking,

  dossier,
  officer: (reference: string) => `${dossier(reference)}/charge`,
  admissibility: (reference: string) => `${dossier(reference)}/recevabilite`,
  completions: (reference: string) => `${dossier(reference)}/complements`,
  evaluations: (reference: string) => `${dossier(reference)}/avis`,
  assignmentEnd: (reference: string, assignment: string) => `${dossier(reference)}/avis/${assignment}/fin`,
  diligence: (reference: string) => `${dossier(reference)}/verifications`,
  diligenceOf: (reference: string, kind: string) => `${dossier(reference)}/verifications/${kind}`,
  diligenceFile: (reference: string, number: number | string) => `${dossier(reference)}/verifications/pieces/${number}`,
  appraised: (reference: string) => `${dossier(reference)}/cloture`,
  reopening: (reference: string) => `${dossier(reference)}/reprise`,
  note: (reference: string) => `${dossier(reference)}/note`,
  noteFile: (reference: string, number: number | string, format: 'pdf' | 'docx') => `${dossier(reference)}/note/${number}/note.${format}`,
  withdrawal: (reference: string) => `${dossier(reference)}/ordre-du-jour/retrait`,

  sittings: () => '/fonds/seances',
  sitting,
  agenda: (slug: string) => `${sitting(slug)}/ordre-du-jour`,
  owedNote: (slug: string, reference: string) => `${sitting(slug)}/notes/${reference}`,
  awards: (slug: string) => `${sitting(slug)}/decisions`,
  result: (slug: string) => `${sitting(slug)}/resultat`,

  /** What was asked of whoever is signed in. */
  asked: () => '/expertises',
  assignment: (id: string) => `/expertises/${id}`,
  interest: (id: string) => `/expertises/${id}/interets`,
  opinion: (id: string) => `/expertises/${id}/avis`,
  scores: (id: string) => `/expertises/${id}/notes`,
  assignmentFile: (id: string, file: string) => `/expertises/${id}/fichiers/${file}`,

  /** What a city reads of the appraisal of its dossier. */
  own: (id: string) => `${dossierPaths.dossier(id)}/instruction`,
};
