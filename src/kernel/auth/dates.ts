/** better-auth keeps instants as `Date`; everything else here is Temporal. */
export function instantOf(date: Date): Temporal.Instant {
  return date.toTemporalInstant();
}

/** The reverse, for columns that better-auth reads. */
export function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds);
}
