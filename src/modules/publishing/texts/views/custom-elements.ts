import type { HTMLAttributes } from 'preact';

// The island of the editor, known to JSX; without its script it is a plain box.
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'live-preview': HTMLAttributes;
    }
  }
}
