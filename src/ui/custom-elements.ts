import type { HTMLAttributes } from 'preact';

// The custom elements that islands define, known to JSX. Without their script they are plain boxes.
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'confirm-leave': HTMLAttributes;
      'dossier-draft': HTMLAttributes;
      'copy-button': HTMLAttributes;
      'auto-refresh': HTMLAttributes;
      'live-preview': HTMLAttributes;
      'resumable-upload': HTMLAttributes;
      'add-rows': HTMLAttributes;
      'shrink-photo': HTMLAttributes;
    }
  }
}
