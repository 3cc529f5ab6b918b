import type { ApplicantCategory, ApplicationState, DocumentKind } from '../vocabulary.ts';

/** Whose turn it is, in the order in which it comes. */
export const waits = ['applicant', 'secretariat', 'capital', 'bureau', 'assembly'] as const;
export type Waiting = (typeof waits)[number];

interface Transition {
  /** Null: the application begins. */
  from: ApplicationState | null;
  to: ApplicationState;
  /** Whose act makes it happen; the secretariat may act for an applicant and for a capital, on paper. */
  by: Waiting;
}

/**
 * R1, R2: the life of an application. It goes to the network, its file is checked, the mayor of the State's capital gives
 * an opinion, the Bureau examines it, the general assembly decides. A sent file that lacks something is a draft again.
 */
export const lifeCycle: readonly Transition[] = [
  { from: null, to: 'draft', by: 'applicant' },
  { from: 'draft', to: 'submitted', by: 'applicant' },
  { from: 'submitted', to: 'draft', by: 'secretariat' },
  { from: 'submitted', to: 'complete', by: 'secretariat' },
  { from: 'complete', to: 'opinion_asked', by: 'secretariat' },
  { from: 'complete', to: 'opinion_received', by: 'capital' },
  { from: 'complete', to: 'no_opinion', by: 'secretariat' },
  { from: 'opinion_asked', to: 'opinion_received', by: 'capital' },
  { from: 'opinion_asked', to: 'no_opinion', by: 'secretariat' },
  // An answer that comes late is worth hearing until the Bureau has met.
  { from: 'no_opinion', to: 'opinion_received', by: 'capital' },
  // So is a capital that changes its mind.
  { from: 'opinion_received', to: 'opinion_received', by: 'capital' },
  { from: 'opinion_received', to: 'examined', by: 'bureau' },
  { from: 'no_opinion', to: 'examined', by: 'bureau' },
  { from: 'postponed', to: 'examined', by: 'bureau' },
  { from: 'examined', to: 'admitted', by: 'assembly' },
  { from: 'examined', to: 'postponed', by: 'assembly' },
  { from: 'examined', to: 'refused', by: 'assembly' },
  { from: 'postponed', to: 'admitted', by: 'assembly' },
  { from: 'postponed', to: 'postponed', by: 'assembly' },
  { from: 'postponed', to: 'refused', by: 'assembly' },
  { from: 'admitted', to: 'member', by: 'secretariat' },
  { from: 'draft', to: 'withdrawn', by: 'applicant' },
  { from: 'submitted', to: 'withdrawn', by: 'applicant' },
  { from: 'complete', to: 'withdrawn', by: 'applicant' },
  { from: 'opinion_asked', to: 'withdrawn', by: 'applicant' },
  { from: 'opinion_received', to: 'withdrawn', by: 'applicant' },
  { from: 'no_opinion', to: 'withdrawn', by: 'applicant' },
  { from: 'examined', to: 'withdrawn', by: 'applicant' },
  { from: 'postponed', to: 'withdrawn', by: 'applicant' },
];

/** Whether an application may go from its state to another. */
export function canBecome(from: ApplicationState | null, to: ApplicationState): boolean {
  return lifeCycle.some((one) => one.from === from && one.to === to);
}

/** Whose act an application waits for in a state; null where nothing more is to come. */
export function waitingFor(state: ApplicationState): Waiting | null {
  switch (state) {
    case 'draft':
      return 'applicant';
    case 'submitted':
    case 'complete':
    case 'admitted':
      return 'secretariat';
    case 'opinion_asked':
      return 'capital';
    case 'opinion_received':
    case 'no_opinion':
      return 'bureau';
    case 'examined':
    case 'postponed':
      return 'assembly';
    default:
      return null;
  }
}

/** The states in which something is still to come. */
export function isOpen(state: ApplicationState): boolean {
  return waitingFor(state) !== null;
}

/** The pieces of which a file has one, according to who asks. */
export type RequiredDocument = Extract<DocumentKind, 'board_decision' | 'council_deliberation' | 'supervising_opinion'>;

/** What someone asks to be, as far as the pieces of the file depend on it. */
export interface Applicant {
  category: ApplicantCategory | null;
  hasCouncil: boolean;
}

/**
 * R2: the piece that a file cannot be without. An association's is its board's decision; a local authority's is its council's
 * deliberation, or, where there is no council, the opinion of the authority that supervises it.
 */
export function requiredDocument({ category, hasCouncil }: Applicant): RequiredDocument {
  if (isAssociation(category)) return 'board_decision';
  return hasCouncil ? 'council_deliberation' : 'supervising_opinion';
}

/** What may be put in a file, what it cannot be without first. */
export function acceptedDocuments(applicant: Applicant): DocumentKind[] {
  return [requiredDocument(applicant), 'letter', 'other'];
}

export function isAssociation(category: ApplicantCategory | null): boolean {
  return category === 'national_association' || category === 'regional_association';
}

/** What a file must say before it is sent in. */
export interface FileState extends Applicant {
  name: string | null;
  stateId: string | null;
  headName: string | null;
  contactName: string | null;
  documents: readonly DocumentKind[];
}

/** Where something is missing in a file, by the page that asks for it. */
export type Gap = 'authority' | 'head' | 'contact' | 'documents';

/** What is missing in a file, in the order of its pages; nothing when it may be sent in. */
export function findGaps(file: FileState): Gap[] {
  return [
    ...(file.name && file.stateId && file.category ? [] : (['authority'] as const)),
    ...(file.headName ? [] : (['head'] as const)),
    ...(file.contactName ? [] : (['contact'] as const)),
    ...(file.documents.includes(requiredDocument(file)) ? [] : (['documents'] as const)),
  ];
}

/** Why the procedure may go on without the capital's opinion: its delay is over, or the applicant is the capital itself. */
export function mayGoWithoutOpinion(
  { isCapital, answerBy }: { isCapital: boolean; answerBy: Temporal.PlainDate | null },
  today: Temporal.PlainDate,
): boolean {
  return isCapital || (answerBy !== null && Temporal.PlainDate.compare(answerBy, today) < 0);
}

/** How many members of its State an applicant would join, and how many the rule allows (R3). */
export interface StateCap {
  counted: number;
  most: number;
  /** Of those counted, how many no source confirms. */
  unconfirmed: number;
  associationsCount: boolean;
}

/** R3: whether one more member of this category would exceed what the rule allows for its State. */
export function exceedsCap({ counted, most, associationsCount }: StateCap, category: ApplicantCategory | null): boolean {
  if (category === 'associate_city' || (isAssociation(category) && !associationsCount)) return false;
  return counted >= most;
}
