/** What is looked at to say whether a dossier is admissible; whether its city is eligible is another question. */
export const admissibilityChecks = ['complete', 'readable', 'signed', 'language', 'purpose', 'gender'] as const;
export type AdmissibilityCheck = (typeof admissibilityChecks)[number];
export const checkAnswers = ['yes', 'no', 'not_applicable'] as const;
export type CheckAnswer = (typeof checkAnswers)[number];
export const admissibilityOutcomes = ['admissible', 'inadmissible'] as const;

/** What someone may be asked about a dossier. */
export const tasks = ['opinion', 'scoring'] as const;
export type Task = (typeof tasks)[number];

export const opinionChoices = ['favourable', 'reserved', 'unfavourable'] as const;

/** What is verified of whoever asks, and written down by a person; the rest is read from the register and the accounts. */
export const diligenceKinds = ['deliberation', 'signatory', 'accounts', 'screening'] as const;
export type DiligenceKind = (typeof diligenceKinds)[number];
export const diligenceOutcomes = ['met', 'not_met'] as const;
