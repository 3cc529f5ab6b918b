import type { Consent, ConsentState } from './schema.ts';

/** Whether a photo may be published: nobody is recognizable, or each agreed. Without any answer it stays inside. */
export function allowsPublication(state: ConsentState | undefined): boolean {
  return state === 'nobody' || state === 'given';
}

/** The field of the place of a photo names the consent that whoever chooses has read: what was said since is not chosen unread. */
export function placeField(photoId: string, consents: readonly Consent[]): string {
  return `place-${photoId}-${consents.length}`;
}
