import { z } from 'zod';

const name = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]*$/);
const values = z.array(z.string().min(1)).min(1);

/**
 * A condition on the rows: a dimension is one of some values (`party` dimensions by slug), is between two values
 * included, or names a party of which a module's own condition is true (`statusIn`).
 */
export const filterSchema = z.union([
  z.strictObject({ dimension: name, in: values }),
  z
    .strictObject({ dimension: name, from: z.string().min(1).optional(), to: z.string().min(1).optional() })
    .refine((range) => range.from !== undefined || range.to !== undefined),
  z.strictObject({ dimension: name, party: name, parameters: z.record(name, values) }),
]);
export type Filter = z.output<typeof filterSchema>;

const selection = { collection: name, where: z.array(filterSchema) };

/** What a figure computes over the rows of a collection. */
export const expressionSchema = z.discriminatedUnion('type', [
  /** How many different `distinct` (the collection's subject when absent). */
  z.strictObject({ type: z.literal('count'), ...selection, distinct: name.optional() }),
  /** The sum of a measure. */
  z.strictObject({ type: z.literal('sum'), ...selection, measure: name }),
  /** The part of the whole, in hundredths to four decimals: by number of `distinct`, or by `measure`. */
  z.strictObject({
    type: z.literal('share'),
    ...selection,
    part: z.array(filterSchema).min(1),
    distinct: name.optional(),
    measure: name.optional(),
  }),
  /** Years since the date of the one row: of calendar (an anniversary: 1995 to 2025 is 30) or complete (elapsed). */
  z.strictObject({ type: z.literal('yearsSince'), ...selection, since: name, mode: z.enum(['calendar', 'complete']) }),
  /** The number of the last row of a series, by `order`. */
  z.strictObject({ type: z.literal('ordinal'), ...selection, number: name, order: name }),
  /** The measure of the last row, by `order`. */
  z.strictObject({ type: z.literal('latest'), ...selection, measure: name, order: name }),
]);
export type Expression = z.output<typeof expressionSchema>;
export const expressionTypes = ['count', 'sum', 'share', 'yearsSince', 'ordinal', 'latest'] as const satisfies Expression['type'][];

export const certainties = ['confirmed', 'probable', 'disputed'] as const;
export type Certainty = (typeof certainties)[number];

/** One way of reading a figure: what is computed, and how sure a row must be to count. */
export const readingSchema = z.strictObject({
  expression: expressionSchema,
  certainties: z.array(z.enum(certainties)).min(1).default(['confirmed']),
});
export type Reading = z.output<typeof readingSchema>;

export const localizedSchema = z.strictObject({ fr: z.string().trim().min(1), en: z.string().trim().min(1) });

/** Another reading of the same words, shown beside: members only, probable rows too. */
export const alternativeSchema = readingSchema.extend({ label: localizedSchema });
export type Alternative = z.output<typeof alternativeSchema>;

/** Every condition of an expression, those of its part included. */
export function filtersOf(expression: Expression): Filter[] {
  return expression.type === 'share' ? [...expression.where, ...expression.part] : expression.where;
}
