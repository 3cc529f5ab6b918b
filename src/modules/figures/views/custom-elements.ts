import type { HTMLAttributes } from 'preact';

// The elements that the island `verify` defines, known to JSX. Without their script they are plain boxes.
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'verify-snapshot': HTMLAttributes;
      'verify-file': HTMLAttributes;
    }
  }
}
