import { z } from 'zod';
import { optionalPartialDate, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { needsSource, sourceFields, whenFields, whyOptional } from '../facts/inputs.ts';
import { optionalChoice } from '../mandates/inputs.ts';
import { officeTitleCodes } from '../offices/titles.ts';
import { occurrenceStatuses } from '../vocabulary.ts';

/** An election that renews the heads of a State: what is announced of it, and the day on which its electors vote. */
export const newElectionInput = needsSource(
  z.object({
    state: requiredText(200),
    title: optionalChoice(officeTitleCodes),
    votesOn: optionalPartialDate.transform((date, ctx) => {
      if (!date || date.precision === 'day') return date?.date ?? null;
      ctx.addIssue({ code: 'custom', params: { reason: 'day' } });
      return z.NEVER;
    }),
    series: optionalText(200),
    nameFr: requiredText(300),
    nameEn: optionalText(300),
    status: z.enum(occurrenceStatuses),
    startsOn: optionalPartialDate,
    endsOn: optionalPartialDate,
    place: optionalText(200),
    ...whenFields,
    ...sourceFields,
    ...whyOptional,
  }),
);

export type NewElectionInput = z.output<typeof newElectionInput>;
