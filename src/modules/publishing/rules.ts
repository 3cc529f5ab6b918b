import type { TextState } from './vocabulary.ts';

/** A step that a text may take; `public` says whether the public already reads a version of it. */
interface Transition {
  from: TextState;
  to: TextState;
  public?: boolean;
}

/**
 * The life of a text. Once it is public, only a correction or a withdrawal changes what the public reads; a correction
 * goes through the same steps as a first publication. Saving a new version always leads back to `draft`.
 */
export const lifeCycle: readonly Transition[] = [
  { from: 'draft', to: 'read' },
  { from: 'read', to: 'draft' },
  { from: 'read', to: 'approved' },
  { from: 'approved', to: 'draft' },
  { from: 'approved', to: 'published', public: false },
  { from: 'approved', to: 'corrected', public: true },
  { from: 'published', to: 'draft' },
  { from: 'corrected', to: 'draft' },
  { from: 'draft', to: 'withdrawn', public: true },
  { from: 'read', to: 'withdrawn', public: true },
  { from: 'approved', to: 'withdrawn', public: true },
  { from: 'published', to: 'withdrawn' },
  { from: 'corrected', to: 'withdrawn' },
];

/** Whether a text may go from its state to another. */
export function canBecome(from: TextState, to: TextState, isPublic: boolean): boolean {
  return lifeCycle.some((one) => one.from === from && one.to === to && (one.public ?? isPublic) === isPublic);
}

/** How a translation stands beside the French text it says in another language. */
export type TranslationState = 'absent' | 'current' | 'behind';

/** Compares the French version that a translation says with the last one; null where there is none. */
export function translationState(french: number | null, translates: number | null): TranslationState {
  if (translates === null) return 'absent';
  return translates === french ? 'current' : 'behind';
}

/** What must be settled about one mention before the text may be published; `unread` is shown by the page out of reach of the reading. */
export type MentionGate = 'clear' | 'reasonNeeded' | 'contradicted' | 'broken' | 'unread';

/**
 * What the register contradicts is never published, nor a directive that names no figure, whatever the reason given. A number that
 * nothing binds needs a written reason, even where a figure that seems to count the same says otherwise: it may speak of another day.
 */
export function mentionGate(
  mention: { class: string; kind: string; verdict?: string | undefined },
  hasReason: boolean,
): Exclude<MentionGate, 'unread'> {
  if (mention.kind === 'directive' && mention.verdict !== 'confirmed')
    return mention.verdict === 'contradicted' ? 'contradicted' : 'broken';
  if (mention.class === 'unbound') return hasReason ? 'clear' : 'reasonNeeded';
  return mention.verdict === 'contradicted' ? 'contradicted' : 'clear';
}

/** Minutes of reading, at the pace of an adult on a screen (230 words a minute), one at least. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 230));
}
