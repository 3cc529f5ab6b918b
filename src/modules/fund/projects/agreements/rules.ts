import type { Condition } from '../instalments/schema.ts';

/** What an agreement says of money and time; rates in hundredths of a percent. */
export interface Terms {
  grantedCents: number;
  rate: number;
  endsOn: string;
  instalments: InstalmentTerms[];
}

export interface InstalmentTerms {
  number: number;
  amountCents: number;
  expectedOn: string;
  conditions: ConditionTerms[];
}

/** What an instalment depends on: which report, which amendment, how much of the one before, from which day, whose no objection. */
export type ConditionTerms = Pick<Condition, 'kind'> & Partial<Pick<Condition, 'ordinal' | 'share' | 'donorId'>> & { onDay?: string };

/** What an amendment changes: `from` is what held before it. */
export type Change = { [Field in keyof Terms]: { field: Field; from: Terms[Field]; to: Terms[Field] } }[keyof Terms];

const fields = ['grantedCents', 'rate', 'endsOn', 'instalments'] as const satisfies readonly (keyof Terms)[];

/** What differs from the terms in force, field by field. */
export function changesBetween(before: Terms, after: Terms): Change[] {
  return fields
    .filter((field) => !isSame(before[field], after[field]))
    .map((field) => ({ field, from: before[field], to: after[field] }) as Change);
}

/** Whether two terms say the same, whatever the order in which the database gives back what they hold. */
export function isSame(one: unknown, other: unknown): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** What a schedule begins as: so much at the signature, so much at the end, the rest between the two. */
export interface UsualSchedule {
  first: number;
  last: number;
  justified: number;
}

/** The schedule that an agreement is drafted with, to the cent; a part that comes to nothing is left out. */
export function draftSchedule(
  { grantedCents, startsOn, endsOn }: { grantedCents: number; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate },
  { first, last, justified }: UsualSchedule,
): InstalmentTerms[] {
  const firstCents = Math.floor((grantedCents * first) / 10_000);
  const lastCents = Math.min(grantedCents - firstCents, Math.floor((grantedCents * last) / 10_000));
  const half = startsOn.add({ days: Math.floor(startsOn.until(endsOn).days / 2) });
  const parts: Omit<InstalmentTerms, 'number'>[] = [
    { amountCents: firstCents, expectedOn: startsOn.toString(), conditions: [{ kind: 'agreement_signed' }] },
    {
      amountCents: grantedCents - firstCents - lastCents,
      expectedOn: half.toString(),
      conditions: [
        { kind: 'report_accepted', ordinal: 1 },
        { kind: 'previous_justified', share: justified },
      ],
    },
    { amountCents: lastCents, expectedOn: endsOn.add({ months: 3 }).toString(), conditions: [{ kind: 'report_accepted', ordinal: 2 }] },
  ];
  return parts.filter((one) => one.amountCents > 0).map((one, index) => ({ number: index + 1, ...one }));
}
