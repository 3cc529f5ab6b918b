import { z } from 'zod';
import { optionalPartialDate, optionalText, partialDate } from '../../../kernel/http/fields.ts';
import { needsSource, sourceFields, whenFields, whyOptional } from '../facts/inputs.ts';
import { officeTitleCodes } from '../offices/titles.ts';
import { accessions, certainties, endCauses, genders } from '../vocabulary.ts';

/** A choice that may be left open, then null. */
export function optionalChoice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), z.enum(values).optional()).transform((value) => value ?? null);
}

/** An address to write to, which may be left empty. */
export const optionalEmail = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || null)
  .pipe(z.email().max(254).nullable());

/** Who someone is: what they are called, and how they are reached. */
export const personFields = {
  name: optionalText(200),
  gender: optionalChoice(genders),
  formOfAddress: optionalText(200),
  email: optionalEmail,
  assistant: optionalEmail,
  phone: optionalText(60),
};

/** A new person who takes part in a form: `person` is one that the register has, or `new`. */
export const newPerson = 'new';

/** A new mandate: the office, who takes it, and what becomes of whoever held it before. */
export const newMandateInput = needsSource(
  z
    .object({
      title: z.enum(officeTitleCodes),
      person: optionalText(40),
      ...personFields,
      accession: z.enum(accessions),
      expectedEnd: optionalPartialDate,
      previousTo: optionalPartialDate,
      previousCause: optionalChoice(endCauses),
      ...whenFields,
      ...sourceFields,
      ...whyOptional,
    })
    .refine(({ person, name }) => (person && person !== newPerson) || name, {
      path: ['name'],
      params: { reason: 'required' },
      // With the form's other errors, not after them.
      when: ({ value }) => typeof value === 'object' && value !== null,
    }),
);

/** The end of a mandate: the first day on which they are no longer in office, and why. */
export const endMandateInput = needsSource(
  z.object({
    to: partialDate,
    cause: z.enum(endCauses),
    certainty: z.enum(certainties),
    note: optionalText(),
    ...sourceFields,
    ...whyOptional,
    rowId: z.string().optional(),
  }),
);

export type NewMandateInput = z.output<typeof newMandateInput>;
export type EndMandateInput = z.output<typeof endMandateInput>;
