import { z } from 'zod';
import { optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { needsSource, sourceFields, whenFields, whyOptional } from '../facts/inputs.ts';
import { bodyKinds, seatFunctions } from '../vocabulary.ts';

/** A new body of an institution. */
export const newBodyInput = z.object({
  institution: requiredText(200),
  kind: z.enum(bodyKinds),
  nameFr: requiredText(300),
  nameEn: optionalText(300),
});

/** A seat given to a party: whoever is at its head sits. */
export const newSeatInput = needsSource(
  z.object({ party: requiredText(200), function: z.enum(seatFunctions), ...whenFields, ...sourceFields, ...whyOptional }),
);

export type NewBodyInput = z.output<typeof newBodyInput>;
export type NewSeatInput = z.output<typeof newSeatInput>;
