import type { runStates } from '../schema.ts';

export type RunState = (typeof runStates)[number];

/** The life of a file that someone brought: what may follow each state. */
const life: Record<RunState, readonly RunState[]> = {
  uploaded: ['previewing'],
  previewing: ['previewing', 'previewed', 'failed'],
  previewed: ['previewing', 'applying'],
  applying: ['applied', 'failed'],
  failed: ['previewing'],
  applied: ['undoing'],
  undoing: ['undone', 'applied'],
  undone: [],
};

export function mayBecome(state: RunState, next: RunState): boolean {
  return life[state].includes(next);
}

/** A job works on it. */
export function isAtWork(state: RunState): boolean {
  return state === 'previewing' || state === 'applying' || state === 'undoing';
}

/** It has changed nothing yet in the register, and may be forgotten. */
export function mayBeForgotten(state: RunState): boolean {
  return state === 'uploaded' || state === 'previewed' || state === 'failed';
}
