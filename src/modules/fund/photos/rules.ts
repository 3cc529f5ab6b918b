import type { ConsentState } from './schema.ts';

/** Whether a photo may be published: nobody is recognizable, or each agreed. Without any answer it stays inside. */
export function allowsPublication(state: ConsentState | undefined): boolean {
  return state === 'nobody' || state === 'given';
}
