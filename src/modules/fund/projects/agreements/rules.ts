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
}

/** What an amendment changes: `from` is what held before it. */
export type Change = { [Field in keyof Terms]: { field: Field; from: Terms[Field]; to: Terms[Field] } }[keyof Terms];

/** The terms once these changes are made. */
export function applyChanges(terms: Terms, changes: readonly Change[]): Terms {
  return changes.reduce((terms, { field, to }) => ({ ...terms, [field]: to }), terms);
}

/** What differs from the terms in force, field by field. */
export function changesBetween(before: Terms, after: Terms): Change[] {
  const fields = ['grantedCents', 'rate', 'endsOn', 'instalments'] as const;
  return fields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, from: before[field], to: after[field] }) as Change);
}
