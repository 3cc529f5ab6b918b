import type { HTMLAttributes } from 'preact';

// The custom elements that the islands of events define, known to JSX. Without their script they are plain boxes.
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'check-in': HTMLAttributes;
    }
  }
}
