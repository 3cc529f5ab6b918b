/** A call of which something is owed past its day. */
export interface LateCall {
  callId: string;
  year: number;
  dueOn: Temporal.PlainDate;
  openCents: number;
  reference: string;
  /** The levels that went out already. */
  sentLevels: readonly number[];
}

/**
 * The level that is to be sent for a call on a day: the highest whose delay has passed, unless it went out, or a higher one
 * did. Levels missed while nothing ran are passed over: nobody gets three reminders in one day. Null where there is none.
 */
export function levelDue(call: Pick<LateCall, 'dueOn' | 'sentLevels'>, delays: readonly number[], on: Temporal.PlainDate): number | null {
  const reached = delays.filter((days) => Temporal.PlainDate.compare(call.dueOn.add({ days }), on) <= 0).length;
  return reached > 0 && call.sentLevels.every((level) => level < reached) ? reached : null;
}
