import type { DossierState } from '../vocabulary.ts';

/** Whose turn it is, in the order in which it comes. */
export const dossierWaits = ['city', 'officer', 'sitting'] as const;
export type DossierWaiting = (typeof dossierWaits)[number];

interface Transition {
  /** Null: the dossier begins. */
  from: DossierState | null;
  to: DossierState;
  by: DossierWaiting;
}

/**
 * The life of a dossier. It is deposited, found admissible or sent back for what it lacks, appraised, put on the agenda of a
 * sitting, decided. What was deferred or put in reserve comes back before another sitting.
 */
export const dossierLife: readonly Transition[] = [
  { from: null, to: 'draft', by: 'city' },
  { from: 'draft', to: 'submitted', by: 'city' },
  { from: 'submitted', to: 'completion_asked', by: 'officer' },
  { from: 'completion_asked', to: 'submitted', by: 'city' },
  { from: 'completion_asked', to: 'inadmissible', by: 'officer' },
  { from: 'submitted', to: 'inadmissible', by: 'officer' },
  { from: 'submitted', to: 'admissible', by: 'officer' },
  { from: 'admissible', to: 'completion_asked', by: 'officer' },
  { from: 'admissible', to: 'appraised', by: 'officer' },
  // What is found late is looked at again.
  { from: 'appraised', to: 'admissible', by: 'officer' },
  { from: 'appraised', to: 'on_agenda', by: 'officer' },
  { from: 'on_agenda', to: 'appraised', by: 'officer' },
  { from: 'on_agenda', to: 'granted', by: 'sitting' },
  { from: 'on_agenda', to: 'granted_on_conditions', by: 'sitting' },
  { from: 'on_agenda', to: 'reserve', by: 'sitting' },
  { from: 'on_agenda', to: 'deferred', by: 'sitting' },
  { from: 'on_agenda', to: 'refused', by: 'sitting' },
  { from: 'deferred', to: 'admissible', by: 'officer' },
  { from: 'deferred', to: 'on_agenda', by: 'officer' },
  { from: 'reserve', to: 'on_agenda', by: 'officer' },
  ...(['draft', 'submitted', 'completion_asked', 'admissible', 'appraised', 'deferred', 'reserve'] as const).map((from): Transition => ({
    from,
    to: 'withdrawn',
    by: 'city',
  })),
];

/** Whether a dossier may go from its state to another. */
export function mayBecome(from: DossierState | null, to: DossierState): boolean {
  return dossierLife.some((one) => one.from === from && one.to === to);
}

/** Whether its authors may still write in it. */
export function isWritable(state: DossierState): boolean {
  return state === 'draft' || state === 'completion_asked';
}
