import { createHash } from 'node:crypto';
import { canonicalText } from '../../../kernel/signing/canonical.ts';
import type { Quorum } from './entries.ts';

/** Binds an entry to all those before it: one that was changed or left out no longer gives the digest of the next. */
export function digestOf(
  {
    number,
    at,
    by,
    kind,
    data,
    after,
    salt,
  }: { number: number; at: Temporal.Instant; by: string; kind: string; data: object; after: Quorum | null; salt: string | null },
  previous: string | null,
): string {
  // PostgreSQL keeps microseconds, and writes back fewer digits than it was given.
  const instant = at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' }).epochNanoseconds.toString();
  return createHash('sha256')
    .update(canonicalText({ previous, number, at: instant, by, kind, data, after, ...(salt ? { salt } : {}) }))
    .digest('hex');
}
