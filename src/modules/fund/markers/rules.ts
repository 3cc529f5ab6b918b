import type { Marker, MarkerScore } from '../vocabulary.ts';
import { criteria, type Criterion } from './criteria.ts';

export const markerAnswers = ['yes', 'no', 'na'] as const;
export type MarkerAnswer = (typeof markerAnswers)[number];

/** An answer, and what shows that it is true: a page of the dossier, a document, a fact. */
export interface Answered {
  answer: MarkerAnswer;
  evidence: string;
}

/** What the answers say: a score and the criteria that decided it, or what is still to be answered. */
export interface MarkerScoring {
  /** Null: not screened. */
  score: MarkerScore | null;
  decidedBy: string[];
  missing: string[];
}

/**
 * The score that the answers give. It follows from them alone: « no » to a minimum criterion makes it 0, and whatever may still
 * change it is asked first. A « yes » that nothing shows is no answer. Nothing is above 2.
 */
export function scoreMarker(marker: Marker, answers: Readonly<Record<string, Answered>>): MarkerScoring {
  const of = (part: Criterion['part']) => criteria[marker].filter((one) => one.part === part);
  const said = (one: Criterion) => answerOf(one, answers[one.key]);
  const keys = (list: readonly Criterion[]) => list.map(({ key }) => key);
  const [all, any, principal] = [of('all'), of('any'), of('principal')];

  const failed = all.filter((one) => said(one) === 'no');
  const noneOfAny = any.length > 0 && any.every((one) => said(one) === 'no');
  if (failed.length > 0 || noneOfAny) return { score: 0, decidedBy: keys([...failed, ...(noneOfAny ? any : [])]), missing: [] };

  const isAny = any.length === 0 || any.some((one) => said(one) === 'yes');
  const missing = [...all, ...(isAny ? [] : any), ...principal].filter((one) => said(one) === null);
  // A « no » to one of what makes it principal is enough to say that it is not.
  const refused = principal.filter((one) => said(one) === 'no');
  const open = refused.length > 0 ? missing.filter(({ part }) => part !== 'principal') : missing;
  if (open.length > 0) return { score: null, decidedBy: [], missing: keys(open) };
  if (refused.length > 0) return { score: 1, decidedBy: keys(refused), missing: [] };
  return { score: 2, decidedBy: keys(principal), missing: [] };
}

function answerOf({ mayNotApply }: Criterion, given: Answered | undefined): MarkerAnswer | null {
  if (!given) return null;
  if (given.answer === 'yes') return given.evidence.trim() ? 'yes' : null;
  if (given.answer === 'na') return mayNotApply ? 'na' : null;
  return 'no';
}
