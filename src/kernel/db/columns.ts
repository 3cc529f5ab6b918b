import { customType } from 'drizzle-orm/pg-core';

/** `date` ↔ `Temporal.PlainDate`. */
export const plainDate = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => 'date',
  toDriver: (date) => date.toString(),
  fromDriver: (text) => Temporal.PlainDate.from(text),
});

/** `timestamptz` ↔ `Temporal.Instant`, to the microsecond that PostgreSQL keeps. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (at) => at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' }).toString(),
  fromDriver: (text) => Temporal.Instant.from(text),
});

/** `timestamp` ↔ `Temporal.PlainDateTime`: what a clock on a wall shows; the zone is kept beside it. */
export const plainDateTime = customType<{ data: Temporal.PlainDateTime; driverData: string }>({
  dataType: () => 'timestamp without time zone',
  toDriver: (at) => at.toString(),
  fromDriver: (text) => Temporal.PlainDateTime.from(text),
});

/** Days from `from` to the day before `to`; null is open. */
export interface DateRange {
  from: Temporal.PlainDate | null;
  to: Temporal.PlainDate | null;
}

/** `daterange` ↔ `DateRange`. */
export const daterange = customType<{ data: DateRange; driverData: string }>({
  dataType: () => 'daterange',
  toDriver: ({ from, to }) => `[${from?.toString() ?? ''},${to?.toString() ?? ''})`,
  fromDriver: (text) => {
    const [from, to] = readBounds(text);
    return { from: from ? Temporal.PlainDate.from(from) : null, to: to ? Temporal.PlainDate.from(to) : null };
  },
});

/** Revisions from `from` to the one before `to`; null is still held. */
export interface RevisionRange {
  from: number;
  to: number | null;
}

/** `int8range` ↔ `RevisionRange`. */
export const int8range = customType<{ data: RevisionRange; driverData: string }>({
  dataType: () => 'int8range',
  toDriver: ({ from, to }) => `[${from},${to ?? ''})`,
  fromDriver: (text) => {
    const [from, to] = readBounds(text);
    return { from: Number(from), to: to ? Number(to) : null };
  },
});

/** PostgreSQL writes ranges of days and integers as `[from,to)`, an open end being empty. */
function readBounds(text: string): [string, string] {
  const match = /^[[(]([^,]*),([^)\]]*)\)$/.exec(text);
  if (!match) throw new Error(`Not a range that this register writes: ${text}`);
  return [match[1]!, match[2]!];
}
