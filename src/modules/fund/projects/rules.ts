import type { ProjectState } from '../vocabulary.ts';

/** The life of a project. What is over is not opened again: what goes on is another project, which continues it. */
export const projectLife: readonly { from: ProjectState | null; to: ProjectState }[] = [
  { from: null, to: 'awarded' },
  { from: 'awarded', to: 'agreement_sent' },
  // An agreement is withdrawn before both have signed.
  { from: 'agreement_sent', to: 'awarded' },
  { from: 'agreement_sent', to: 'active' },
  { from: 'active', to: 'suspended' },
  { from: 'suspended', to: 'active' },
  { from: 'active', to: 'completed' },
  { from: 'completed', to: 'active' },
  { from: 'completed', to: 'closed' },
  ...(['awarded', 'agreement_sent', 'active', 'suspended'] as const).map((from) => ({ from, to: 'cancelled' as const })),
];

/** Whether a project may go from its state to another. */
export function mayBecome(from: ProjectState | null, to: ProjectState): boolean {
  return projectLife.some((one) => one.from === from && one.to === to);
}

/** Those that say why. */
export function needsReason(state: ProjectState): boolean {
  return state === 'suspended' || state === 'cancelled';
}

/** Whether money may still go to a project. */
export function isPayable(state: ProjectState): boolean {
  return state === 'active' || state === 'completed';
}
